import CivilTime
import Magazine
import Testing

@Suite("What belongs together, in its order")
struct RelationTests {
  @Test("What to read next: by the rarer topics, then by column, never the neighbours")
  func related() throws {
    func article(_ slug: String, _ tags: String, column: String = "building") -> String {
      "-- articles/\(slug).md --\n---\ntitle: \(slug)\ncolumn: \(column)\ntags: [\(tags)]\n"
        + "date: 2026-01-\(slug)\n---\n"
    }
    let publication = load(
      "-- site.yml --\ntitle: 檐声\ncolumns: [{slug: building, name: 营造}]\n"
        + article("01", "雨, 瓦") + article("02", "雨") + article("03", "雨") + article("04", "瓦")
        + article("05", "雨, 瓦") + article("06", "风") + article("07", "雨")
    ).publication
    func slugs(_ slug: String) throws -> [String] {
      let id = try #require(publication.articles.firstIndex { $0.slug == slug })
      return publication.related(to: id, atMost: 3).map { publication.articles[$0].slug }
    }
    #expect(try slugs("05") == ["01", "07", "03"])
    // No topic in common: its column's, the nearest first.
    #expect(try slugs("06") == ["04", "03", "02"])
    #expect(try slugs("01") == ["05", "04", "03"])
  }

  static let content = """
    -- site.yml --
    columns: [{slug: building, name: 营造}, {slug: letters, name: 来稿}]
    title: 檐声
    -- authors/gu.md --
    ---
    name: 顾南屏
    ---
    -- issues/1/index.md --
    ---
    title: 第一期
    date: 2026-08-07
    ---
    -- issues/1/only.md --
    ---
    title: 独一篇
    authors: gu
    ---
    -- issues/2/index.md --
    ---
    title: 第二期
    date: 2026-11-07
    highlights: [c, tomorrow, a]
    ---
    -- issues/2/a.md --
    ---
    title: 无栏目
    ---
    -- issues/2/b.md --
    ---
    title: 来稿二
    column: letters
    tags: [雨]
    ---
    -- issues/2/c.md --
    ---
    title: 来稿一
    column: letters
    order: 1
    photographer: gu
    ---
    -- issues/2/d10.md --
    ---
    title: 营造十
    column: building
    tags: [雨]
    authors: gu
    ---
    -- issues/2/d9.md --
    ---
    title: 营造九
    column: building
    ---
    -- issues/2/tomorrow.md --
    ---
    title: 明日的一篇
    publish: 2026-11-23 08:00
    ---
    -- issues/3/index.md --
    ---
    title: 第三期
    date: 2027-02-04
    ---
    -- issues/3/x.md --
    # 未到时候
    -- news/2026-11-20-b.md --
    # 后一则
    -- news/2026-11-01-a.md --
    # 前一则
    -- articles/draft.md --
    ---
    title: 草稿
    draft: true
    ---
    -- events/past.md --
    ---
    title: 办过的
    start: 2026-11-14 09:30
    end: 11:30
    place: 北门
    ---
    -- events/today.md --
    ---
    title: 正在办的
    start: 2026-11-22 11:00
    end: 13:00
    place: 北门
    ---
    -- events/next.md --
    ---
    title: 要办的
    start: 2026-11-28
    place: 北门
    ---
    """

  @Test("contents by column as declared, then order, then name as a reader counts")
  func contents() {
    let publication = load(Self.content).publication
    let contents = publication.contents(of: publication.issues[0]).map { section in
      "\(section.column?.name ?? "—"): " + section.articles.map(\.title).joined(separator: "、")
    }
    #expect(contents == ["营造: 营造九、营造十", "来稿: 来稿一、来稿二", "—: 无栏目"])
    #expect(
      publication.issues[0].highlights.map { publication.articles[$0].title } == ["来稿一", "无栏目"])
  }

  @Test("未到时候的，知道何时到")
  func comingOut() {
    let moments = load(Self.content).publication.comingOut
    #expect(moments.first?.rfc3339 == "2026-11-23T08:00:00+08:00")
    #expect(moments.last?.rfc3339 == "2027-02-04T00:00:00+08:00")
  }

  @Test("上一篇与下一篇不出本期；快报按先后")
  func neighbours() {
    let publication = load(Self.content).publication
    let lines = publication.articles.map { article in
      let (previous, next) = publication.neighbours(of: article.id)
      func title(_ id: Int?) -> String { id.map { publication.articles[$0].title } ?? "—" }
      return "\(title(previous)) < \(article.title) < \(title(next))"
    }
    #expect(
      lines == [
        "前一则 < 后一则 < —", "— < 营造九 < 营造十", "营造九 < 营造十 < 来稿一", "营造十 < 来稿一 < 来稿二",
        "来稿一 < 来稿二 < 无栏目", "来稿二 < 无栏目 < —", "— < 前一则 < 后一则", "— < 独一篇 < —",
      ])
  }

  @Test("by column, by topic, by author")
  func lists() {
    let publication = load(Self.content).publication
    #expect(publication.articles(of: publication.columns[1]).map(\.title) == ["来稿一", "来稿二"])
    #expect(publication.articles(of: publication.tags[0]).map(\.title) == ["营造十", "来稿二"])
    #expect(publication.articles(of: publication.authors[0]).map(\.title) == ["营造十", "来稿一", "独一篇"])
    #expect(publication.news.map(\.title) == ["后一则", "前一则"])
    #expect(publication.standaloneArticles.isEmpty)
  }

  @Test("what is a draft or still to come is left out, or put in when asked for")
  func withheld() {
    let now = load(Self.content).publication
    #expect(now.issues.map(\.title) == ["第二期", "第一期"])
    #expect(!now.articles.contains { ["未到时候", "草稿", "明日的一篇"].contains($0.title) })
    let later = load(Self.content, asOf: "2026-11-23 08:00").publication
    #expect(later.articles.contains { $0.title == "明日的一篇" })
    #expect(later.issues[0].highlights.map { later.articles[$0].slug } == ["c", "tomorrow", "a"])
    let all = load(Self.content, drafts: true).publication
    #expect(all.issues.map(\.title) == ["第三期", "第二期", "第一期"])
    #expect(all.articles.first { $0.title == "草稿" }?.isDraft == true)
  }

  @Test(
    "the current issue",
    arguments: [
      ("2026-08-06 12:00", "第一期"), ("2026-08-07 00:00", "第一期"), ("2026-11-06 23:59", "第一期"),
      ("2026-11-07 00:00", "第二期"), ("2030-01-01 00:00", "第三期"),
    ])
  func currentIssue(time: String, title: String) throws {
    let publication = load(Self.content, drafts: true).publication
    let instant = try #require(Instant(time))
    #expect(publication.currentIssue(at: instant)?.title == title)
  }

  @Test("upcoming and past are told from one moment, an event under way is not past")
  func events() throws {
    let publication = load(Self.content).publication
    let noon = try #require(Instant("2026-11-22 12:00"))
    #expect(publication.upcomingEvents(at: noon).map(\.title) == ["正在办的", "要办的"])
    #expect(publication.pastEvents(at: noon).map(\.title) == ["办过的"])
    let after = try #require(Instant("2026-11-29 00:00"))
    #expect(publication.pastEvents(at: after).map(\.title) == ["要办的", "正在办的", "办过的"])
  }
}
