import Foundation
import FoundationXML
import JSON
import Magazine
import Testing

@testable import SiteBuilder

@Suite("订阅：整刊与每个栏目，Atom与JSON两种，简繁两版")
struct FeedTests {
  private static let magazine = """
    -- site.yml --
    title: 檐声
    description: 一年四期。
    base_url: https://a.example
    traditional: s2tw
    columns:
      - slug: build
        name: 营造
      - slug: empty
        name: 灶间
    -- authors/gu.md --
    ---
    name: 顾南屏
    ---
    -- articles/rain.md --
    ---
    title: 雨 & 灯
    date: 2026-11-02
    column: build
    authors: [gu, 何青]
    tags: [雨]
    summary: 一场雨。
    cover: /rain.svg
    ---
    看[灯](lamp.md)与[外面](https://b.example/)。

    ![雨](/rain.svg)
    -- articles/lamp.md --
    ---
    title: 灯
    publish: 2026-11-03 08:00
    ---
    "一盏"灯。
    -- articles/undated.md --
    # 无日期
    -- rain.svg --
    <svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>

    """

  private func site() throws -> TestSite {
    let site = try TestSite(Self.magazine)
    site.options.themes = RepositoryTheme.root + "/Themes"
    site.options.theme = "jia"
    return site
  }

  private func json(_ site: TestSite, _ file: String) throws -> JSONValue {
    try JSONValue.parse(Array(try #require(site.page(file)).utf8))
  }

  @Test("There is one of the whole and of each column that has an article, twice two")
  func files() throws {
    let site = try site()
    try site.build()
    #expect(
      try site.files.filter { $0.contains("feed.") } == [
        "columns/build/feed.json", "columns/build/feed.xml", "feed.json", "feed.xml",
        "hant/columns/build/feed.json", "hant/columns/build/feed.xml", "hant/feed.json",
        "hant/feed.xml",
      ])
  }

  @Test("JSON Feed 1.1, member by member")
  func jsonFeed() throws {
    let site = try site()
    try site.build()
    let feed = try json(site, "feed.json")
    #expect(feed["version"]?.string == "https://jsonfeed.org/version/1.1")
    #expect(feed["title"]?.string == "檐声")
    #expect(feed["home_page_url"]?.string == "https://a.example/")
    #expect(feed["feed_url"]?.string == "https://a.example/feed.json")
    #expect(feed["language"]?.string == "zh-Hans")
    let items = try #require(feed["items"]?.elements)
    #expect(items.map { $0["title"]?.string } == ["灯", "雨 & 灯"])
    #expect(items[0]["date_published"]?.string == "2026-11-03T08:00:00+08:00")
    #expect(items[0]["authors"]?.elements?.map { $0["name"]?.string } == ["檐声"])
    let rain = items[1]
    #expect(rain["id"]?.string == "https://a.example/articles/rain/")
    #expect(rain["url"]?.string == "https://a.example/articles/rain/")
    #expect(rain["summary"]?.string == "一场雨。")
    #expect(rain["image"]?.string?.hasPrefix("https://a.example/media/rain-") == true)
    #expect(rain["tags"]?.elements?.map(\.string) == ["雨"])
    #expect(
      rain["authors"]?.elements?.map { $0["url"]?.string } == [
        "https://a.example/authors/gu/", nil,
      ])
    let text = try #require(rain["content_html"]?.string)
    #expect(text.contains("<a href=\"https://a.example/articles/lamp/\">灯</a>"))
    #expect(text.contains("<a href=\"https://b.example/\">外面</a>"))
    #expect(text.contains("src=\"https://a.example/media/rain-"))
  }

  @Test(
    "A photograph leads home in every width",
    .enabled(if: Thumbnailer.installed != nil, "vipsthumbnail is not installed"))
  func photograph() throws {
    let site = try site()
    site.options.thumbnailer = .installed
    try FileManager.default.copyItem(
      atPath: "\(Fixtures.root)/Tests/Fixtures/Pictures/terrace.jpg",
      toPath: "\(site.options.content)/articles/terrace.jpg")
    site.put(
      "articles/lamp.md",
      "---\ntitle: 灯\npublish: 2026-11-03 08:00\n---\n![露台](terrace.jpg)\n\n`srcset=\"/a, /b\"`\n")
    try site.build()
    let items = try #require(try json(site, "feed.json")["items"]?.elements)
    let text = try #require(items[0]["content_html"]?.string)
    let set = try #require(text.firstMatch(of: /srcset="([^"]+)"/)?.1)
    let addresses = set.split(separator: ", ")
    #expect(addresses.count == 3)
    for address in addresses {
      #expect(address.hasPrefix("https://a.example/media/terrace-"), "\(address)")
    }
    #expect(text.contains("srcset=&quot;/a, /b&quot;"))
  }

  @Test("A column's feed has its articles alone, and its pages name it before the site's")
  func column() throws {
    let site = try site()
    try site.build()
    let feed = try json(site, "columns/build/feed.json")
    #expect(feed["title"]?.string == "檐声 · 营造")
    #expect(feed["home_page_url"]?.string == "https://a.example/columns/build/")
    #expect(feed["items"]?.elements?.count == 1)
    let page = try #require(site.page("hant/columns/build/index.html"))
    let links = page.matches(
      of: /<link rel="alternate" type="([^"]+)" href="([^"]+)" title="([^"]+)">/)
    #expect(
      links.map { "\($0.1) \($0.2) \($0.3)" } == [
        "application/atom+xml /hant/columns/build/feed.xml 簷聲 · 營造",
        "application/feed+json /hant/columns/build/feed.json 簷聲 · 營造 (JSON)",
        "application/atom+xml /hant/feed.xml 簷聲",
        "application/feed+json /hant/feed.json 簷聲 (JSON)",
      ])
    #expect(page.contains("<a class=\"go\" href=\"/hant/columns/build/feed.xml\""))
    #expect(!(try #require(site.page("columns/empty/index.html"))).contains("/columns/empty/feed"))
  }

  @Test("The Traditional feeds are Traditional, with addresses of their own")
  func traditional() throws {
    let site = try site()
    try site.build()
    let feed = try json(site, "hant/columns/build/feed.json")
    #expect(feed["feed_url"]?.string == "https://a.example/hant/columns/build/feed.json")
    #expect(feed["language"]?.string == "zh-Hant")
    let item = try #require(feed["items"]?.elements?.first)
    #expect(item["title"]?.string == "雨 & 燈")
    #expect(item["id"]?.string == "https://a.example/hant/articles/rain/")
    #expect(
      item["content_html"]?.string?.contains(
        "<a href=\"https://a.example/hant/articles/lamp/\">燈</a>")
        == true)
  }

  @Test("Notes and places of a text are found on its page, in both formats and editions")
  func places() throws {
    let site = try site()
    site.put(
      "articles/lamp.md",
      "---\ntitle: 灯\npublish: 2026-11-03 08:00\n---\n## 檐下\n\n见[上](#檐下)[^1]，`href=\"#x\"`。\n\n[^1]: 注。\n"
    )
    try site.build()
    for (edition, note) in [("", "#n1"), ("hant/", "#n1")] {
      let page = "/\(edition)articles/lamp/"
      let items = try #require(try json(site, "\(edition)feed.json")["items"]?.elements)
      let text = try #require(items[0]["content_html"]?.string)
      #expect(text.contains("href=\"https://a.example\(page)\(note)\""), "\(text)")
      #expect(text.contains("href=\"https://a.example\(page)#%E6%"))
      #expect(!text.contains(" href=\"#") && text.contains("href=&quot;#x&quot;"))
      let atom = try #require(site.page("\(edition)feed.xml"))
      #expect(atom.contains("href=&quot;\(page)\(note)&quot;"))
      #expect(!atom.contains("href=&quot;#"))
    }
  }

  @Test("An edit rewrites the feeds that have the article, and no others")
  func edits() throws {
    let site = try site()
    site.options.usesCache = true
    try site.build()
    site.put("articles/lamp.md", "---\ntitle: 灯\npublish: 2026-11-03 08:00\n---\n两盏灯。\n")
    let changed = try site.build().changed.filter { $0.contains("feed.") }
    #expect(changed == ["feed.json", "feed.xml", "hant/feed.json", "hant/feed.xml"])
  }

  @Test("Every Atom feed has what RFC 4287 asks for")
  func atom() throws {
    let site = try site()
    try site.build()
    for file in try site.files where file.hasSuffix("feed.xml") {
      let document = try XMLDocument(xmlString: try #require(site.page(file)))
      let root = try #require(document.rootElement())
      for name in ["title", "id", "updated"] {
        #expect(root.elements(forName: name).count == 1, "\(file): \(name)")
      }
      let own = root.elements(forName: "link").filter {
        $0.value("rel") == "self"
      }
      #expect(own.first?.value("href") == "https://a.example/\(file)")
      let entries = root.elements(forName: "entry")
      #expect(!entries.isEmpty)
      let ids = entries.compactMap { $0.elements(forName: "id").first?.stringValue }
      #expect(Set(ids).count == entries.count)
      for entry in entries {
        for name in ["title", "updated", "content"] {
          #expect(entry.elements(forName: name).count == 1, "\(file): \(name)")
        }
        #expect(!entry.elements(forName: "author").isEmpty)
      }
    }
  }
}

extension XMLElement {
  /// An attribute's text: `attribute(forName:)` finds none in a document with a namespace.
  fileprivate func value(_ name: String) -> String? {
    attributes?.first { $0.name == name }?.stringValue
  }
}
