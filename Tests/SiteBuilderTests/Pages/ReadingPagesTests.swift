import Magazine
import Markdown
import Testing

@testable import SiteBuilder

private let magazine = """
  -- site.yml --
  title: 檐声
  columns: [{slug: yingzao, name: 营造}, {slug: laigao, name: 来稿}]
  -- issues/27/index.md --
  ---
  title: 听雨
  date: 2026-11-07
  number: 27
  season: 丙午秋
  highlights: [eaves]
  ---
  做一期雨吧。
  -- issues/27/eaves.md --
  ---
  title: 把屋檐还给雨
  column: 营造
  authors: [gu, 柏坡会员 何○○]
  tags: [雨]
  cover: eave.svg
  ---
  ## 檐口
  檐口去了哪里。
  ## 账
  九百毫米的账。
  -- issues/27/eave.svg --
  -- issues/27/basin.md --
  ---
  title: 搪瓷盆
  column: 来稿
  ---
  漏雨的那些年。
  -- issues/26/index.md --
  ---
  title: 树荫的面积
  date: 2026-08-07
  number: 26
  ---
  -- issues/25/index.md --
  ---
  title: 从一扇门进来
  date: 2025-05-05
  ---
  -- authors/gu.md --
  ---
  name: 顾南屏
  role: 主编
  ---
  -- news/lift.md --
  ---
  title: 电梯换好了
  date: 2026-11-20
  ---
  今天可以坐。
  """

@Suite("读的页面")
struct ReadingPagesTests {
  @Test("首页：本期、要目、先图后文的篇目、快报")
  func home() throws {
    let site = try PagesText(magazine).pages()
    let page = try TinyTheme.show(
      """
      {{#issue}}{{label}} {{title}} {{season}} {{size}}{{#upright}} 竖{{/upright}}{{/issue}}
      {{#highlights}}目 {{column}} {{title}}{{/highlights}}
      {{#lead}}大 {{title}} {{picture.src}} {{authors}}{{/lead}}
      {{#stories}}小 {{title}}{{^picture}} 无图{{/picture}}{{/stories}}
      {{#news}}报 {{day.short}} {{title}}{{/news}}
      """, HomePage(in: site))
    #expect(
      page == """
        第27期 听雨 丙午秋 short 竖
        目 营造 把屋檐还给雨
        大 把屋檐还给雨 /media/issues/27/eave.svg 顾南屏、柏坡会员 何○○
        小 搪瓷盆 无图
        报 11-20 电梯换好了
        """)
  }

  @Test("一夹 Markdown：首页列文章，没有的东西一概不提")
  func bareFolder() throws {
    let site = try PagesText(
      """
      -- one.md --
      # 第一篇
      话。
      -- two.md --
      # 第二篇
      话。
      """
    ).pages()
    let page = try TinyTheme.show(
      "{{#latest}}{{title}} {{/latest}}{{#issue}}期{{/issue}}{{#lead}}图{{/lead}}"
        + "{{#has_events}}活动{{/has_events}}{{#site.has_club}}会{{/site.has_club}}"
        + "{{#site.has_menu}}单{{/site.has_menu}}{{#has_nothing}}空{{/has_nothing}}",
      HomePage(in: site))
    #expect(page == "第一篇 第二篇 ")
    let urls = site.index.pages().map(\.url)
    #expect(urls.contains("/articles/"))
    #expect(!urls.contains("/join/"))
    #expect(!urls.contains("/events/"))
    #expect(!urls.contains("/issues/"))
  }

  @Test("什么都还没有的站，首页说清楚")
  func nothing() throws {
    let site = try PagesText("-- site.yml --\ntitle: 檐声\n").pages()
    #expect(try TinyTheme.show("{{#has_nothing}}空{{/has_nothing}}", HomePage(in: site)) == "空")
  }

  @Test("往期：按年分，新的在前")
  func archive() throws {
    let site = try PagesText(magazine).pages()
    let page = try TinyTheme.show(
      "{{count}}:{{#years}} {{name}}{{#issues}} {{title}}{{^cover}}（无封面）{{/cover}}{{/issues}}{{/years}}",
      IssuesPage(in: site))
    #expect(page == "3: 2026年 听雨（无封面） 树荫的面积（无封面） 2025年 从一扇门进来（无封面）")
  }

  @Test("一期：编者按，分栏目录，有图的头篇，别的期")
  func issue() throws {
    let site = try PagesText(magazine).pages()
    let issue = try #require(site.sources.publication.issues.first)
    let page = try TinyTheme.show(
      """
      {{{letter}}}
      {{#sections}}
      {{column.title}}{{#lead}} 头：{{title}}{{/lead}}{{#pieces}} {{title}}{{/pieces}}
      {{/sections}}
      {{article_count}} {{#first}}{{title}}{{/first}} |{{#others}} {{title}}{{/others}}
      """, IssuePage(issue, in: site))
    #expect(
      page == """
        <p>做一期雨吧。</p>

        营造 头：把屋檐还给雨
        来稿 搪瓷盆
        2 把屋檐还给雨 | 树荫的面积 从一扇门进来
        """)
  }

  @Test("文章：署名、期号、小节、上下篇、话题")
  func article() throws {
    let site = try PagesText(magazine).pages(baseURL: "https://yansheng.example")
    let article = try #require(site.sources.publication.articles.first { $0.slug == "eaves" })
    let page = try TinyTheme.show(
      """
      {{head.title}} {{head.kind}} {{head.canonical}} {{head.image}}
      {{#authors}}[{{name}} {{url}}]{{/authors}} {{#issue}}{{title}} {{url}}{{/issue}}
      {{#outline}}#{{anchor}} {{title}} {{/outline}}
      {{#previous}}前{{/previous}}{{#next}}后 {{title}}{{/next}} {{#tags}}{{title}}{{/tags}}
      """, ArticlePage(article.id, in: site))
    #expect(
      page == """
        把屋檐还给雨 article https://yansheng.example/issues/27/eaves/ \
        https://yansheng.example/media/issues/27/eave.svg
        [顾南屏 /authors/gu/][柏坡会员 何○○ ] 第27期 /issues/27/
        #檐口 檐口 #账 账 
        后 搪瓷盆 雨
        """)
  }

  @Test("只有一个小节的文章不列小节；太多的只列上一层")
  func outlines() {
    #expect(OutlineContext.list([.init(level: 2, id: "a", title: "甲")]).isEmpty)
    let many = (0..<30).flatMap { number in
      [2, 3].map { OutlineEntry(level: $0, id: "s\(number)-\($0)", title: "节") }
    }
    let shown = OutlineContext.list(many)
    #expect(shown.count == 30)
    #expect(shown.allSatisfy { !$0.isDeeper })
  }

  @Test("栏目、作者、话题与名录各有各的页")
  func lists() throws {
    let site = try PagesText(magazine).pages()
    let publication = site.sources.publication
    let pieces = "{{name}} {{piece_count}}{{#pieces}} {{title}}{{/pieces}}"
    let columns = try publication.columns.map {
      try TinyTheme.show(pieces, ColumnPage($0, in: site))
    }
    #expect(columns == ["营造 1 把屋檐还给雨", "来稿 1 搪瓷盆"])
    #expect(
      try TinyTheme.show(pieces, AuthorPage(publication.authors[0], in: site)) == "顾南屏 1 把屋檐还给雨")
    #expect(try TinyTheme.show(pieces, TagPage(publication.tags[0], in: site)) == "雨 1 把屋檐还给雨")
    let urls = Set(site.index.pages().map(\.url))
    #expect(urls.isSuperset(of: ["/columns/", "/authors/", "/tags/", "/news/"]))
  }

  @Test("没有两页同一个网址")
  func urlsAreUnique() throws {
    let urls = try PagesText(magazine).index().pages().map(\.url)
    #expect(Set(urls).count == urls.count)
  }
}
