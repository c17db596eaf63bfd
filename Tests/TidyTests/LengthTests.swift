import Testing

@Suite("Tidy: files and functions stay short enough to hold in one head")
struct LengthTests {
  @Test("no file is longer than 400 lines", arguments: SourceTree.sources + SourceTree.tests)
  func filesAreShort(file: SourceTree.File) {
    #expect(file.lines.count <= 401, "\(file.path) has \(file.lines.count - 1) lines")
  }

  @Test("no function is longer than 70 lines", arguments: SourceTree.sources + SourceTree.tests)
  func functionsAreShort(file: SourceTree.File) {
    for function in Self.functions(in: file.text) {
      #expect(
        function.length <= 70,
        "\(file.path):\(function.line): \(function.name) has \(function.length) lines")
    }
  }

  @Test("the measure sees through strings, comments and nesting")
  func measure() {
    let text = """
      struct A {
        // func commented() {
        func one() { print("}") }
        init(x: Int) {
          let f = { "\\(x) {" }
          func inner() {
          }
        }
      }
      """
    let found = Self.functions(in: text).map { "\($0.line) \($0.name) \($0.length)" }
    #expect(found == ["3 func one 1", "4 init 5", "6 func inner 2"])
  }

  struct Function {
    let name: String
    let line: Int
    let length: Int
  }

  /// Every `func`, `init` and `deinit` with a body: the line it starts on, from 1, and its lines.
  static func functions(in text: String) -> [Function] {
    let lines = CodeScanner.code(of: text).split(
      separator: "\n", omittingEmptySubsequences: false)
    return lines.indices.compactMap { start in
      guard let name = declaration(lines[start]),
        let end = bodyEnd(lines, from: start)
      else { return nil }
      return Function(name: name, line: start + 1, length: end - start + 1)
    }
  }

  private static func declaration(_ line: Substring) -> String? {
    let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "`") }
    if let position = words.firstIndex(of: "func"), position + 1 < words.count {
      return "func \(words[position + 1])"
    }
    let trimmed = line.drop { $0 == " " }
    let modifiers: Set<Substring> = [
      "public", "internal", "private", "fileprivate", "package", "convenience", "required",
      "override", "mutating", "nonisolated",
    ]
    let first = words.first { !modifiers.contains($0) }
    guard first == "init" || first == "deinit", !trimmed.hasPrefix("self"),
      !trimmed.hasPrefix(".")
    else { return nil }
    return first.map(String.init)
  }

  /// The line of the brace that closes the first brace opened from `start`, or nil where there is
  /// no body: a protocol's requirement.
  private static func bodyEnd(_ lines: [Substring], from start: Int) -> Int? {
    var depth = 0
    var parentheses = 0
    for index in start..<lines.count {
      for byte in lines[index].utf8 {
        switch byte {
        case UInt8(ascii: "("): parentheses += 1
        case UInt8(ascii: ")"): parentheses -= 1
        case UInt8(ascii: "{") where parentheses == 0: depth += 1
        case UInt8(ascii: "}") where parentheses == 0:
          depth -= 1
          if depth <= 0 { return depth == 0 ? index : nil }
        default: break
        }
      }
      let next = index + 1 < lines.count ? lines[index + 1].drop { $0 == " " } : ""
      let continues =
        parentheses > 0 || next.hasPrefix("{") || next.hasPrefix("where")
        || next.hasPrefix("->") || next.hasPrefix("throws") || next.hasPrefix("async")
      if depth == 0, !continues { return nil }
    }
    return nil
  }
}
