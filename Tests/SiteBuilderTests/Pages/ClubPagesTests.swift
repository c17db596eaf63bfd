import CivilTime
import Magazine
import Testing

@testable import SiteBuilder

private let club = """
  -- site.yml --
  title: 檐声
  -- club.yml --
  name: 檐声会
  magazine: 檐声
  consent: {version: 2026-11, text: 只用于办理入会。}
  ways_to_join:
    - {channel: desk, title: 到前台办理}
    - {channel: website, title: 线上填表}
  point_rules:
    - {code: first-home, title: 首次购房, points: 2000}
    - {code: visit, title: 签到, attendance: true}
    - {code: meal, title: 餐厅消费, points: 2, per_yuan: 10, reference: receipt, caps: {day: 200, year: 1000}, once: day, from: 2026-11-01, approval: true}
  campaigns:
    - {code: past, title: 已过, from: 2026-01-01, through: 2026-01-03, times: 2}
    - {code: new-year, title: 新年, from: 2027-01-01, through: 2027-01-03, rules: [meal], times: 1.5, points: 3}
  -- events/open-day.md --
  ---
  title: 工地开放日
  start: 2026-11-28 09:30
  end: 11:30
  place: 北门
  capacity: 30
  ---
  -- events/film.md --
  ---
  title: 露天电影
  start: 2026-12-12 18:30
  place: 草坪
  capacity: 60
  ---
  -- events/chorus.md --
  ---
  title: 老友合唱
  start: 2026-11-29 10:00
  place: 会所
  ---
  -- events/rain-night.md --
  ---
  title: 雨林夜
  start: 2026-11-21 19:00
  end: 21:00
  place: 花园
  outcome: 到场34人
  ---
  -- events/run.md --
  ---
  title: 晨跑
  start: 2026-12-13 07:00
  place: 江边
  cancelled: true
  ---
  """

private let figures = PublicFigures(
  seats: [
    "open-day": .init(capacity: 30, taken: 24, waiting: 0),
    "film": .init(capacity: 60, taken: 60, waiting: 9),
  ],
  points: .init(issued: 3_480, redeemed: 200, expired: 0, adjusted: -60, outstanding: 3_220),
  members: 12, head: .init(sequence: 27, hash: "9c1f"))

@Suite("客户会的页面")
struct ClubPagesTests {
  private let card =
    "{{title}} {{hours}}{{#open}} 可报{{/open}}{{#over}} 办过{{/over}}"
    + "{{#cancelled}} 取消{{/cancelled}}"
    + "{{#seats}}{{#full}} 满{{#waiting}} 候{{.}}{{/waiting}}{{/full}}"
    + "{{^full}} 余{{left}}/{{capacity}}{{/full}}{{/seats}}{{^seats}} 不限{{/seats}}\n"

  @Test("余席来自账册；没有账册就写一横")
  func seats() throws {
    let template = "{{#events}}" + card + "{{/events}}"
    let known = try TinyTheme.show(template, HomePage(in: PagesText(club).pages(figures: figures)))
    #expect(
      known == """
        工地开放日 09:30–11:30 可报 余6/30
        老友合唱 10:00 可报 不限
        露天电影 18:30 可报 满 候9

        """)
    let unknown = try TinyTheme.show(template, HomePage(in: PagesText(club).pages()))
    #expect(unknown.contains("余—/30"))
  }

  @Test("活动页：本月与以后各月，办过的另列")
  func months() throws {
    let site = try PagesText(club).pages(figures: figures)
    let page = try TinyTheme.show(
      """
      {{#months}}
      {{full}} #{{anchor}}:{{#events}} {{title}}{{/events}}
      {{/months}}
      过:{{#past}} {{title}} {{outcome}}{{/past}}
      """, EventsPage(in: site))
    #expect(
      page == """
        2026年十一月 #month-2026-11: 工地开放日 老友合唱
        2026年十二月 #month-2026-12: 露天电影 晨跑
        过: 雨林夜 到场34人
        """)
  }

  @Test("月历是整周，今天、过去、别月与节气都标出来")
  func calendar() throws {
    let site = try PagesText(club).pages(figures: figures)
    let first = try #require(Day("2026-11-01"))
    let cell =
      "{{#other}}({{/other}}{{number}}{{#term}}{{.}}{{/term}}{{#today}}今{{/today}}"
      + "{{#anchor}}→{{.}}{{/anchor}}{{#other}}){{/other}} "
    let page = try TinyTheme.show(
      "{{#weeks}}{{#days}}" + cell + "{{/days}}\n{{/weeks}}", MonthContext(first, in: site))
    #expect(
      page == """
        (26) (27) (28) (29) (30) (31) 1 
        2 3 4 5 6 7立冬 8 
        9 10 11 12 13 14 15 
        16 17 18 19 20 21→on-rain-night 22小雪今 
        23 24 25 26 27 28→on-open-day 29→on-chorus 
        30 (1) (2) (3) (4) (5) (6) 

        """)
  }

  @Test("跨日的活动每天都在月历上，午夜结束的不算第二天")
  func longEvents() throws {
    let site = try PagesText(
      """
      -- events/fair.md --
      ---
      title: 文化节
      start: 2026-11-20 10:00
      end: 2026-12-02 20:00
      place: 广场
      ---
      -- events/eve.md --
      ---
      title: 守岁
      start: 2026-12-31 20:00
      end: 2027-01-01 00:00
      place: 会所
      ---
      """
    ).pages()
    let page = try TinyTheme.show(
      "{{#months}}{{name}}{{#events}} {{title}}{{#last_day}}至{{month_day}}{{/last_day}}{{/events}}\n{{/months}}",
      EventsPage(in: site))
    #expect(page == "十一月 文化节至12月2日\n十二月 守岁\n")
    let december = try MonthContext(#require(Day("2026-12-01")), in: site)
    let marked = december.weeks.flatMap(\.days).filter { !$0.events.isEmpty }.map(\.number)
    #expect(marked == [1, 2, 31])
  }

  @Test("报名表只在收得到表的时候出现")
  func registration() throws {
    func shown(_ slug: String, _ figures: PublicFigures?, asOf: String) throws -> Bool {
      let site = try PagesText(club).pages(figures: figures, asOf: asOf)
      let event = try #require(site.sources.publication.events.first { $0.slug == slug })
      return EventPage(event, in: site).takesRegistrations
    }
    #expect(try shown("open-day", figures, asOf: "2026-11-22 12:00"))
    #expect(try shown("film", figures, asOf: "2026-11-22 12:00"))
    #expect(try !shown("open-day", nil, asOf: "2026-11-22 12:00"))
    #expect(try !shown("open-day", figures, asOf: "2026-11-28 09:30"))
    #expect(try !shown("run", figures, asOf: "2026-11-22 12:00"))
    #expect(try !shown("rain-night", figures, asOf: "2026-11-22 12:00"))
  }

  @Test("积分公示：合计与末笔指纹，没有账册就写一横")
  func points() throws {
    let template =
      "{{issued}} {{redeemed}} {{expired}} {{adjusted}} {{outstanding}} "
      + "{{members}} {{sequence}} {{hash}}{{#rules}} {{title}} {{points}}{{/rules}}"
    let site = try PagesText(club).pages(figures: figures)
    let settings = try #require(site.sources.publication.club)
    #expect(
      try TinyTheme.show(template, PointsPage(settings, in: site))
        == "3,480 200 0 −60 3,220 12 27 9c1f 首次购房 2,000 签到 见活动页 餐厅消费 每10元2分")
    let closed = try PagesText(club).pages()
    #expect(
      try TinyTheme.show(template, PointsPage(settings, in: closed))
        == "— — — — — — — — 首次购房 2,000 签到 见活动页 餐厅消费 每10元2分")
  }

  @Test("规则的限制与限时活动用字写明，过去的不再列 the bounds of rules, and campaigns")
  func ruleTerms() throws {
    let site = try PagesText(club).pages(figures: figures)
    let settings = try #require(site.sources.publication.club)
    #expect(
      try TinyTheme.show(
        "{{#rules}}{{title}}{{#terms}} {{.}}{{/terms}}\n{{/rules}}"
          + "{{#campaigns}}{{title}} {{term}} {{effect}}\n{{/campaigns}}",
        PointsPage(settings, in: site))
          == """
          首次购房
          签到
          餐厅消费 2026年11月1日起；每人每天一次；每人每天最多200分；每人每年最多1,000分；凭收据，一张收据记一次；须第二个人复核
          新年 2027年1月1日至2027年1月3日 餐厅消费：改记3分、1.5倍

          """)
  }

  @Test("哪些页会随新的事实而变")
  func whatFactsTouch() throws {
    let touched = try PagesText(club).index(figures: figures).pages().filter(\.showsFigures)
      .map(\.url).sorted()
    #expect(
      touched == [
        "/", "/events/", "/events/chorus/", "/events/film/", "/events/open-day/",
        "/events/rain-night/", "/events/run/", "/points/",
      ])
  }

  @Test("菜单由内容而来，底栏至多四项，当前项有标记")
  func menus() throws {
    let site = try PagesText(club).pages(figures: figures)
    let page = try TinyTheme.show(
      "{{#site.menu}}{{title}}{{#current}}*{{/current}} {{/site.menu}}|{{#site.dock}} {{title}}{{/site.dock}}",
      EventsPage(in: site))
    #expect(page == "活动* 入会 | 活动 入会 我的")
  }

  @Test("工作台不进站点地图，不含任何人的资料，没有客户会就没有它")
  func desk() throws {
    let site = try PagesText(club).pages(figures: figures)
    let page = try #require(site.index.pages().first { $0.kind == .desk })
    #expect(page.url == "/desk/" && !page.isListed && !page.showsFigures)
    let context = try #require(
      site.sources.publication.club.map { club in
        DeskPage(
          frame: site.frame(PageIdentity(url: "/desk/", isUnlisted: true)),
          consentText: club.consent.text)
      })
    #expect(
      try TinyTheme.show("{{#head.unlisted}}noindex{{/head.unlisted}} {{consent_text}}", context)
        == "noindex 只用于办理入会。")
    let magazine = try PagesText("-- site.yml --\ntitle: 檐声\n").pages()
    #expect(!magazine.index.pages().contains { $0.kind == .desk })
  }

  @Test("会员页本身不含任何人的资料")
  func me() throws {
    let site = try PagesText(club).pages(figures: figures)
    let page = try #require(site.index.pages().first { $0.kind == .me })
    #expect(!page.isListed)
    #expect(!page.showsFigures)
  }
}
