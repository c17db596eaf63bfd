import Testing

@Suite("Tidy: no typed space between Han and Latin in the product's own Chinese")
struct WordSpacingTests {
  /// What the lint shows as wrong is wrong on purpose; and what only editors see, over the page that they
  /// are at work on.
  private static let exceptions = ["Sources/Markdown/Lint/"]

  @Test("in the code", arguments: SourceTree.sources)
  func code(file: SourceTree.File) {
    guard !Self.exceptions.contains(where: { file.path.hasPrefix($0) }) else { return }
    for literal in CodeScanner.literals(of: file.text) where Self.isChinese(literal) {
      let found = Self.spaces(in: literal)
      #expect(found.isEmpty, "\(file.path): take the space out of \(found)")
    }
  }

  @Test("in the themes' words", arguments: ["jia", "plain"], ["zh-Hans", "zh-Hant"])
  func strings(theme: String, language: String) throws {
    let path = "Themes/\(theme)/strings/\(language).yml"
    for line in try SourceTree.text(path).split(separator: "\n") where line.first != "#" {
      // The code of what was posted stands apart, so that it can be taken with a double click.
      let text = String(line).replacing(/^[a-z_]+: | \{(id|code)\}/, with: "")
      let found = Self.spaces(in: text)
      #expect(found.isEmpty, "\(path): take the space out of \(found)")
    }
  }

  @Test(
    "what is found, and what is not",
    arguments: [
      (#"let a = "有 3 处""#, ["有 3"]), (#"let a = "有\(n)处""#, []), (#"let a = "\(n) 处""#, ["‹› 处"]),
      (#"let a = "有 \(f("、")) 处""#, ["有 ‹›"]), (#"// "有 3 处""#, []),
      (#"let a = "the column phone 手机 is""#, []), (#"let a = "Lapsed 过期.""#, []),
      ("let a = \"\"\"\n  读 PDF 版\n  \"\"\"", ["读 PDF"]), (##"let a = #"用 Vim"#"##, ["用 Vim"]),
      (#"let a = "见 /points/""#, []), (#"let a = "“有” 3""#, []),
      (#"let a = "题 · \(n) · 文""#, []),
    ])
  func finds(code: String, expected: [String]) {
    let found = CodeScanner.literals(of: code).filter(Self.isChinese).flatMap {
      Self.spaces(in: $0)
    }
    #expect(found == expected)
  }

  /// Whether a text is Chinese with Latin in it, and not English with Chinese in it.
  static func isChinese(_ text: String) -> Bool {
    text.contains(/[\u{3400}-\u{9FFF}]/) && !text.contains(/[a-z]{2,} [a-z]{2,}/)
      && text.last { !$0.isWhitespace } != "."
  }

  static func spaces(in text: some StringProtocol) -> [String] {
    // Not by the property Han, which the middle dot has as well.
    let beside =
      /[\u{3400}-\u{9FFF}] [A-Za-z0-9‹{]+›?|[A-Za-z0-9‹]*[A-Za-z0-9›}%)] [\u{3400}-\u{9FFF}]/
    return String(text).matches(of: beside).map { String($0.0) }
  }
}
