import Magazine
import Testing
import Traditional

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

  private func words(_ theme: String, _ language: String) throws -> [String: String] {
    let path = "\(RepositoryTheme.root)/Themes/\(theme)/strings/\(language).yml"
    let strings = ThemeStrings(root: "", path: path, bytes: try FileBytes.read(path))
    #expect(strings.diagnostics == [])
    return strings.texts
  }

  @Test(
    "Every word is there in English, but for names that are the same", arguments: ["jia", "plain"])
  func english(theme: String) throws {
    let simplified = try words(theme, "zh-Hans")
    let english = try words(theme, "en")
    // The editions are called by their own names, and a class of the sheet by its.
    let same: Set<String> = ["simplified", "traditional", "design_poster"]
    let missing = Set(simplified.keys).subtracting(english.keys).subtracting(same)
    #expect(missing.sorted() == [])
    #expect(Set(english.keys).subtracting(simplified.keys).sorted() == [])
  }

  @Test(
    "A word that Traditional pages take from the Simplified ones is the same in both",
    arguments: ["jia", "plain"])
  func traditional(theme: String) throws {
    let traditional = try words(theme, "zh-Hant")
    let converter = Converter(.openCC)
    for (key, text) in try words(theme, "zh-Hans").sorted(by: { $0.key < $1.key })
    where traditional[key] == nil && key != "simplified" {
      let converted = converter.convert(Array(text.utf8))
      #expect(String(decoding: converted, as: UTF8.self) == text, "\(key)")
    }
    #expect(converter.failure == nil)
  }
}
