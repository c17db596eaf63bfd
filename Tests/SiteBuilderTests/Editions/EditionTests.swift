import Foundation
import JSON
import Magazine
import Testing

@testable import SiteBuilder

@Suite("简繁两版：一份稿子，两个网站")
struct EditionTests {
  private static let magazine = """
    -- site.yml --
    title: 檐声
    base_url: https://a.example
    traditional: s2tw
    -- names.yml --
    people: [余一鸣]
    words: {胡同: 胡同}
    -- authors/yu.md --
    ---
    name: 余味
    name_hant: 余味
    ---
    其人。
    -- issues/27/index.md --
    ---
    title: 听雨
    number: 27
    date: 2026-11-01
    ---
    编者按。
    -- issues/27/rain.md --
    ---
    title: 雨
    authors: [yu]
    ---
    余先生在胡同里看[编者按](index.md)。`头发`，头**发**。
    -- pages/about.md --
    # 关于

    <span translate="no">头发</span>与<b>头发</b>。

    """

  private static let single = [
    "404.html", "design/index.html", "desk/index.html",
  ]

  /// The jia theme over this magazine.
  private func site(_ text: String = magazine) throws -> TestSite {
    let site = try TestSite(text)
    site.options.themes = RepositoryTheme.root + "/Themes"
    site.options.theme = "jia"
    return site
  }

  @Test("Who is named in a credit keeps their surname, and what they did is converted")
  func credits() throws {
    let site = try site(
      Self.magazine
        + """
        -- articles/credit.md --
        ---
        title: 署名
        credit: 整理 余发、范成 后期：于是
        ---
        余发与后期。

        """)
    try site.build()
    let page = try #require(site.page("hant/articles/credit/index.html"))
    #expect(page.contains("整理 余發、范成 後期：于是"), "\(page)")
    #expect(page.contains("余發與後期。"))
  }

  @Test("Every page has its second but the desk, the design and what is not found")
  func pages() throws {
    let site = try site(
      Self.magazine + "-- club.yml --\nname: 檐声会\nconsent: {version: \"1\", text: 同意。}\n")
    let report = try site.build()
    let files = try site.files.filter { $0.hasSuffix(".html") }
    let simplified = files.filter { !$0.hasPrefix("hant/") }
    #expect(
      files.filter { $0.hasPrefix("hant/") }.map { String($0.dropFirst(5)) }
        == simplified.filter { !Self.single.contains($0) })
    #expect(report.edition?.pages == simplified.count - Self.single.count)
    #expect((report.edition?.texts ?? 0) > 40)
    #expect(report.files == (try site.files.count))
  }

  @Test("A question asked in the edition is answered in it, also without scripts")
  func search() throws {
    let site = try site()
    try site.build()
    let loaded = try #require(site.load().site)
    let answer = try #require(loaded.searchPage("胡同", from: 0, isTraditional: true))
    let page = String(decoding: answer, as: UTF8.self)
    #expect(page.contains("<html lang=\"zh-Hant\">"))
    #expect(page.contains("<a href=\"/hant/issues/27/rain/\">"))
    #expect(page.contains("看編者按"))
  }

  @Test("The regions of the members are names")
  func regions() throws {
    let site = try site(
      Self.magazine
        + """
        -- club.yml --
        name: 檐声会
        consent: {version: "1", text: 同意。}
        regions:
          - {code: yun, title: 云塘里}
          - {code: ban, title: 半山台, title_hant: 半山台}
        -- articles/estates.md --
        # 两处

        云塘里的灯，半山台上的人，讲台。
        """)
    try site.build()
    #expect(
      try #require(site.page("hant/articles/estates/index.html")).contains("雲塘里的燈，半山台上的人，講臺。"))
  }

  @Test("Its lists of what search finds are in its characters, and follow a title written by hand")
  func searchLists() throws {
    let site = try site()
    site.options.usesCache = true
    try site.build()
    #expect(site.page("search/pages/0.json")?.contains("\"/issues/27/\",\"听雨\"") == true)
    #expect(site.page("hant/search/pages/0.json")?.contains("\"/issues/27/\",\"聽雨\"") == true)
    site.put("issues/27/index.hant.md", "---\ntitle: 聽一場雨\n---\n編者按。\n")
    let report = try site.build()
    #expect(site.page("hant/search/pages/0.json")?.contains("\"聽一場雨\"") == true)
    #expect(!report.changed.contains("search/pages/0.json"))
    site.put("site.yml", "title: 檐声\nbase_url: https://a.example\n")
    #expect(try site.build().removed.contains("hant/search/pages/0.json"))
  }

  @Test("An article in both")
  func article() throws {
    let site = try site()
    try site.build()
    let page = try #require(site.page("hant/issues/27/rain/index.html"))
    #expect(page.contains("<html lang=\"zh-Hant\">"))
    #expect(
      page.contains(
        "余先生在胡同裡看<a href=\"/hant/issues/27/\">編者按</a>。<code>头发</code>，頭<strong>髮</strong>。"))
    #expect(page.contains("<a href=\"/hant/authors/yu/\">余味</a>"))
    #expect(
      page.contains("<link rel=\"canonical\" href=\"https://a.example/hant/issues/27/rain/\">"))
    #expect(page.contains("href=\"/hant/feed.xml\""))
    #expect(page.contains("<form class=\"seek\" role=\"search\" action=\"/hant/search/\">"))
    for file in ["issues/27/rain/index.html", "hant/issues/27/rain/index.html"] {
      let page = try #require(site.page(file))
      #expect(
        page.contains(
          """
          <link rel="alternate" hreflang="zh-Hans" href="https://a.example/issues/27/rain/">
          <link rel="alternate" hreflang="x-default" href="https://a.example/issues/27/rain/">
          <link rel="alternate" hreflang="zh-Hant" href="https://a.example/hant/issues/27/rain/">
          """), "\(file)")
      #expect(
        page.contains(
          "href=\"/issues/27/rain/\" hreflang=\"zh-Hans\" lang=\"zh-Hans\">简体</a>"), "\(file)")
      #expect(
        page.contains(
          "href=\"/hant/issues/27/rain/\" hreflang=\"zh-Hant\" lang=\"zh-Hant\">繁體</a>"), "\(file)")
    }
    #expect(
      try #require(site.page("hant/about/index.html")).contains(
        "<span translate=\"no\">头发</span>與<b>頭髮</b>。"))
    #expect(!(try #require(site.page("issues/27/rain/index.html"))).contains("/hant/feed.xml"))
  }

  @Test(
    "What a page tells search engines is of that page, and its author's address of this edition")
  func linkedData() throws {
    let site = try site()
    try site.build()
    let page = try #require(site.page("hant/issues/27/rain/index.html"))
    let data = try #require(page.firstMatch(of: /ld\+json">(.*?)<\/script>/)?.1)
    let graph = try #require(JSONValue.parse(String(data))["@graph"]?.elements)
    let base = "https://a.example/hant"
    let article = try #require(graph.last)
    #expect(article["url"]?.string == base + "/issues/27/rain/")
    #expect(article["@id"]?.string == base + "/issues/27/rain/#article")
    #expect(article["author"]?[0]?["url"]?.string == base + "/authors/yu/")
    #expect(article["isPartOf"]?["@id"]?.string == base + "/issues/27/#issue")
    let described = graph.compactMap { $0["@id"]?.string }
    #expect(described.contains(base + "/issues/27/#issue"))
  }

  @Test("No link of the edition leads out of it to a page that it has")
  func links() throws {
    let site = try site()
    try site.build()
    let all = Set(try site.files)
    for file in all where file.hasPrefix("hant/") && file.hasSuffix(".html") {
      let page = try #require(site.page(file))
      for match in page.matches(of: /<a (?![^>]*hreflang)[^>]*href="(\/[^"#?]*)/) {
        let path = String(match.1)
        #expect(
          path.hasPrefix("/hant/") || !all.contains("hant" + path + "index.html"),
          "\(file): \(path)")
        guard path.hasPrefix("/hant/") else { continue }
        let target = String(path.dropFirst()).removingPercentEncoding ?? ""
        #expect(
          all.contains(target.hasSuffix("/") ? target + "index.html" : target), "\(file): \(path)")
      }
    }
  }

  @Test("The words of the theme are its own where it has them in both scripts")
  func words() throws {
    let site = try TestSite(Self.magazine)
    let words = try #require(site.folder.text("Themes/small/strings/zh-Hans.yml"))
    site.put("theme/strings/zh-Hans.yml", words + "left: 剩余\nold: 台灯\n")
    site.put("theme/strings/zh-Hant.yml", "old: 檯燈\n")
    site.put("theme/templates/issues.mustache", "<b>{{t.old}}</b><i>{{t.left}}</i>")
    try site.build()
    #expect(site.page("hant/issues/index.html") == "<b>檯燈</b><i>剩餘</i>")
  }

  @Test("The site map has both, each with the other")
  func siteMap() throws {
    let site = try site()
    try site.build()
    let map = try #require(site.page("sitemap.xml"))
    #expect(map.contains("<loc>https://a.example/hant/about/</loc>"))
    let alternates = """
      <xhtml:link rel="alternate" hreflang="zh-Hans" href="https://a.example/about/"/>
      <xhtml:link rel="alternate" hreflang="zh-Hant" href="https://a.example/hant/about/"/>
      <xhtml:link rel="alternate" hreflang="x-default" href="https://a.example/about/"/>
      """
    #expect(map.components(separatedBy: alternates).count == 3)
  }

  @Test("The feed of the edition is in its script and leads into it")
  func feed() throws {
    let site = try site()
    try site.build()
    let feed = try #require(site.page("hant/feed.xml"))
    #expect(feed.contains("xml:lang=\"zh-Hant\""))
    #expect(feed.contains("<title>簷聲</title>"))
    #expect(feed.contains("<id>https://a.example/hant/issues/27/rain/</id>"))
    #expect(feed.contains("<link rel=\"self\" href=\"https://a.example/hant/feed.xml\""))
    #expect(feed.contains("余先生在胡同裡看&lt;a href=&quot;/hant/issues/27/&quot;&gt;編者按"))
    #expect(feed.contains("<name>余味</name>"))
  }

  @Test("The next build converts nothing, an edit of one text that text alone")
  func known() throws {
    let site = try site()
    site.options.usesCache = true
    #expect((try site.build().edition?.texts ?? 0) > 30)
    let again = try site.build()
    #expect(again.edition?.texts == 0)
    #expect(again.written == 0)
    site.put("pages/about.md", "# 关于\n\n另一盏灯。\n")
    let edited = try site.build()
    #expect(
      TestSite.withoutIndex(edited.changed) == ["about/index.html", "hant/about/index.html"])
    // The sentence, and the description made of it.
    #expect(edited.edition?.texts == 1)
    site.put("articles/new.md", "# 新的一篇\n\n一座桥。\n")
    let added = try site.build()
    #expect(
      TestSite.withoutIndex(added.added) == [
        "articles/index.html", "articles/new/index.html", "hant/articles/index.html",
        "hant/articles/new/index.html",
      ])
    #expect((added.edition?.texts ?? 0) < 12)
  }

  @Test("A new name converts only the texts in which it stands")
  func newName() throws {
    let site = try site()
    site.options.usesCache = true
    try site.build()
    site.put("names.yml", "people: [余一鸣]\nwords: {胡同: 胡同, 编者按: 编者案}\n")
    let report = try site.build()
    #expect((try #require(site.page("hant/issues/27/index.html"))).contains("编者案"))
    #expect((report.edition?.texts ?? 99) < 8)
  }

  @Test("What others have done to the kept conversions does no harm")
  func damagedConversions() throws {
    let site = try site()
    site.options.usesCache = true
    try site.build()
    let expected = try #require(site.page("hant/issues/27/rain/index.html"))
    for damage in ["", "short", String(repeating: "x", count: 5_000)] {
      site.folder.write(damage, to: "Site/.huikan/traditional")
      site.folder.write("a stranger's", to: "Site/hant/issues/27/rain/index.html")
      let report = try site.build()
      #expect(report.changed == ["hant/issues/27/rain/index.html"])
      #expect(site.page("hant/issues/27/rain/index.html") == expected)
    }
  }

  @Test("Switched off, the second edition is gone")
  func switchedOff() throws {
    let site = try site()
    try site.build()
    site.put("site.yml", "title: 檐声\nbase_url: https://a.example\n")
    #expect(try site.build().removed.allSatisfy { $0.hasPrefix("hant/") })
    #expect(try site.files.allSatisfy { !$0.hasPrefix("hant/") })
    #expect(!(try #require(site.page("index.html"))).contains("hreflang"))
  }

  @Test("A site in another language has no such edition, and says so")
  func otherLanguage() throws {
    let site = try TestSite("-- site.yml --\ntitle: Eaves\nlanguage: en\ntraditional: s2t\n")
    #expect(site.diagnostics().contains("“traditional” needs a site in zh-Hans; this one is in en"))
  }

  @Test("Nobody's file may stand where the edition does")
  func reserved() throws {
    let site = try TestSite("-- hant/a.md --\n# 甲\n")
    #expect(site.diagnostics().contains("the URL /hant/a/ belongs to the program"))
  }
}
