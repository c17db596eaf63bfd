import Markdown

/// A lint over one string, as the tests write it.
struct LintText {
  let text: String
  let lint: TypographyLint

  init(_ text: String, quotes: LintOptions.Quotes = .curved) {
    self.text = text
    lint = TypographyLint(options: LintOptions(quotes: quotes))
  }

  var findings: [LintFinding] { lint.findings(in: Array(text.utf8)[...]) }

  /// `1:5 ellipsis`, one a finding.
  var places: [String] { findings.map { "\($0.line):\($0.column) \($0.code.rawValue)" } }

  var codes: [String] { findings.map(\.code.rawValue) }

  /// With everything repaired that is repaired.
  var repaired: String {
    String(decoding: lint.repaired(Array(text.utf8)), as: UTF8.self)
  }

  /// The elements of the page, in their order, without what they say; then the ids of its headings.
  static func elements(_ text: String) -> [String] {
    let page = MarkdownRenderer().render(text)
    let html = page.html
    var names: [String] = []
    var index = 0
    while let open = html[index...].firstIndex(of: UInt8(ascii: "<")) {
      let name = html[(open + 1)...].prefix {
        $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n")
      }
      names.append(String(decoding: name, as: UTF8.self))
      index = open + 1
    }
    return names + page.outline.map(\.id)
  }
}
