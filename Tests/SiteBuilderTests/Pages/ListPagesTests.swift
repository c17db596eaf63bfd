import CivilTime
import Magazine
import Testing

@testable import SiteBuilder

@Suite("长目录：一页放不下，旧的另有编号的页")
struct ListPagesTests {
  /// 31 articles of one topic, column and author, one a day; the first is of 1 October.
  private static let magazine =
    """
    -- site.yml --
    title: 檐声
    list_size: 10
    columns: [{slug: build, name: 营造, summary: 带卷尺去。}]
    -- authors/gu.md --
    ---
    name: 顾南屏
    role: 主编
    summary: 写屋檐。
    ---
    其人。

    """
    + (1...31).map { day in
      """
      -- articles/a\(day).md --
      ---
      title: 文\(day)
      date: 2026-10-\(day < 10 ? "0" : "")\(day)
      column: build
      authors: [gu]
      tags: [雨]
      ---
      话。

      """
    }.joined()

  private func page(_ url: String, _ theme: String, baseURL: String? = nil) throws -> String {
    let site = try PagesText(Self.magazine).index(baseURL: baseURL)
    let output = try #require(site.pages().first { $0.url == url }, "no \(url)")
    var bytes: [UInt8] = []
    let templates = try RepositoryTheme.templates(theme, language: .simplifiedChinese)
    output.render(SitePages(site), templates, &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private let shown =
    "{{head.title}}|{{head.canonical}}|{{piece_count}} {{page_label}}{{#pieces}} {{title}}{{/pieces}}"
    + "|{{newer_url}}|{{older_url}}"

  @Test("The newest stand at the list's own URL, the others on full pages")
  func parts() throws {
    let site = try PagesText(Self.magazine).pages(baseURL: "https://a.example")
    let tag = try #require(site.sources.publication.tags.first)
    let pages = try [Pagination.Page.newest, .numbered(2), .numbered(1)].map {
      try TinyTheme.show(shown, TagPage(tag, $0, in: site))
    }
    func titles(_ days: ClosedRange<Int>) -> String {
      days.reversed().map { " 文\($0)" }.joined()
    }
    let url = "/tags/%E9%9B%A8/"
    #expect(
      pages == [
        "雨|https://a.example\(url)|31 \(titles(21...31))||\(url)page/2/",
        "雨 · 第2页|https://a.example\(url)page/2/|31 第2页\(titles(11...20))|\(url)|\(url)page/1/",
        "雨 · 第1页|https://a.example\(url)page/1/|31 第1页\(titles(1...10))|\(url)page/2/|",
      ])
  }

  @Test("Every list has such pages, and the site map knows them and their days")
  func outputs() throws {
    let outputs = try PagesText(Self.magazine).index().pages()
    for list in ["/articles/", "/columns/build/", "/authors/gu/", "/tags/%E9%9B%A8/"] {
      let pages = outputs.filter { $0.url.hasPrefix(list) && $0.kind != .article }
      #expect(pages.map(\.url) == [list, "\(list)page/2/", "\(list)page/1/"])
      let allAreListed = pages.allSatisfy(\.isListed)
      #expect(allAreListed)
      #expect(pages.dropFirst().map { $0.day?.iso } == ["2026-10-20", "2026-10-10"])
      #expect(pages[0].day?.iso == (list == "/authors/gu/" ? nil : "2026-10-31"))
    }
    #expect(
      outputs.first { $0.url == "/tags/%E9%9B%A8/page/1/" }?.file == "tags/雨/page/1/index.html")
  }

  @Test("What is said about a column or a person stands on the first page alone")
  func introductions() throws {
    let site = try PagesText(Self.magazine).pages()
    let publication = site.sources.publication
    let column = "{{name}} {{summary}} {{head.description}}"
    let person = "{{name}} {{role}} {{summary}} {{{biography}}}"
    #expect(
      try [Pagination.Page.newest, .numbered(1)].map {
        try TinyTheme.show(column, ColumnPage(publication.columns[0], $0, in: site))
      } == ["营造 带卷尺去。 带卷尺去。", "营造  "])
    #expect(
      try [Pagination.Page.newest, .numbered(1)].map {
        try TinyTheme.show(person, AuthorPage(publication.authors[0], $0, in: site))
      } == ["顾南屏 主编 写屋檐。 <p>其人。</p>\n", "顾南屏   "])
  }

  @Test("A page reads the articles it shows and no others, and the person's text where it stands")
  func reads() throws {
    let index = try PagesText(Self.magazine).index()
    let templates = try RepositoryTheme.templates("jia", language: .simplifiedChinese)
    func reads(_ url: String) throws -> PageReads {
      let site = SitePages(index)
      var bytes: [UInt8] = []
      try #require(index.pages().first { $0.url == url }).render(site, templates, &bytes)
      return site.reads
    }
    for list in ["/articles/", "/columns/build/", "/authors/gu/", "/tags/%E9%9B%A8/"] {
      #expect(try reads(list).articles == Array(0..<11))
      #expect(try reads("\(list)page/2/").articles == Array(11..<21))
      #expect(try reads("\(list)page/1/").articles == Array(21..<31))
      #expect(try reads("\(list)page/1/").texts == [])
    }
  }

  @Test("Both themes lead to the older and the newer ones", arguments: ["jia", "plain"])
  func links(theme: String) throws {
    for list in ["/articles/", "/columns/build/", "/authors/gu/", "/tags/%E9%9B%A8/"] {
      let newest = try page(list, theme)
      #expect(newest.contains(" href=\"\(list)page/2/\" rel=\"next\">"))
      #expect(!newest.contains("rel=\"prev\""))
      let middle = try page("\(list)page/2/", theme)
      #expect(middle.contains("href=\"\(list)\" rel=\"prev\">"))
      #expect(middle.contains("href=\"\(list)page/1/\" rel=\"next\">"))
      #expect(middle.contains(" · 第2页 · 檐声</title>"))
      #expect(middle.contains("<h1><a href=\"\(list)\">"))
      // The sum changes with every article, and these pages must not.
      #expect(!middle.contains("31篇"))
      #expect(newest.contains("31篇") == (theme == "jia"))
      let oldest = try page("\(list)page/1/", theme)
      #expect(oldest.contains("href=\"\(list)page/2/\" rel=\"prev\">"))
      #expect(!oldest.contains("rel=\"next\""))
    }
  }

  @Test("A short list has nothing of all this", arguments: ["jia", "plain"])
  func short(theme: String) throws {
    let site = try PagesText("-- articles/a.md --\n# 甲\n").index()
    let templates = try RepositoryTheme.templates(theme, language: .simplifiedChinese)
    let list = try #require(site.rendered(templates).first { $0.url == "/articles/" })
    #expect(!list.text.contains("rel=\"next\""))
    #expect(!list.text.contains("页"))
  }
}
