import Magazine
import Testing

@testable import SiteBuilder

@Suite("主题的用词")
struct ThemeStringsTests {
  @Test(
    "One line, one text",
    arguments: [
      ("by: 文", "文"),
      ("by:    文  ", "文"),
      ("by: \"\"", ""),
      ("by: \" 文 \"", " 文 "),
      ("by: '文'", "文"),
      ("by: 'it''s'", "it's"),
      ("by: \"一\\n二 \\\"三\\\"\"", "一\n二 \"三\""),
      ("by: 12:30", "12:30"),
      ("by: 第 # 一 期", "第"),
      ("by: 第#一期", "第#一期"),
      ("# 注\n\nby: 文\r\n", "文"),
    ])
  func reads(_ line: String, _ text: String) {
    let strings = ThemeStrings(root: "", path: "x.yml", bytes: Array(line.utf8))
    #expect(strings.texts == ["by": text])
    #expect(strings.diagnostics == [])
  }

  @Test(
    "What is no text of one line is reported, with its line",
    arguments: [
      "by:", "by: |", "by: [一]", "by: \"一", "by: 一\nby: 二", "  by: 一", "- 一", "没有冒号", "by: '一",
      "by: \"一\" 二\"", "by: \"\\q\"",
    ])
  func refuses(_ text: String) {
    let strings = ThemeStrings(root: "T", path: "x.yml", bytes: Array(text.utf8))
    #expect(strings.diagnostics.count == 1)
    #expect(strings.diagnostics.first?.position?.line == text.split(separator: "\n").count)
  }
}
