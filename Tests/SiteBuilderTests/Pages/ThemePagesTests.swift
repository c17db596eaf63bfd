import Magazine
import Testing
import Theming

@testable import SiteBuilder

@Suite("主题做出的页面")
struct ThemePagesTests {
  private static let site = """
    -- site.yml --
    title: 檐声
    description: 一年四期。
    -- club.yml --
    name: 檐声会
    consent: {version: 2026-11, text: "只用于<办理>入会。"}
    contact: {phone: 0000-6000027}
    -- issues/27/index.md --
    ---
    title: 听雨
    date: 2026-11-07
    tint: {light: "#dbe2e0", dark: "#17242d", ink_light: "#16283a", ink_dark: "#d6e0e2"}
    ---
    做一期雨吧。
    -- issues/27/eaves.md --
    ---
    title: "檐<script>alert(1)</script>"
    column: 营造
    authors: [gu]
    tags: [雨]
    summary: 一句 & 两句。
    ---
    正文。
    -- authors/gu.md --
    ---
    name: 顾南屏
    ---
    -- news/lift.md --
    ---
    title: 电梯换好了
    date: 2026-11-20
    ---
    -- articles/walk.md --
    # 散步
    走走。
    -- pages/about.md --
    # 关于
    说明。
    -- events/open-day.md --
    ---
    title: 工地开放日
    start: 2026-11-28 09:30
    place: 北门
    capacity: 30
    ---
    -- events/past.md --
    ---
    title: 雨林夜
    start: 2026-11-01 19:00
    place: 花园
    ---
    """

  private func pages(_ theme: String, figures: PublicFigures? = PublicFigures(points: nil))
    throws -> [(url: String, text: String)]
  {
    let site = try PagesText(Self.site).index(figures: figures, baseURL: "https://a.example")
    let templates = try RepositoryTheme.templates(theme, language: .simplifiedChinese)
    return site.rendered(templates)
  }

  @Test("每页一个 h1、一个 main、有语言、有题目；没有行内脚本与样式", arguments: ["jia", "plain"])
  func everyPage(theme: String) throws {
    for page in try pages(theme) {
      let text = page.text
      #expect(text.occurrences(of: "<h1") == 1, "\(page.url)")
      #expect(text.occurrences(of: "<main") == 1, "\(page.url)")
      #expect(text.hasPrefix("<!doctype html>\n<html lang=\"zh-Hans\">"), "\(page.url)")
      #expect(!text.contains("<title> "), "\(page.url)")
      #expect(!text.contains(" style=\""), "\(page.url)")
      #expect(!text.contains("<style"), "\(page.url)")
      #expect(!text.contains(" onclick="), "\(page.url)")
      #expect(
        text.occurrences(of: "<script")
          == text.occurrences(of: "<script src=\"")
          + text.occurrences(of: "<script type=\"application/ld+json\">"), "\(page.url)")
      #expect(!text.contains("alert(1)</script>"), "\(page.url)")
      #expect(!text.contains("{{"), "\(page.url)")
    }
  }

  @Test("没有账册的站：不出现任何会投递的表单", arguments: ["jia", "plain"])
  func noStoreNoForms(theme: String) throws {
    for page in try pages(theme, figures: nil) {
      #expect(!page.text.contains("action=\"/join"), "\(page.url)")
      #expect(!page.text.contains("/register\""), "\(page.url)")
    }
  }

  @Test("读文章不需要脚本", arguments: ["/", "/issues/27/", "/issues/27/eaves/", "/events/", "/about/"])
  func readingNeedsNoScript(url: String) throws {
    let page = try #require(try pages("jia").first { $0.url == url })
    #expect(!page.text.contains("<script src"))
  }

  @Test("入会表的名字与接口一致，带着同意书的版本")
  func joinForm() throws {
    let page = try #require(try pages("jia").first { $0.url == "/join/" }).text
    for piece in [
      "<form class=\"form\" method=\"post\" action=\"/join\"", "name=\"name\"", "name=\"phone\"",
      "name=\"email\"", "name=\"consent\" value=\"2026-11\"", "只用于&lt;办理&gt;入会。",
    ] {
      #expect(page.contains(piece), "\(piece)")
    }
  }

  @Test("答复页：核对时带着隐藏的字段，值都转义")
  func answers() throws {
    let site = try PagesText(Self.site).pages()
    let templates = try RepositoryTheme.templates("jia", language: .simplifiedChinese)
    let contents = AnswerContents(
      kind: .confirm, title: "请核对", lines: ["还没有写入。"],
      rows: [.init(label: "姓名", value: "何<b>")],
      form: .init(
        action: "/join/confirm", fields: [.init(label: "name", value: "何\"<b>")], button: "确认"),
      links: [.init(label: "回去改", value: "/join/")])
    let page = String(
      decoding: templates.answer.render(AnswerPage(contents, in: site)), as: UTF8.self)
    #expect(page.contains("<input type=\"hidden\" name=\"name\" value=\"何&quot;&lt;b&gt;\">"))
    #expect(page.contains("<dd>何&lt;b&gt;</dd>"))
    #expect(page.contains("<meta name=\"robots\" content=\"noindex\">"))
  }
}

extension String {
  fileprivate func occurrences(of piece: String) -> Int {
    var count = 0
    var rest = utf8[...]
    let wanted = Array(piece.utf8)
    while let first = rest.firstIndex(of: wanted[0]) {
      rest = rest[first...]
      if rest.starts(with: wanted) { count += 1 }
      rest = rest.dropFirst()
    }
    return count
  }
}
