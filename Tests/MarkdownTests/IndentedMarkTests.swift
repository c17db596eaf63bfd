import Markdown
import Testing

@Suite("A line four columns in that goes on with a paragraph is its text")
struct IndentedMarkTests {
  @Test(
    "no container, note, definition or table begins there",
    arguments: [
      ":::引言", ":::", "[^1]: 乙", ": 乙", "|--|",
    ])
  func continuation(line: String) {
    let page = MarkdownRenderer().render("甲 |\n    \(line)\n丙\n")
    #expect(page.html.count { $0 == UInt8(ascii: "<") } == 2, "\(page.html)")
    #expect(page.plainText.contains(line))
  }

  @Test(
    "it heads no table and is no term",
    arguments: ["甲\n    |乙|\n|---|\n|丙|\n", "甲\n    乙\n: 丙\n"])
  func heads(source: String) {
    let page = MarkdownRenderer().render(source)
    #expect(page.html.count { $0 == UInt8(ascii: "<") } == 2, "\(page.html)")
  }
}
