import Magazine
import Testing

@testable import SiteBuilder

@Suite("印刷版：一期一页，一篇一纸")
struct PrintPageTests {
  private func site() throws -> TestSite {
    let site = try TestSite(
      """
      -- site.yml --
      title: 檐声
      base_url: https://a.example
      columns:
        - slug: build
          name: 营造
      -- issues/27/index.md --
      ---
      title: 听雨
      number: 27
      date: 2026-11-01
      ledger_head: "7:0000000000000000000000000000000000000000000000000000000000000007 2026-11-01"
      ---
      编者按里说[雨](rain.md)。
      -- issues/27/rain.md --
      ---
      title: 雨
      column: build
      order: 1
      ---
      一夜[^1]。看[茶的分量](tea.md#分量)与[活动](/events/)。

      [^1]: 雨的注。
      -- issues/27/tea.md --
      ---
      title: 茶
      column: build
      order: 2
      ---
      ## 分量

      三克[^1]。

      [^1]: 茶的注。
      -- issues/26/index.md --
      ---
      title: 空的一期
      number: 26
      date: 2026-08-01
      ---
      """)
    site.options.themes = RepositoryTheme.root + "/Themes"
    site.options.theme = "jia"
    return site
  }

  @Test("The whole issue with the contents, and the ledger's head as it was when it came out")
  func page() throws {
    let site = try site()
    try site.build()
    let page = try #require(site.page("issues/27/print/index.html"))
    #expect(page.contains("<li><a href=\"#a1\"><span class=\"of\">营造</span><span>雨</span>"))
    #expect(page.contains("<article class=\"leaf\" id=\"a2\""))
    #expect(page.contains("<section class=\"notes\" aria-labelledby=\"a2-title a2-notes\""))
    #expect(
      page.contains("<code>7:0000000000000000000000000000000000000000000000000000000000000007"))
    #expect(page.contains("<meta name=\"robots\" content=\"noindex\">"))
    #expect(
      site.page("issues/27/index.html")?.contains("href=\"/issues/27/print/\"") == true)
    #expect(site.page("sitemap.xml")?.contains("/print/") == false)
    // An issue without articles is not printed.
    #expect(site.page("issues/26/print/index.html") == nil)
  }

  @Test("What is written for the Traditional edition stands in its issue; an edit rewrites that")
  func translation() throws {
    let site = try site()
    site.put("site.yml", "title: 檐声\ntraditional: s2tw\ncolumns:\n  - slug: build\n    name: 营造\n")
    site.put("issues/27/rain.hant.md", "---\ntitle: 雨\n---\n一夜的雨聲。\n")
    try site.build()
    let (page, other) = ("issues/27/print/index.html", "hant/issues/27/print/index.html")
    #expect(site.page(page)?.contains("<p>一夜的雨聲。</p>") == false)
    #expect(site.page(other)?.contains("<p>一夜的雨聲。</p>") == true)
    site.put("issues/27/rain.hant.md", "---\ntitle: 雨\n---\n兩夜的雨聲。\n")
    let report = try site.build()
    #expect(report.changed.contains(other))
    #expect(site.page(other)?.contains("<p>兩夜的雨聲。</p>") == true)
  }

  @Test("No id stands there twice, and every link within the issue leads to its place on the page")
  func links() throws {
    let site = try site()
    try site.build()
    let page = try #require(site.page("issues/27/print/index.html"))
    let ids = page.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count, "\(ids)")
    let links = page.matches(of: /href="#([^"]+)"/).map { String($0.1) }
    for link in links {
      #expect(ids.contains(link) || ids.contains(SitePath.decode(link.utf8)), "\(link)")
    }
    #expect(page.contains("href=\"#a2-"))
    #expect(page.contains("编者按里说<a href=\"#a1\">雨</a>"))
    #expect(page.contains("href=\"https://a.example/events/\""))
  }

  @Test("An edit of an article is on the print page too; a theme without the template has none")
  func edits() throws {
    let site = try site()
    try site.build()
    site.put("issues/27/tea.md", "---\ntitle: 茶\ncolumn: build\norder: 2\n---\n## 分量\n\n五克。\n")
    let report = try site.build()
    #expect(report.changed.contains("issues/27/print/index.html"))
    #expect(site.page("issues/27/print/index.html")?.contains("五克。") == true)
    site.options.theme = "small"
    site.options.themes = "\(site.folder.path)/Themes"
    try site.build()
    #expect(site.page("issues/27/print/index.html") == nil)
  }
}
