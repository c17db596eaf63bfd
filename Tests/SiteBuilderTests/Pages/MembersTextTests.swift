import Magazine
import Testing

@testable import SiteBuilder

@Suite("只给会员的文字，网站的文件里一个字也没有")
struct MembersTextTests {
  /// Alike in both scripts. One of its characters stands nowhere else, so that a pair in the index tells.
  private static let marker = "梧桐囧三更雨"

  /// The marker stands wherever a text can put words: headings, notes, pictures, containers, HTML.
  private static let text = """
    ## 标题\(marker)

    正文\(marker)，**\(marker)**。注[^1]。

    :::提示 \(marker)
    \(marker)
    :::

    :::活动 open-day
    \(marker)
    :::

    ![\(marker)](rain.svg "\(marker)")

    <p id="\(marker)">\(marker)</p>

    [^1]: \(marker)

    """

  private static let magazine = """
    -- site.yml --
    title: 檐声
    base_url: https://a.example
    ebooks: true
    traditional: s2tw
    columns:
      - slug: build
        name: 营造
    -- club.yml --
    name: 檐声会
    consent:
      version: "1"
      text: 同意。
    -- issues/27/index.md --
    ---
    title: 听雨
    number: 27
    date: 2026-11-01
    ---
    编者按。
    -- issues/27/secret.md --
    ---
    title: 给会员的话
    column: build
    members: true
    ---
    \(text)
    -- issues/27/rain.svg --
    <svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>
    -- news/rain.svg --
    <svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>
    -- news/2026-11-02-note.md --
    ---
    title: 通知
    members: true
    ---
    \(text)
    -- events/open-day.md --
    ---
    title: 开放日
    start: 2026-12-01 09:30
    place: 半山台
    capacity: 30
    ---
    来看。
    """

  private func leaks(_ site: TestSite) throws -> [String] {
    try site.holders(of: Self.marker, orIndexOf: "囧")
  }

  @Test(
    "No page, feed, list, book or index has a word of it, in neither script",
    arguments: ["jia", "plain"])
  func nowhere(theme: String) throws {
    let site = try TestSite(Self.magazine)
    site.options.themes = "\(Fixtures.root)/Themes"
    site.options.theme = theme
    site.options.usesCache = true
    try site.build(figures: PublicFigures())
    var leaked = try leaks(site)
    #expect(leaked == [])
    // The search for it is right: an article for everybody is found everywhere.
    site.put("issues/27/open.md", "---\ntitle: 公开\ncolumn: build\n---\n\(Self.text)")
    try site.build(figures: PublicFigures())
    let found = try leaks(site)
    for file in ["issues/27/open/index.html", "feed.xml", "issues/27/27.epub!EPUB/article-1.xhtml"]
    {
      #expect(found.contains(file), "\(file)")
    }
    for file in ["hant/issues/27/open/index.html", "hant/feed.xml"] {
      #expect(found.contains(file), "\(file)")
    }
    #expect(found.contains("hant/issues/27/27-hant.epub!EPUB/article-1.xhtml"))
    #expect(found.contains { $0.hasPrefix("search/") && $0.hasSuffix(".txt") })
    #expect(!found.contains { $0.contains("secret") || $0.contains("note") })
    // What was for everybody and no longer is goes from every file.
    site.put(
      "issues/27/open.md", "---\ntitle: 公开\ncolumn: build\nmembers: true\n---\n\(Self.text)")
    try site.build(figures: PublicFigures())
    leaked = try leaks(site)
    #expect(leaked == [])
  }

  @Test("The page has title, length and the way in; the text is on the page made for a member")
  func opened() throws {
    let site = try TestSite(Self.magazine)
    site.options.themes = "\(Fixtures.root)/Themes"
    site.options.theme = "jia"
    try site.build(figures: PublicFigures())
    let page = try #require(site.page("issues/27/secret/index.html"))
    #expect(page.contains("<h1>给会员的话</h1>"))
    #expect(page.contains("href=\"/me/read?page=/issues/27/secret/\""))
    let loaded = try #require(site.load().site)
    let opened = String(
      decoding: try #require(loaded.membersPage(at: "/issues/27/secret/")), as: UTF8.self)
    #expect(opened.contains("<strong>\(Self.marker)</strong>"))
    #expect(opened.contains("<meta name=\"robots\" content=\"noindex\">"))
    #expect(!opened.contains("/me/read"))
    #expect(loaded.membersPage(at: "/issues/27/") == nil)
    #expect(loaded.membersPage(at: "") == nil)
    // What is wrong in it is said like anywhere.
    site.put("issues/27/secret.md", "---\ntitle: 给会员的话\nmembers: true\n---\n[没有](nowhere.md)\n")
    #expect(site.load().diagnostics.contains { $0.path == "issues/27/secret.md" })
  }
}
