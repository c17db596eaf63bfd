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
}
