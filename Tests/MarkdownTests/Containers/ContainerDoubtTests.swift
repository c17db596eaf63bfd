import Markdown
import Testing

@Suite("容器：恐怕不是作者的意思")
struct ContainerDoubtTests {
  /// `line:column message` of each diagnostic.
  private func told(_ source: String) -> [String] {
    MarkdownRenderer().render(source).diagnostics.map { "\($0.line):\($0.column) \($0.message)" }
  }

  @Test(
    "a line that closes nothing is told of, and stands on no page",
    arguments: [
      (":::\n", ["1:1 ::: closes nothing here"]),
      ("甲\n\n  :::\n\n乙\n", ["3:3 ::: closes nothing here"]),
      (":::提示\n甲\n:::\n：：：\n", ["4:1 ::: closes nothing here"]),
      ("> :::\n", ["1:3 ::: closes nothing here"]),
      (
        "- :::提示\n  甲\n\n:::\n",
        ["1:3 :::提示 is never closed", "4:1 ::: closes nothing here"]
      ),
      (":::提示\n:::提示\n甲\n:::\n:::\n", []),
    ])
  func closings(source: String, messages: [String]) {
    #expect(told(source) == messages)
    let page = String(decoding: MarkdownRenderer().render(source).html, as: UTF8.self)
    #expect(!page.contains("::") && !page.contains("："))
  }

  @Test("a gallery without a picture")
  func gallery() {
    #expect(
      told("甲\n\n:::图集 雨后\n乙\n:::\n") == ["3:1 there is no picture in :::图集"])
    for picture in ["![甲](a.png)", "甲<img src=\"a.png\" alt=\"甲\">", ":::提示\n![甲](a.png)\n:::"] {
      #expect(told(":::图集\n\(picture)\n:::\n") == [])
    }
  }

  @Test(
    "marks behind a container's name",
    arguments: [
      ("**「粗」**", "**"), ("说*明*", "*"), ("`a`", "`"), ("~~旧~~", "~~"), ("[甲](a.md)", "[…](…)"),
      ("甲[^1]", "[^…]"), ("{会|huì}", "{…|…}"),
    ])
  func titles(title: String, mark: String) {
    #expect(
      told(":::提示 \(title)\n甲\n:::\n")
        == ["1:11 marks are not read behind :::提示: “\(mark)” is shown as it is written"])
    #expect(
      told("![甲](a.png '\(title)')\n")
        == [
          "1:15 marks are not read in a picture's caption: “\(mark)” is shown as it is written"
        ])
    // An attribute list holds no braces.
    guard !title.contains("{") else { return }
    #expect(
      told(":::引言 顾南屏 {source=\"\(title)\"}\n甲\n:::\n")
        == ["1:1 marks are not read in “source”: “\(mark)” is shown as it is written"])
  }

  @Test(
    "marks of full width in a list of attributes",
    arguments: [
      (":::问答 {问=林，答=傅}\n问：甲\n:::\n", "1:1 “问” is “林，答=傅”: no space stands before “答=”"),
      (
        ":::问答 {问：林 答：傅}\n问：甲\n:::\n",
        "1:11 {问：林 答：傅} is no list of attributes, and is shown as it is written"
      ),
      (
        ":::引言 题 {出处=《论语》 学而}\n甲\n:::\n",
        "1:15 {出处=《论语》 学而} is no list of attributes, and is shown as it is written"
      ),
      (
        ":::问答 {问＝林}\n问：甲\n:::\n",
        "1:11 {问＝林} is no list of attributes, and is shown as it is written"
      ),
      (
        ":::问答 ｛问=林｝\n问：甲\n:::\n",
        "1:11 ｛问=林｝ is no list of attributes, and is shown as it is written"
      ),
    ])
  func braces(source: String, message: String) throws {
    let rendered = MarkdownRenderer().render(source)
    #expect(told(source) == [message])
    #expect(
      try #require(rendered.diagnostics.first).remedy
        .hasPrefix("write {name=value name=\"a value\"} with half-width marks"))
  }

  @Test(
    "lists that are right, and braces that are none",
    arguments: [
      ":::问答 {问=林 答=傅}\n问：甲\n:::\n", ":::引言 {出处=\"《论语》 学而\"}\n甲\n:::\n",
      ":::引言 {出处=《论语》，学而}\n甲\n:::\n", ":::提示 集合{9时}\n甲\n:::\n", ":::提示 {甲\n乙\n:::\n",
      ":::提示 }\n甲\n:::\n",
    ])
  func properBraces(source: String) { #expect(told(source) == []) }

  @Test(
    "words that only look like marks",
    arguments: ["3*4", "3~4", "* 甲 *", "[甲]", "雨后（2026）", "a * b", "甲～乙", "{甲}"])
  func plain(title: String) {
    #expect(told(":::提示 甲 \(title)。\n甲\n:::\n") == [])
    #expect(told("![甲](a.png '\(title)')\n") == [])
  }

  @Test("a title of many marks takes no time")
  func hostile() {
    for piece in ["[", "{", "*a", "* ", "`", "~~ "] {
      let title = String(repeating: piece, count: 40_000)
      #expect(told(":::提示 甲\(title)\n甲\n:::\n").count < 2)
    }
  }
}
