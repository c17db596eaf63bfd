import Foundation
import Testing

@testable import SiteBuilder

@Suite("在站内找")
struct SiteSearchTests {
  private static let magazine = """
    -- site.yml --
    title: 檐声
    columns:
      - slug: build
        name: 营造
    -- issues/27/index.md --
    ---
    title: 听雨
    number: 27
    date: 2026-11-01
    ---
    编者按：这一期谈屋檐。
    -- issues/27/rain.md --
    ---
    title: 雨棚
    column: build
    date: 2026-10-01
    ---
    他说**“雨声”**很好。用Swift写的*控制器*，A区27期。

    ## 屋檐下

    屋檐下的水[^1]滴。

    [^1]: 见《营造法式》。
    -- articles/new.md --
    ---
    title: 新稿
    date: 2026-11-20
    authors: [顾南屏]
    ---
    也谈雨棚，並且用了繁體字。
    -- events/open-day.md --
    ---
    title: 开放日
    start: 2026-12-01 09:30
    place: 半山台
    capacity: 30
    ---
    来看雨棚。
    -- pages/about.md --
    ---
    title: 关于
    ---
    ＨＵＩＫＡＮ会刊。
    """

  private func search(_ site: TestSite) -> SiteSearch {
    SiteSearch(
      folder: site.options.output,
      shape: SearchShape(documents: site.load().site?.publication.searchedCount ?? 0))
  }

  private func found(_ text: String, _ search: SiteSearch) -> [String] {
    search.answer(SearchQuery(text)).hits.map(\.url)
  }

  @Test(
    "Phrases, words, either script, full-width letters",
    arguments: [
      ("雨棚", ["/issues/27/rain/", "/events/open-day/", "/articles/new/"]),
      ("屋檐", ["/issues/27/", "/issues/27/rain/"]), ("屋簷下的水滴", ["/issues/27/rain/"]),
      ("雨声", ["/issues/27/rain/"]), ("他说“雨声”很好", ["/issues/27/rain/"]),
      ("swift", ["/issues/27/rain/"]), ("ＳＷＩ", ["/issues/27/rain/"]), ("wift", []),
      ("Swift写的控制器", ["/issues/27/rain/"]), ("Swift 控制器", ["/issues/27/rain/"]),
      ("A区27期", ["/issues/27/rain/"]), ("繁体字", ["/articles/new/"]),
      ("繁體", ["/articles/new/"]), ("huikan会刊", ["/about/"]), ("顾南屏", ["/articles/new/"]),
      ("半山台", ["/events/open-day/"]), ("水滴见", []), ("雨声见", []), ("没有", []),
      ("雨", ["/issues/27/", "/issues/27/rain/", "/events/open-day/", "/articles/new/"]),
      ("，。", []), ("", []),
    ])
  func queries(query: String, urls: [String]) throws {
    let site = try TestSite(Self.magazine)
    site.options.themes = "\(Fixtures.root)/Themes"
    site.options.theme = "plain"
    try site.build()
    let found = found(query, search(site))
    #expect(Set(found) == Set(urls))
    // Those with it in the title first, then the newest.
    if query == "雨棚" { #expect(found == urls) }
  }

  @Test(
    "A phrase is found without the punctuation of the text, where it stands nowhere as it was typed",
    arguments: [
      ("静夜思与水调歌头", ["/articles/moon/"]), ("静夜思与水调歌头两首旧诗", ["/articles/moon/"]),
      ("《静夜思》与《水调歌头》", ["/articles/moon/"]), ("“水调歌头”两种月亮", ["/articles/moon/"]),
      ("床前明月光疑是地上霜", ["/articles/moon/"]), ("床前明月光，疑是地上霜", ["/articles/moon/"]),
      ("檐口下雨", ["/articles/leak/"]), ("漏水吗", ["/articles/leak/"]), ("茶灯廊桥", ["/articles/leak/"]),
      ("簷口下雨", ["/articles/leak/"]), ("读Swift一章", ["/articles/leak/"]),
      ("Swift一章", ["/articles/leak/"]),
      // It stands as it was typed on one page, and that is the one.
      ("问漏水", ["/articles/asked/"]),
      ("口下", []), ("雨漏水", []), ("水漏吗", []), ("床前疑是", []), ("Swi一章", []), ("静夜思水调歌头", []),
    ])
  func withoutPunctuation(query: String, urls: [String]) throws {
    let site = try TestSite(
      """
      -- articles/moon.md --
      ---
      title: 静夜思与“水调歌头”——两首旧诗，两种月亮
      ---
      床前明月光，<br>疑是地上霜。
      -- articles/leak.md --
      ---
      title: 檐口
      ---
      檐口，下雨。问：“漏水”吗？读《Swift》一章，茶、灯、廊、桥。
      -- articles/asked.md --
      ---
      title: 又问
      ---
      又问漏水的事。
      """)
    site.options.themes = "\(Fixtures.root)/Themes"
    site.options.theme = "plain"
    try site.build()
    #expect(found(query, search(site)) == urls)
  }

  @Test(
    "Letters are found with their accents and without, and with those that stand behind them",
    arguments: [
      "cafe", "café", "CAFÉ", "cafe\u{301}", "naive", "naïve", "nai\u{308}ve", "Zurich的", "pho",
      "phở",
    ])
  func accents(query: String) throws {
    let site = try TestSite(
      """
      -- articles/a.md --
      ---
      title: 去处
      ---
      在Café喝茶，nai\u{308}ve，Zürich的phở。
      -- articles/b.md --
      ---
      title: 没有
      ---
      Caf，nai。
      """)
    try site.build()
    let hits = search(site).answer(SearchQuery(query)).hits
    #expect(hits.map(\.url) == ["/articles/a/"])
    #expect(hits.first?.pieces.contains { $0.isMatch } == true)
  }

  @Test("A letter is folded as Unicode takes it apart, which is what the browser does")
  func letters() {
    for code in 0..<UInt32(0x2000) where SearchFolding.kind(code) == .letter {
      guard let scalar = Unicode.Scalar(code) else { continue }
      let small = scalar.properties.lowercaseMapping.decomposedStringWithCanonicalMapping
      #expect(SearchFolding.fold(code) == small.unicodeScalars.first?.value, "\(scalar)")
    }
  }

  @Test("A result shows the sentence, and marks what was looked for")
  func excerpt() throws {
    let site = try TestSite(Self.magazine)
    site.options.themes = "\(Fixtures.root)/Themes"
    site.options.theme = "plain"
    try site.build()
    let hit = try #require(search(site).answer(SearchQuery("屋檐 滴")).hits.first)
    #expect(hit.title == "雨棚")
    #expect(hit.note == "营造 · 2026年10月1日")
    let text = hit.pieces.map { $0.isMatch ? "[\($0.text)]" : $0.text }.joined()
    #expect(text == "[屋檐]下\u{3000}[屋檐]下的水[滴]。\u{3000}注释\u{3000}见《营造法式》。")
    let other = try #require(search(site).answer(SearchQuery("雨声")).hits.first)
    let start = "他说“雨声”很好。用Swift写的控制器，A区27期。\u{3000}屋檐下\u{3000}屋檐下的水滴。"
    #expect(other.pieces.map(\.text).joined().hasPrefix(start))
    let titled = try #require(search(site).answer(SearchQuery("新稿")).hits.first)
    #expect(titled.pieces.map(\.text).joined().hasPrefix("顾南屏"))
  }

  @Test("The search page as the server makes it for a browser without scripts")
  func page() throws {
    let site = try TestSite(Self.magazine)
    try site.build()
    let loaded = try #require(site.load().site)
    let page = String(decoding: try #require(loaded.searchPage("雨棚<b>", from: 0)), as: UTF8.self)
    #expect(page.contains(">雨棚&lt;b&gt;</form>"))
    #expect(!page.contains("<p>"))
    let other = String(decoding: try #require(loaded.searchPage("雨棚", from: 0)), as: UTF8.self)
    #expect(other.contains("<a href=\"/issues/27/rain/\">雨棚</a> 营造 · 2026年10月1日"))
    #expect(other.contains("<mark>雨棚</mark>"))
    #expect(site.page("search/index.html")?.contains("data-shards=\"1\" data-parts=\"2\"") == true)
  }

  @Test("A site without search has no page and no file of it, and says so nowhere")
  func none() throws {
    let site = try TestSite(Self.magazine)
    try site.build()
    #expect(try site.files.contains("search/1x2/0.txt"))
    site.put("site.yml", "title: 檐声\nsearch: false\ncolumns:\n  - slug: build\n    name: 营造\n")
    let report = try site.build()
    #expect(report.removed.contains("search/1x2/0.txt"))
    #expect(try !site.files.contains { $0.hasPrefix("search") })
    #expect(try #require(site.load().site).searchPage("雨", from: 0) == nil)
  }

  @Test("Every phrase of a text finds it, and finds no page without it", arguments: 0..<3)
  func truth(seed: UInt64) throws {
    var random = RandomMagazine.Generator(state: seed)
    let characters = Array("雨声檐下茶灯廊河桥，。的一水A7 ")
    var texts: [String: String] = [:]
    var magazine = ""
    for number in 0..<40 {
      let text = String((0..<60).map { _ in characters.randomElement(using: &random) ?? "雨" })
      texts["/articles/t\(number)/"] = text
      magazine += "-- articles/t\(number).md --\n---\ntitle: 文\(number)\n---\n甲\(text)\n\n乙\n"
    }
    let site = try TestSite(magazine)
    try site.build()
    let search = search(site)
    for _ in 0..<60 {
      guard let text = texts.values.sorted().randomElement(using: &random) else { continue }
      let start = Int.random(in: 0..<50, using: &random)
      let phrase = String(text.dropFirst(start).prefix(Int.random(in: 2...6, using: &random)))
      guard phrase.allSatisfy({ !"，。A7 ".contains($0) }) else { continue }
      let truth = texts.filter { $0.value.contains(phrase) }.map(\.key)
      #expect(Set(found(phrase, search)) == Set(truth), "\(phrase)")
    }
  }

  @Test("A word more in a text changes the few files of the index that know it")
  func edit() throws {
    let site = try EditedSite(Self.magazine, theme: "plain")
    site.test.put("pages/about.md", "---\ntitle: 关于\n---\nＨＵＩＫＡＮ会刊，鱻。\n")
    let report = try site.edit(["pages/about.md"])
    #expect(report.changed.count == 2)
    #expect(report.changed.contains("about/index.html"))
    try site.expectCleanBuild("a word more")
    #expect(found("鱻", search(site.test)) == ["/about/"])
  }

  @Test("The same pairs in another order are found in that order")
  func order() throws {
    let site = try EditedSite(Self.magazine, theme: "plain")
    for (text, other) in [("茶灯廊，灯桥。", "茶灯桥"), ("茶灯桥，灯廊。", "茶灯廊")] {
      site.test.put("pages/about.md", "---\ntitle: 关于\n---\n\(text)\n")
      try site.edit(["pages/about.md"])
      try site.expectCleanBuild(text)
      #expect(found(String(text.prefix(3)), search(site.test)) == ["/about/"])
      #expect(found(other, search(site.test)).isEmpty)
    }
  }
}
