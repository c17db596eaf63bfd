import Markdown
import Testing

@Suite("示例：作者怎样写，页面怎样显示", .serialized)
struct FixtureTests {
  @Test("CommonMark, every section", arguments: Fixture.all("commonmark"))
  func commonMark(_ fixture: Fixture) {
    fixture.check(MarkdownRenderer(options: .commonMark).render(fixture.source))
  }

  @Test("中文：着重、换行、网址", arguments: Fixture.all("chinese"))
  func chinese(_ fixture: Fixture) {
    fixture.check(MarkdownRenderer().render(fixture.source, resolver: SmallSite()))
  }

  @Test("表格", arguments: Fixture.all("tables"))
  func tables(_ fixture: Fixture) {
    fixture.check(MarkdownRenderer().render(fixture.source, resolver: SmallSite()))
  }

  @Test("注释", arguments: Fixture.all("notes"))
  func notes(_ fixture: Fixture) {
    fixture.check(MarkdownRenderer().render(fixture.source, resolver: SmallSite()))
  }

  @Test("图片、链接、标题", arguments: Fixture.all("links"))
  func links(_ fixture: Fixture) {
    fixture.check(MarkdownRenderer().render(fixture.source, resolver: SmallSite()))
  }

  @Test("杂志：容器、注音、释义、任务", arguments: Fixture.all("magazine"))
  func magazine(_ fixture: Fixture) {
    fixture.check(MarkdownRenderer().render(fixture.source, resolver: SmallSite()))
  }

  @Test(
    "every file has examples",
    arguments: ["commonmark", "chinese", "tables", "notes", "links", "magazine"])
  func isThere(_ file: String) {
    #expect(!Fixture.all(file).isEmpty)
  }
}
