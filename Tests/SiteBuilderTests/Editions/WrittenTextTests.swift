import Magazine
import Testing

@testable import SiteBuilder

@Suite("繁体版里有手写的：整页，或者一处")
struct WrittenTextTests {
  private static let magazine = """
    -- site.yml --
    title: 檐声
    base_url: https://a.example
    traditional: s2tw
    ebooks: true
    -- issues/27/index.md --
    ---
    title: 听雨
    number: 27
    date: 2026-11-01
    ---
    编者按。
    -- issues/27/rain.md --
    ---
    title: 头发与雨
    summary: 量了四个小区。
    ---
    ## 一把头发

    看[编者按](index.md)。
    -- issues/27/rain.hant.md --
    ---
    title: 髮與雨——手寫
    summary: 手寫的提要，不是转换来的。
    ---
    ## 一把头发，照原样

    這一段是手寫的，「头发」照原樣；看[編者按](index.md)。
    -- issues/27/tea.md --
    # 茶

    喝茶，<span data-hant="頭毛">头发</span>和头发。
    """

  private func site(_ more: String = "") throws -> TestSite {
    let site = try TestSite(Self.magazine + more)
    site.options.themes = RepositoryTheme.root + "/Themes"
    site.options.theme = "jia"
    return site
  }

  @Test(
    "A page written by hand: its text as it is, what stands around it converted, its links moved")
  func page() throws {
    let site = try site()
    try site.build()
    let page = try #require(site.page("hant/issues/27/rain/index.html"))
    #expect(page.contains("<h1>髮與雨——手寫</h1>"))
    #expect(page.contains("<title>髮與雨——手寫 · 簷聲</title>"))
    #expect(page.contains("<p class=\"deck\">手寫的提要，不是转换来的。</p>"))
    #expect(page.contains("這一段是手寫的，「头发」照原樣；看<a href=\"/hant/issues/27/\">編者按</a>。"))
    #expect(page.contains("一把头发，照原样"))
    #expect(!page.contains("hant-->"))
    // The Simplified page knows nothing of it.
    let simplified = try #require(site.page("issues/27/rain/index.html"))
    #expect(simplified.contains("<h1>头发与雨</h1>") && !simplified.contains("手寫"))
    #expect(try !site.files.contains { $0.contains("rain.hant") })
  }

  @Test("Lists, feed, book and print page of the edition have the written title and text")
  func elsewhere() throws {
    let site = try site()
    try site.build()
    let issue = try #require(site.page("hant/issues/27/index.html"))
    #expect(issue.contains("<h3>髮與雨——手寫</h3>") && issue.contains("手寫的提要，不是转换来的。"))
    let feed = try #require(site.page("hant/feed.xml"))
    #expect(feed.contains("髮與雨——手寫") && feed.contains("「头发」照原樣"))
    let printed = try #require(site.page("hant/issues/27/print/index.html"))
    #expect(printed.contains("「头发」照原樣") && printed.contains(">髮與雨——手寫</h2>"))
    #expect(!printed.contains("hant-->") && !feed.contains("hant--"))
    #expect(site.page("feed.xml")?.contains("手寫") == false)
  }

  @Test("One place of a page, written by hand")
  func span() throws {
    let site = try site()
    try site.build()
    let page = try #require(site.page("hant/issues/27/tea/index.html"))
    #expect(page.contains(">頭毛</span>和頭髮。"))
    #expect(site.page("issues/27/tea/index.html")?.contains(">头发</span>和头发。") == true)
  }

  @Test("An edit of the written page is seen, and its end too")
  func edits() throws {
    let site = try site()
    site.options.usesCache = true
    try site.build()
    site.put("issues/27/rain.hant.md", "---\ntitle: 手寫二\n---\n換了。\n")
    try site.build()
    #expect(site.page("hant/issues/27/rain/index.html")?.contains("換了。") == true)
    #expect(site.page("hant/issues/27/index.html")?.contains("手寫二") == true)
    site.remove("issues/27/rain.hant.md")
    try site.build()
    #expect(site.page("hant/issues/27/rain/index.html")?.contains("<h1>頭髮與雨</h1>") == true)
  }

  @Test("What is for members stays for members in whatever script somebody has written it")
  func members() throws {
    let site = try site(
      """

      -- club.yml --
      name: 檐声会
      consent: {version: "1", text: 同意。}
      -- issues/27/secret.md --
      ---
      title: 内情
      summary: 只说到这里。
      members: true
      ---
      简体的梧桐囧雨。
      -- issues/27/secret.hant.md --
      ---
      title: 內情
      ---
      手寫的梧桐囧雨。
      """)
    try site.build()
    #expect(try site.holders(of: "梧桐囧雨", orIndexOf: "囧") == [])
    // For everybody each text stands in the book of its script.
    site.put("issues/27/secret.md", "---\ntitle: 内情\n---\n简体的梧桐囧雨。\n")
    try site.build()
    let found = try site.holders(of: "梧桐囧雨", orIndexOf: "囧")
    #expect(found.contains { $0.hasPrefix("issues/27/27.epub!") })
    #expect(found.contains { $0.hasPrefix("hant/issues/27/27-hant.epub!") })
  }

  @Test("A written page that belongs to nothing is an error; without the edition nobody reads it")
  func faults() throws {
    let site = try site("\n-- issues/27/nobody.hant.md --\n無主。\n")
    #expect(
      site.diagnostics().contains(
        "Content/issues/27/nobody.hant.md:1:1: error: there is no Content/issues/27/nobody.md that")
    )
    site.remove("issues/27/nobody.hant.md")
    site.put("site.yml", "title: 檐声\n")
    #expect(
      site.diagnostics().contains(
        "Content/issues/27/rain.hant.md:1:1: warning: the site has no Traditional edition"))
  }
}
