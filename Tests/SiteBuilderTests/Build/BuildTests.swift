import CivilTime
import Foundation
import Magazine
import Testing

@testable import SiteBuilder

@Suite("构建：只写变了的，一次说全，何时何地都一样")
struct BuildTests {
  private static let small = """
    -- site.yml --
    title: 檐声
    -- articles/rain.md --
    ---
    title: 雨
    date: 2026-11-01
    tags: [雨, 茶]
    ---
    ![图](rain.svg)
    -- articles/rain.svg --
    <svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>
    -- articles/tea.md --
    ---
    title: 茶
    date: 2026-11-02
    ---
    一篇。
    -- club.yml --
    name: 檐声会
    consent:
      version: "1"
      text: 同意。
    -- events/open-day.md --
    ---
    title: 开放日
    start: 2026-12-01 09:30
    place: 半山台
    capacity: 30
    ---
    来看。

    """

  @Test("A second build touches nothing; a third writes what an edit changed and no more")
  func unchanged() throws {
    let site = try TestSite(Self.small)
    let first = try site.build()
    #expect(first.added.count == first.files)
    let second = try site.build()
    #expect(second.written == 0)
    #expect(second.removed == [])
    #expect(second.unchanged == first.files)
    site.put("articles/tea.md", "---\ntitle: 茶\ndate: 2026-11-02\n---\n改过。\n")
    let third = try site.build()
    #expect(third.added == [])
    #expect(
      TestSite.withoutIndex(third.changed) == ["articles/tea/index.html", "feed.json", "feed.xml"])
    #expect(third.removed == [])
  }

  @Test("What the site no longer has is removed, its assets later, and a stranger's file stays")
  func removal() throws {
    let site = try TestSite(Self.small)
    try site.build()
    site.folder.write("mine", to: "Site/articles/rain/stranger.txt")
    site.remove("articles/rain.md")
    let report = try site.build()
    #expect(
      report.removed == [
        "articles/rain/index.html", "tags/index.html", "tags/茶/index.html", "tags/雨/index.html",
      ])
    #expect(site.page("articles/rain/index.html") == nil)
    #expect(site.page("articles/rain/stranger.txt") == "mine")
    #expect(!site.folder.exists("Site/tags"))
    #expect(try site.files.contains { $0.hasPrefix("media/rain-") })
  }

  @Test("A page names only assets that are there")
  func assetsExist() throws {
    let site = try TestSite(Self.small)
    try site.build()
    let files = Set(try site.files)
    for page in files where page.hasSuffix(".html") {
      let html = try #require(site.page(page))
      for reference in html.split(separator: "\"") where reference.hasPrefix("/") {
        guard reference.hasPrefix("/media/") || reference.hasPrefix("/assets/") else { continue }
        #expect(files.contains(String(reference.dropFirst())), "\(page) → \(reference)")
      }
    }
    let style = try #require(files.first { $0.hasPrefix("assets/theme-") })
    let paper = try #require(files.first { $0.hasPrefix("assets/paper-") })
    #expect(site.page(style) == "main { background: url(/\(paper)) }\n")
  }

  @Test("The same bytes on one thread and on four")
  func deterministic() throws {
    var text = Self.small
    for number in 1...120 {
      text += "-- articles/n\(number).md --\n---\ntitle: 第\(number)篇\ndate: 2026-10-01\n---\n"
      text += "看[雨](rain.md)，第\(number)篇。\n"
    }
    let site = try TestSite(text)
    site.options.threads = 1
    try site.build()
    let files = try site.files
    let before = files.map { site.page($0) }
    site.options.output = "\(site.folder.path)/Again"
    site.options.threads = 4
    try site.build()
    #expect(try site.files == files)
    #expect(files.map { site.folder.text("Again/\($0)") } == before)
  }

  @Test("Drafts and what comes later are part of the site when they are asked for")
  func drafts() throws {
    let site = try TestSite(
      Self.small + """
        -- articles/draft.md --
        ---
        title: 草稿
        draft: true
        ---
        -- articles/later.md --
        ---
        title: 以后
        publish: 2026-11-23 08:00
        ---
        """)
    try site.build()
    #expect(site.page("articles/draft/index.html") == nil)
    #expect(site.page("articles/later/index.html") == nil)
    site.options.includesDrafts = true
    try site.build()
    #expect(site.page("articles/draft/index.html") != nil)
    #expect(site.page("articles/later/index.html") != nil)
    site.options.includesDrafts = false
    site.options.asOf = try #require(Instant("2026-11-23 08:00"))
    let report = try site.build()
    #expect(TestSite.withoutIndex(report.removed) == ["articles/draft/index.html"])
    #expect(site.page("articles/later/index.html") != nil)
  }

  @Test("The address of the command line stands above that of site.yml")
  func baseURL() throws {
    let site = try TestSite(
      """
      -- site.yml --
      title: 甲
      base_url: https://a.example
      -- a.md --
      # 甲
      """)
    try site.build()
    #expect(site.page("robots.txt")?.contains("https://a.example/sitemap.xml") == true)
    site.options.baseURL = "https://b.example"
    try site.build()
    #expect(site.page("sitemap.xml")?.contains("<loc>https://b.example/a/</loc>") == true)
  }

  @Test("A held output folder is an error that says so, and nothing is written")
  func busy() throws {
    let site = try TestSite(Self.small)
    let loaded = try #require(site.load().site)
    let holder = try OutputFolder(site.options.output)
    #expect { _ = try loaded.write(figures: nil, asOf: site.options.asOf) } throws: {
      ($0 as? OutputError)?.isBusy == true
    }
    withExtendedLifetime(holder) {}
    #expect(try site.files == [])
  }

  @Test("A content folder that is not there is said to be so")
  func missingContent() throws {
    let site = try TestSite("")
    site.options.content = "\(site.folder.path)/Nowhere"
    #expect(
      site.diagnostics() == """
        Nowhere: error: the content cannot be read: No such file or directory
          = say where it is with --content

        """)
  }

  @Test("A theme that is not there is said to be so, with those that are")
  func missingTheme() throws {
    let site = try TestSite("-- a.md --\n# 甲\n")
    site.options.theme = "smal"
    #expect(
      site.diagnostics() == """
        Themes/smal: error: the theme cannot be read: No such file or directory
          = choose another with --theme or in site.yml; there are: small

        """)
  }

  @Test("An empty folder is a site too")
  func empty() throws {
    let site = try TestSite("")
    try site.build()
    #expect(site.page("index.html")?.contains("<title> | Content</title>") == true)
  }

  @Test("A link to a place that the theme makes is found on the rendered page")
  func themeAnchors() throws {
    let site = try TestSite(Self.small + "-- a.md --\n# 甲\n\n[十二月](/events/#2026-12)\n")
    let events = try TestSite(Self.small)
    try events.build()
    let page = try #require(events.page("events/index.html"))
    let anchor = try #require(
      AnchorCheck.ids(in: Array(page.utf8)).first, "the page has a month with an id")
    site.put("a.md", "# 甲\n\n[十二月](/events/#\(anchor))，[不在](/events/#nowhere)\n")
    let diagnostics = site.load().diagnostics
    #expect(diagnostics.map(\.message) == ["/events/ has no place “#nowhere”"])
  }
}
