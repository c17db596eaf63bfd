import CivilTime
import Foundation
import Magazine
import Testing

@testable import SiteBuilder

@Suite("活动卡：写在正文里，席位是此刻的")
struct LiveCardTests {
  private static let text = """
    -- site.yml --
    title: 檐声
    base_url: https://yansheng.example
    -- club.yml --
    name: 檐声会
    consent: {version: "1", text: 同意。}
    -- issues/27/index.md --
    ---
    title: 听雨
    date: 2026-11-07
    ---
    ::: 活动 open-day
    :::
    -- articles/rain.md --
    ---
    title: 雨
    date: 2026-11-08
    authors: [gu]
    ---
    前文写在这里。

    ::: 活动 open-day
    穿平底鞋。
    :::

    后文。
    -- articles/tea.md --
    # 茶
    -- authors/gu.md --
    ---
    name: 顾南屏
    ---
    ::: event open-day
    :::
    -- pages/about.md --
    # 关于
    ::: 提示
    来之前看一眼：
    ::: 活动 open-day
    :::
    :::
    -- pages/issues.md --
    ::: 活动 open-day
    :::
    -- pages/join.md --
    ::: 活动 open-day
    :::
    -- events/open-day.md --
    ---
    title: 开放日 & 下雨
    start: 2026-12-01 09:30
    end: 11:30
    place: 半山台
    capacity: 30
    ---
    ::: 活动 walk
    :::
    -- events/walk.md --
    ---
    title: 散步
    start: 2026-11-20 09:30
    place: 江岸
    ---
    -- events/tea.md --
    ---
    title: 茶会
    start: 2026-12-20 14:00
    place: 花园
    capacity: 8
    cancelled: true
    ---
    """

  private func figures(taken: Int) -> PublicFigures {
    PublicFigures(seats: ["open-day": .init(capacity: 30, taken: taken, waiting: 0)])
  }

  @Test("A card stands where it was written, in every kind of text, with the seats of this moment")
  func everywhere() throws {
    let site = try TestSite(Self.text)
    // What shows introductions and biographies.
    for (name, field) in [
      ("author", "biography"), ("issues", "introduction"), ("join", "introduction"),
    ] {
      site.put("theme/templates/\(name).mustache", "{{{\(field)}}}\n")
    }
    try site.build(figures: figures(taken: 3))
    let card = """
      <p class="card"><a href="/events/open-day/">开放日 &amp; 下雨</a> 12月1日 半山台 27 个名额</p>
      """
    for page in [
      "issues/27", "articles/rain", "authors/gu", "about", "issues", "join",
    ] {
      #expect(site.page("\(page)/index.html")?.contains(card) == true, "\(page)")
    }
    #expect(
      site.page("articles/rain/index.html")?.contains(
        "<p>前文写在这里。</p>\n\(card)\n<p>穿平底鞋。</p>\n\n<p>后文。</p>\n") == true)
    #expect(
      site.page("about/index.html")?.contains(
        """
        <aside class="note">
        <b>提示</b>
        <p>来之前看一眼：</p>
        \(card)


        </aside>
        """) == true)
    #expect(
      site.page("events/open-day/index.html")?.contains(
        "<p class=\"card\"><a href=\"/events/walk/\">散步</a> 11月20日 江岸 over</p>") == true)
  }

  @Test("A registration rewrites the pages that show a card of it, and no other")
  func refresh() throws {
    let site = try TestSite(Self.text)
    let loaded = try #require(site.load().site)
    _ = try loaded.write(figures: figures(taken: 3), asOf: site.options.asOf)
    let second = try loaded.write(figures: figures(taken: 30), asOf: site.options.asOf)
    #expect(
      TestSite.withoutIndex(second.changed) == [
        "about/index.html", "articles/rain/index.html", "index.html", "issues/27/index.html",
      ])
    #expect(site.page("articles/rain/index.html")?.contains("半山台 0 个名额") == true)
  }

  @Test("The feed and the descriptions say when and where, and no seats")
  func outlives() throws {
    let site = try TestSite(Self.text)
    site.put(
      "theme/templates/article.mustache", "{{head.description}}\n{{{body}}}\n")
    try site.build(figures: figures(taken: 3))
    let feed = try #require(site.page("feed.xml")).replacing("&quot;", with: "\"")
    #expect(
      feed.contains(
        """
        &lt;p&gt;前文写在这里。&lt;/p&gt;
        &lt;p&gt;&lt;a href="/events/open-day/"&gt;开放日 &amp;amp; 下雨&lt;/a&gt;&lt;br /&gt;
        2026年12月1日 周二 09:30–11:30 · 半山台&lt;/p&gt;
        &lt;p&gt;穿平底鞋。&lt;/p&gt;
        &lt;p&gt;后文。&lt;/p&gt;
        """))
    #expect(!feed.contains("名额"))
    #expect(site.page("articles/rain/index.html")?.hasPrefix("前文写在这里。后文。\n") == true)
  }

  @Test("Off, over, without a store: the words of every other list")
  func states() throws {
    let site = try TestSite(Self.text)
    site.put("articles/tea.md", "# 茶\n::: 活动 /events/tea.md\n:::\n::: 活動 /events/open-day/\n:::\n")
    try site.build()
    #expect(
      site.page("articles/tea/index.html")?.contains(
        """
        <p class="card"><a href="/events/tea/">茶会</a> 12月20日 花园 cancelled — 个名额</p>

        <p class="card"><a href="/events/open-day/">开放日 &amp; 下雨</a> 12月1日 半山台 — 个名额</p>
        """) == true)
  }

  @Test("An event that is not there, not published or not named, at the line")
  func wrong() throws {
    let site = try TestSite(
      """
      -- events/open-day.md --
      ---
      title: 开放日
      start: 2026-12-01 09:30
      place: 半山台
      ---
      -- events/secret.md --
      ---
      title: 秘
      start: 2026-12-01 09:30
      place: 半山台
      draft: true
      ---
      -- articles/a.md --
      ---
      title: 甲
      ---
      正文。

      ::: 活动 open-dya
      :::
      > ::: 活动 secret
      > :::

      ::: 活动
      :::
      """)
    #expect(
      site.diagnostics() == """
        Content/articles/a.md:6:8: error: there is no event “open-dya”
          6 | ::: 活动 open-dya
            |          ^
          = write “open-day”
        Content/articles/a.md:8:10: error: the event “secret” is not published: the event is a draft
          8 | > ::: 活动 secret
            |            ^
          = publish it too, or take this out until then
        Content/articles/a.md:11:1: error: the card does not say which event
          11 | ::: 活动
             | ^
          = write the event's slug behind the name: :::活动 autumn-walk

        """)
  }

  @Test("A picture of another server is found in a box that waits for its page")
  func foreign() throws {
    let site = try TestSite(
      Self.text + """

        -- articles/z.md --
        # 远
        ::: 提示
        ![远](https://pictures.example/1.png)
        ::: 活动 open-day
        :::
        :::
        """)
    #expect(try #require(site.load().site).pictureOrigins == ["https://pictures.example"])
  }

  @Test("Interviews within interviews are filled in once each, however deep they nest")
  func deep() throws {
    let depth = 28
    let site = try TestSite(Self.text)
    let opening = String(repeating: "::: 问答\n问：甲？\n", count: depth)
    let closing = String(repeating: ":::\n", count: depth)
    site.put("articles/tea.md", "# 茶\n\(opening)::: 活动 open-day\n:::\n\(closing)")
    try site.build(figures: figures(taken: 3))
    let page = try #require(site.page("articles/tea/index.html"))
    #expect(page.components(separatedBy: "27 个名额").count == 2)
    #expect(page.components(separatedBy: "<b>问</b>").count == depth + 1)
  }
}
