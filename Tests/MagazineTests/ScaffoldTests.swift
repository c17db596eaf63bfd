import CivilTime
import Magazine
import Testing

@Suite("huikan new: a beginning that builds as it is")
struct ScaffoldTests {
  static let kinds: [Scaffold.Kind] = [
    .issue(number: 28), .issue(number: nil), .article(issue: nil), .article(issue: "2026-autumn"),
    .event, .reward, .page,
  ]

  @Test("a new event, whole")
  func event() throws {
    let day = try #require(Day("2026-11-22"))
    let files = try Scaffold.files(for: .event, title: "工地开放日：北区", slug: "open-day", on: day)
    #expect(files.map(\.path) == ["events/open-day.md"])
    #expect(
      files.first?.text == """
        ---
        title: 工地开放日：北区
        # 写好以后删去下一行，活动才会公布。
        draft: true
        start: 2026-12-06 09:30
        end: 11:30
        place: 地点待定
        # city: 城市
        # department: 客关
        # purpose: 品牌
        # capacity: 30
        # points: 100
        # summary: 一两句话，说做什么、带什么。
        ---

        活动的介绍写在这里：做什么，怎么到，要带什么。

        """)
  }

  @Test(
    "every title survives, whatever marks it holds, and nothing is said against the file",
    arguments: [
      "听雨", "A: b", "- 一", "#一", "“引”", "\"引\"", "it's", "'", "~", "null", "true", "[x]", "{x}",
      "& x",
      "* 星", "! 惊", "| 竖", "> 大于", "%", "@", "`", "2026-11-07", "a #b", "问：？", "\\ 反斜杠", "---",
      "...",
      "a\u{2028}b", "\u{FEFF}题", "𠀀", "题\u{7F}", "👨‍👩‍👧", "…",
    ])
  func anyTitle(title: String) throws {
    let day = try #require(Day("2026-11-22"))
    for kind in Self.kinds {
      let files = try Scaffold.files(for: kind, title: title, slug: "x", on: day)
      var content = "-- issues/2026-autumn/index.md --\n---\ntitle: 听雨\ndate: 2026-11-07\n---\n"
      for file in files { content += "-- \(file.path) --\n\(file.text)" }
      let loaded = load(content, drafts: true)
      #expect(loaded.diagnostics.isEmpty, "\(kind)")
      let titles =
        loaded.publication.issues.map(\.title) + loaded.publication.articles.map(\.title)
        + loaded.publication.events.map(\.title) + loaded.publication.rewards.map(\.title)
        + loaded.publication.pages.map(\.title)
      let expected = title.unicodeScalars.split {
        $0.properties.isWhitespace || ["\u{7F}", "\u{FEFF}"].contains($0)
      }.map { String($0) }.joined(separator: " ")
      #expect(titles.contains(expected), "\(kind): \(titles)")
    }
  }

  @Test(
    "a slug is made of an ASCII title and asked for with any other",
    arguments: [
      ("Open day", nil, "events/open-day.md"), ("Open day", "day", "events/day.md"),
      ("开放日", "open-day", "events/open-day.md"),
      (
        "开放日", nil,
        "no URL can be made of the title “开放日”;"
          + " add --slug with the letters a-z, digits and hyphens, for example in pinyin"
      ),
      ("开放日", "Open Day", "“Open Day” cannot stand in a URL; write --slug open-day"),
      (
        "开放日", "../x/春",
        "“../x/春” cannot stand in a URL; use the letters a-z, digits and hyphens,"
          + " for example in pinyin"
      ),
      (
        "开放日", "index",
        "“index” cannot stand in a URL; use the letters a-z, digits and hyphens,"
          + " for example in pinyin"
      ),
      (" \n", "x", "the title is empty; give a title"),
    ] as [(String, String?, String)])
  func slugs(title: String, slug: String?, outcome: String) throws {
    let day = try #require(Day("2026-11-22"))
    do throws(ScaffoldProblem) {
      let files = try Scaffold.files(for: .event, title: title, slug: slug, on: day)
      #expect(files.map(\.path) == [outcome])
    } catch {
      #expect(error.description == outcome)
    }
  }

  @Test(
    "a theme extends a folder beside it and nothing else", arguments: ["../../..", "", ".", "a/b"])
  func parents(parent: String) {
    let problem = #expect(throws: ScaffoldProblem.self) {
      try Scaffold.theme("winter", extending: parent)
    }
    #expect(
      problem?.description == "“\(parent)” is no name of a theme; name a folder beside the new one")
  }

  @Test("an article goes into the folder of its issue")
  func places() throws {
    let day = try #require(Day("2026-11-22"))
    let paths = try Self.kinds.flatMap { kind in
      try Scaffold.files(for: kind, title: "Rain", slug: nil, on: day).map(\.path)
    }
    #expect(
      paths == [
        "issues/rain/index.md", "issues/rain/index.md", "articles/rain.md",
        "issues/2026-autumn/rain.md", "events/rain.md", "rewards/rain.md",
        "pages/rain.md",
      ])
    #expect(throws: ScaffoldProblem.self) {
      try Scaffold.files(for: .page, title: "API", slug: nil, on: day)
    }
    #expect(throws: ScaffoldProblem.self) {
      try Scaffold.files(for: .article(issue: "../x"), title: "Rain", slug: nil, on: day)
    }
  }
}
