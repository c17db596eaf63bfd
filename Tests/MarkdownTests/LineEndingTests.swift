import Markdown
import Testing

@Suite("行尾是 CR LF 还是 LF，页面都一样")
struct LineEndingTests {
  @Test(
    "every example",
    arguments: ["chinese", "tables", "notes", "links", "magazine"].flatMap(Fixture.all))
  func example(_ fixture: Fixture) {
    let renderer = MarkdownRenderer()
    let windows = fixture.source.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\r\n")
    let page = renderer.render(windows).html.filter { $0 != 0x0D }
    #expect(
      String(decoding: page, as: UTF8.self)
        == String(decoding: renderer.render(fixture.source).html, as: UTF8.self))
  }
}
