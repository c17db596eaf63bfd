import Markdown
import Testing

@Suite("Typographic lint: what it leaves alone, and how it is switched off")
struct LintReachTests {
  @Test(
    "code, HTML, addresses, labels and lists of attributes are never looked at",
    arguments: [
      "`甲,乙`和``丙`,丁``", "```\n甲,乙\n```", "    甲,乙", "- 丙\n\n      甲,乙", "<div>\n甲,乙\n</div>",
      "丙<code>甲,乙</code>丁", "<b title=\"甲,乙\">丙</b>", "[丙](/甲,乙 \"甲,乙\")",
      "![丙](/甲,乙 '甲,乙')", "https://a.cn/甲,乙", "<https://a.cn/甲,乙>", "[丙]\n\n[丙]: /甲,乙",
      "[甲,乙]\n\n[甲,乙]: /丙", "[丙][甲,乙]\n\n[甲,乙]: /丙", "丙[^甲,乙]\n\n[^甲,乙]: 丁",
      "## 丙 {#甲,乙}", "{会刊|甲,乙}", "甲\\,乙", "甲&#44;乙", "<!-- 甲,乙 -->", "<pre>\n甲,乙\n\n甲,乙\n</pre>",
      ":::图集 甲,乙\n:::", "| 丙 |\n|----|\n| 丁 |", "甲\n--\n乙", "[丙](没有 甲,乙", "丙<!-- -- -->甲,乙",
      "\u{FEFF}丙",
    ])
  func outOfReach(text: String) {
    #expect(LintText(text).codes == [])
    #expect(LintText(text).repaired == text)
  }

  @Test(
    "words are read wherever they stand",
    arguments: [
      "> 甲,乙", "- 甲,乙", "1. 丙\n\n   甲,乙", "## 甲,乙", "甲,乙\n===", "| 甲,乙 |\n|---|\n| 丙 |",
      "| 丙 |\n|---|\n| 甲,乙 |", "[甲,乙](/丙)", "![甲,乙](/丙)", "丙\n: 甲,乙", "甲,乙\n: 丙",
      "丙[^1]\n\n[^1]: 甲,乙", ":::引言\n甲,乙\n:::", "**甲,乙**", "~~甲~~,乙", "<b>甲</b>,乙", "丙`丁,甲,乙",
      "[丙][甲,乙",
    ])
  func withinReach(text: String) {
    #expect(LintText(text).codes.contains("halfwidth-punctuation"))
    #expect(
      LintText(text).repaired
        == text.replacing("甲,乙", with: "甲，乙").replacing("~~,", with: "~~，")
        .replacing("b>,", with: "b>，").replacing("丁,", with: "丁，"))
  }

  @Test("a table's cells are apart: no mark of one pairs with one of the next")
  func cells() {
    #expect(LintText("| \"甲 | 乙\" |\n|---|---|\n| 丙 | 丁 |").repaired.contains("\"甲 | 乙\""))
  }

  @Test("lines and columns count as an editor does")
  func places() {
    #expect(LintText("甲\r\n\r\n> 𠮷乙,丙\r\n").places == ["3:5 halfwidth-punctuation"])
    let text = Array("---\ntitle: 甲,乙\n---\n甲,乙\n".utf8)
    let found = TypographyLint().findings(in: text[23...], firstLine: 4)
    #expect(found.map { "\($0.line):\($0.column)" } == ["4:2"])
    #expect(found.first.map { String(decoding: text[$0.range], as: UTF8.self) } == ",")
  }

  @Test("switched off for the next line, and only for it")
  func nextLine() {
    let text = """
      <!-- lint-disable-next-line ellipsis -->

      好...好,好

      好...好
      <!-- lint-disable-next-line -->
      好...好
      好...好
      """
    #expect(
      LintText(text).places == ["3:6 halfwidth-punctuation", "5:2 ellipsis", "8:2 ellipsis"])
  }

  @Test("switched off from here on, by code or altogether, and on again")
  func stretches() {
    let text = """
      好...好--好

      <!-- lint-disable ellipsis, dash -->

      好...好--好，，好

      <!-- lint-enable dash -->

      好...好--好

      - 好
        <!-- lint-disable -->

      好，，好<!-- lint-enable -->

      好...好
      """
    #expect(
      LintText(text).places == [
        "1:2 ellipsis", "1:6 dash", "5:9 doubled-punctuation", "9:6 dash", "16:2 ellipsis",
      ])
    let repaired = LintText(text).repaired
    #expect(repaired.hasPrefix("好……好——好\n"))
    #expect(repaired.contains("好...好--好，好\n"))
  }

  @Test("a word that is no code is told, and switches nothing off")
  func unknown() {
    let found = LintText("<!-- lint-disable elipsis -->\n\n好...好\n\n<!-- lint-off -->\n").findings
    #expect(found.map(\.code) == [.unknownLintCode, .ellipsis, .unknownLintCode])
    #expect(found.first?.message == "“elipsis” is no code of the lint")
    #expect(found.first?.remedy.contains("ellipsis") == true)
    #expect(found.last?.message == "“lint-off” is no comment of the lint")
    let partly = LintText("<!-- lint-disable ellipsis elipsis -->\n\n好...好\n")
    #expect(partly.codes == ["unknown-lint-code"])
  }

  @Test("a rule that is not asked for finds nothing")
  func chosen() {
    let lint = TypographyLint(options: LintOptions(codes: [.dash]))
    #expect(lint.findings(in: Array("好...好--好".utf8)[...]).map(\.code) == [.dash])
    #expect(String(decoding: lint.repaired(Array("好...好--好".utf8)), as: UTF8.self) == "好...好——好")
  }

  @Test("what is not UTF-8 has no findings")
  func broken() {
    #expect(TypographyLint().findings(in: [0xE6, 0x2C, 0xE6][...]) == [])
  }
}
