import Markdown
import Testing

@Suite("Typographic lint: what holds for any text")
struct LintPropertyTests {
  private static let pieces = [
    "檐", "会刊", "a", "VIP", "3", "１", "Ｗ", "ｗｗｗ", "－", "．", "１．", "％", ",", ".", "...", ":", ";",
    "!", "?", "(", ")",
    "\"",
    "'", "-", "--", "…", "—", "，", "。", "：", "（", "）", "「", "」", "“", "”", " ", "  ", "\n", "\n\n",
    "*", "**", "***", "_", "__", "~~", "~", "`", "``", "[", "]", "](", "](/a)", "](/a \"b\")", "![",
    "[^1]",
    "[^1]: ", "[檐]: /a\n", "[檐]", "{", "}", "{#a}", "{会|huì}", "|", "|---|---|\n", ":::引言\n",
    ":::\n", ": ",
    "- ", "- [ ] ", "> ", "1. ", "# ", "## ", "===\n", "---\n", "    ", "\t", "\\", "<b>", "</b>",
    "<a b=\"",
    "<code>", "</code>", "<!--", "-->", "<!-- lint-disable -->", "<?", "&amp;", "&", "https://a.b/",
    "www.a.b", "a@b.c", "\u{FE00}", "\u{E0100}", "\r\n", "```\n", "𠮷",
    "\n　　", "　", "<br>",
  ]

  private static func splice(_ random: inout SeededRandom) -> String {
    (0..<Int.random(in: 1...24, using: &random))
      .compactMap { _ in pieces.randomElement(using: &random) }.joined()
  }

  @Test("repairing keeps the page's elements and all code, and a second repair changes nothing")
  func structure() {
    var random = SeededRandom(seed: 1_987)
    var repairs = 0
    for _ in 0..<4_000 {
      let text = Self.splice(&random)
      let repaired = LintText(text).repaired
      guard repaired != text else { continue }
      repairs += 1
      #expect(
        LintText.elements(repaired) == LintText.elements(text),
        "\(text.debugDescription) became \(repaired.debugDescription)")
      if !text.contains("<code") {
        #expect(Self.code(repaired) == Self.code(text), "\(text.debugDescription)")
      }
      #expect(LintText(repaired).repaired == repaired, "\(text.debugDescription)")
    }
    #expect(repairs > 500)
  }

  @Test("one round of repairs alone keeps them too")
  func oneRound() {
    var random = SeededRandom(seed: 8)
    for _ in 0..<2_000 {
      let text = Self.splice(&random)
      let once = TypographyLint.repaired(Array(text.utf8), LintText(text).findings)
      let repaired = String(decoding: once, as: UTF8.self)
      #expect(
        LintText.elements(repaired) == LintText.elements(text),
        "\(text.debugDescription) became \(repaired.debugDescription)")
    }
  }

  @Test("every range lies on the boundaries of characters, inside the text, in order")
  func ranges() {
    var random = SeededRandom(seed: 42)
    for _ in 0..<2_000 {
      let text = Self.splice(&random)
      let bytes = Array(text.utf8)
      let findings = LintText(text).findings
      let ranges = findings.map(\.range) + findings.flatMap { $0.edits.map(\.range) }
      for range in ranges {
        #expect(!range.isEmpty && range.upperBound <= bytes.count)
        #expect(
          String(validating: bytes[range], as: UTF8.self) != nil,
          "\(text.debugDescription) \(range)")
      }
      #expect(findings.map(\.range.lowerBound) == findings.map(\.range.lowerBound).sorted())
      for finding in findings {
        let line = bytes[..<finding.range.lowerBound].count { $0 == 0x0A } + 1
        #expect(finding.line == line)
      }
    }
  }

  @Test("what is inside code survives any repair around it")
  func codeSurvives() {
    var random = SeededRandom(seed: 7)
    for _ in 0..<600 {
      let inside = ["好,好...", "１２", "\"好\"", "第 3 期", "好 ，好"].randomElement(using: &random) ?? ""
      let text = "\(Self.words(&random))`\(inside)`\(Self.words(&random))\n\n```\n\(inside)\n```\n"
      let pieces = LintText(text).repaired.split(separator: "`", omittingEmptySubsequences: false)
      #expect(pieces.count > 2 && pieces[1] == inside)
      #expect(LintText(text).repaired.hasSuffix("```\n\(inside)\n```\n"))
    }
  }

  private static func words(_ random: inout SeededRandom) -> String {
    (0..<6).compactMap { _ in
      ["檐", "声", ",", "...", "\"", " ", "，", "１", "a", "（", ")"].randomElement(using: &random)
    }.joined()
  }

  /// The text of a page's code elements.
  private static func code(_ text: String) -> [Substring] {
    let html = String(decoding: MarkdownRenderer().render(text).html, as: UTF8.self)
    return html.split(separator: "<code").dropFirst().map { $0.prefix { $0 != "<" } }
  }

  @Test(
    "every rule's example is found, and repaired where the rule says so",
    arguments: LintCode.allCases)
  func examples(code: LintCode) {
    let before = LintText(code.before)
    #expect(before.findings.map(\.code).contains(code))
    #expect(before.findings.contains { $0.code == code && !$0.edits.isEmpty } == code.isRepaired)
    #expect(LintText(code.after).codes == [])
    if code.isRepaired { #expect(before.repaired == code.after) }
  }

  @Test("our own content has no findings")
  func content() throws {
    let files = Content.files()
    #expect(files.count > 40)
    for (path, text) in files {
      let lint = TypographyLint()
      let start = Content.bodyStart(text)
      let found = lint.findings(in: text[start...])
      #expect(found.isEmpty, "\(path): \(found.map { "\($0.line) \($0.message)" })")
    }
  }
}
