import Magazine
import Testing
import Theming

@testable import SiteBuilder

@Suite("主题做出的页面")
struct ThemePagesTests {
  private static let site = """
    -- site.yml --
    title: 檐声
    description: 一年四期。
    -- club.yml --
    name: 檐声会
    consent: {version: 2026-11, text: "只用于<办理>入会。"}
    contact: {phone: 0000-6000027}
    -- issues/27/index.md --
    ---
    title: 听雨
    date: 2026-11-07
    tint: {light: "#dbe2e0", dark: "#17242d", ink_light: "#16283a", ink_dark: "#d6e0e2"}
    ---
    做一期雨吧。
    -- issues/27/eaves.md --
    ---
    title: "檐<script>alert(1)</script>"
    column: 营造
    authors: [gu]
    tags: [雨]
    summary: 一句 & 两句。
    ---
    正文。
    -- authors/gu.md --
    ---
    name: 顾南屏
    ---
    -- news/lift.md --
    ---
    title: 电梯换好了
    date: 2026-11-20
    ---
    -- articles/walk.md --
    # 散步
    走走。
    -- pages/about.md --
    # 关于
    说明。
    -- events/open-day.md --
    ---
    title: 工地开放日
    start: 2026-11-28 09:30
    place: 北门
    capacity: 30
    ---
    -- events/past.md --
    ---
    title: 雨林夜
    start: 2026-11-01 19:00
    place: 花园
    ---
    """

  private func pages(_ theme: String, figures: PublicFigures? = PublicFigures(points: nil))
    throws -> [(url: String, text: String)]
  {
    let site = try PagesText(Self.site).index(figures: figures, baseURL: "https://a.example")
    let templates = try RepositoryTheme.templates(theme, language: .simplifiedChinese)
    return site.rendered(templates)
  }

  @Test("每页一个 h1、一个 main、有语言、有题目；没有行内脚本与样式", arguments: ["jia", "plain"])
  func everyPage(theme: String) throws {
    for page in try pages(theme) {
      let text = page.text
      #expect(text.occurrences(of: "<h1") == 1, "\(page.url)")
      #expect(text.occurrences(of: "<main") == 1, "\(page.url)")
      #expect(text.hasPrefix("<!doctype html>\n<html lang=\"zh-Hans\">"), "\(page.url)")
      #expect(!text.contains("<title> "), "\(page.url)")
      #expect(!text.contains(" style=\""), "\(page.url)")
      #expect(!text.contains("<style"), "\(page.url)")
      #expect(!text.contains(" onclick="), "\(page.url)")
      #expect(
        text.occurrences(of: "<script")
          == text.occurrences(of: "<script src=\"")
          + text.occurrences(of: "<script type=\"application/ld+json\">"), "\(page.url)")
      #expect(!text.contains("alert(1)</script>"), "\(page.url)")
      #expect(!text.contains("{{"), "\(page.url)")
    }
  }

  @Test("没有账册的站：不出现任何会投递的表单", arguments: ["jia", "plain"])
  func noStoreNoForms(theme: String) throws {
    for page in try pages(theme, figures: nil) {
      #expect(!page.text.contains("action=\"/join"), "\(page.url)")
      #expect(!page.text.contains("/register\""), "\(page.url)")
    }
  }

  @Test("读文章不需要脚本", arguments: ["/", "/issues/27/", "/issues/27/eaves/", "/events/", "/about/"])
  func readingNeedsNoScript(url: String) throws {
    let page = try #require(try pages("jia").first { $0.url == url })
    #expect(!page.text.contains("<script src"))
  }

  @Test("月历与清单说法一致：取消的、截止的都不写余席 the calendar says what the list says")
  func calendar() throws {
    let text = """
      -- club.yml --
      name: 檐声会
      consent: {version: 2026-11, text: 只用于办理入会。}
      -- events/run.md --
      ---
      title: 江堤晨跑
      start: 2026-12-13 07:00
      place: 江边
      capacity: 50
      cancelled: true
      ---
      -- events/lamp.md --
      ---
      title: 灯会
      start: 2026-12-14 18:00
      closes: 2026-11-20 18:00
      place: 江边
      capacity: 30
      ---
      -- events/tea.md --
      ---
      title: 茶会
      start: 2026-12-15 14:00
      place: 会所
      capacity: 20
      ---
      """
    let figures = PublicFigures(
      seats: ["run": 50, "lamp": 30, "tea": 20].mapValues {
        PublicFigures.Seats(capacity: $0, taken: 0, waiting: 0)
      })
    let site = try PagesText(text).index(figures: figures, baseURL: "https://a.example")
    let page = try #require(
      site.rendered(try RepositoryTheme.templates("jia", language: .simplifiedChinese))
        .first { $0.url == "/events/" }
    ).text
    let cells = page.split(separator: "<span class=\"what\">").dropFirst().map {
      $0.prefix(upTo: $0.firstRange(of: "</td>")?.lowerBound ?? $0.endIndex)
    }
    #expect(cells.count == 3)
    #expect(cells.first?.contains("已取消") == true && cells.first?.contains("余") == false)
    #expect(cells.dropFirst().first?.contains("报名已截止") == true)
    #expect(cells.dropFirst().first?.contains("余") == false)
    #expect(cells.last?.contains("余20席") == true)
  }

  @Test("办过的活动有回顾就通到回顾，没有写结果也一样 a report without an outcome")
  func report() throws {
    let text = """
      -- events/tea.md --
      ---
      title: 茶会
      start: 2026-11-15 14:00
      place: 会所
      report: /articles/tea.md
      ---
      -- events/walk.md --
      ---
      title: 夜行
      start: 2026-11-16 19:00
      place: 江边
      outcome: 到场27人。
      report: /articles/tea.md
      ---
      -- articles/tea.md --
      # 茶凉了
      """
    let site = try PagesText(text).index(figures: nil, baseURL: nil)
    let pages = site.rendered(try RepositoryTheme.templates("jia", language: .simplifiedChinese))
    for (url, before) in [("/events/tea/", "<dd>"), ("/events/walk/", "到场27人。<br>")] {
      let page = try #require(pages.first { $0.url == url }).text
      let link = "\(before)<a class=\"go\" href=\"/articles/tea/\">读回顾</a>"
      #expect(page.occurrences(of: link) == 1, "\(url)")
    }
  }

  @Test("没有客户会的会刊：不指向“我的”，也不请人去前台 a magazine without a club")
  func withoutClub() throws {
    let text = """
      -- events/tea.md --
      ---
      title: 茶会
      start: 2026-12-15 14:00
      place: 会所
      ---
      -- rewards/umbrella.md --
      ---
      title: 雨伞
      points: 100
      ---
      """
    let site = try PagesText(text).index(figures: nil, baseURL: nil)
    let pages = site.rendered(try RepositoryTheme.templates("jia", language: .simplifiedChinese))
    #expect(pages.contains { $0.url == "/events/tea/" && $0.text.contains("请与主办者联系") })
    for page in pages {
      #expect(!page.text.contains("href=\"/me/"), "\(page.url)")
      #expect(!page.text.contains("前台") && !page.text.contains("客户中心"), "\(page.url)")
    }
  }

  @Test("报名处有登录的路；发验证码的入会表，联系方式也带＊ where strangers sign in, and what is needed")
  func waysIn() throws {
    let event = try #require(try pages("jia").first { $0.url == "/events/open-day/" }).text
    #expect(event.contains("<a class=\"go\" href=\"/me/?to=event/open-day\" data-stranger>登录</a>"))
    #expect(!event.contains("在办理入会的浏览器"))
    var figures = PublicFigures(points: nil)
    figures.sendsCodes = true
    let pages = try pages("jia", figures: figures)
    let join = try #require(pages.first { $0.url == "/join/" }).text
    #expect(join.contains("<label for=\"contact\">手机或邮箱＊</label>"))
    #expect(join.contains("<p class=\"hint\" id=\"contact-line\">"))
    let own = try #require(pages.first { $0.url == "/me/" }).text
    #expect(own.occurrences(of: "已经是会员？") == 1)
  }

  @Test("入会表的名字与接口一致，带着同意书的版本")
  func joinForm() throws {
    let page = try #require(try pages("jia").first { $0.url == "/join/" }).text
    for piece in [
      "<form class=\"form\" method=\"post\" action=\"/join\"", "name=\"name\"", "name=\"phone\"",
      "name=\"email\"", "name=\"consent\" value=\"2026-11\"", "只用于&lt;办理&gt;入会。",
    ] {
      #expect(page.contains(piece), "\(piece)")
    }
  }

  @Test("入会表再填一次：填过的还在，错处说在旁边，值都转义", arguments: ["jia", "plain"])
  func joinAgain(theme: String) throws {
    let index = try PagesText(Self.site).index(
      figures: PublicFigures(points: nil), baseURL: "https://a.example")
    let club = try #require(index.sources.publication.club)
    let templates = try RepositoryTheme.templates(theme, language: .simplifiedChinese)
    var page = JoinPage(club, in: SitePages(index))
    let untouched = String(decoding: templates.join.render(page), as: UTF8.self)
    #expect(!untouched.contains(" checked") && !untouched.contains("aria-invalid"))
    page.entry = JoinEntry(
      message: "有1处需要改正。",
      entered: ["name": "何\"><b>", "phone": "", "email": "he@example.com", "consent": "2026-11"],
      faults: ["phone": "电话<为>十一位。"])
    let text = String(decoding: templates.join.render(page), as: UTF8.self)
    for piece in [
      "有1处需要改正。", " value=\"何&quot;&gt;&lt;b&gt;\"", " value=\"he@example.com\"",
      "电话&lt;为&gt;十一位。", " checked",
    ] { #expect(text.contains(piece), "\(piece)") }
    page.entry?.entered["consent"] = "2020-01"
    #expect(!String(decoding: templates.join.render(page), as: UTF8.self).contains(" checked"))
  }

  @Test("“我的”没有脚本也走得下去", arguments: ["jia", "plain"])
  func meWithoutScript(theme: String) throws {
    let page = try #require(try pages(theme).first { $0.url == "/me/" }).text
    for link in ["href=\"/me/overview\"", "href=\"/me/privacy\""] {
      #expect(page.contains(link), "\(link)")
    }
  }

  @Test("自己的资料页，不说“办好了”")
  func own() throws {
    let site = try PagesText(Self.site).pages()
    let templates = try RepositoryTheme.templates("jia", language: .simplifiedChinese)
    let page = String(
      decoding: templates.answer.render(
        AnswerPage(AnswerContents(kind: .own, title: "资料与隐私"), in: site)), as: UTF8.self)
    #expect(page.contains("<p class=\"kicker\">我的</p>") && !page.contains("办好了"))
    // Whoever runs no script signs out here.
    #expect(
      page.contains(
        "<form method=\"post\" action=\"/sign-out\"><button class=\"plain\">退出登录</button>"))
  }

  @Test("答复页：核对时带着隐藏的字段，值都转义")
  func answers() throws {
    let site = try PagesText(Self.site).pages()
    let templates = try RepositoryTheme.templates("jia", language: .simplifiedChinese)
    let contents = AnswerContents(
      kind: .confirm, title: "请核对", lines: ["还没有写入。"],
      rows: [.init(label: "姓名", value: "何<b>")],
      form: .init(
        action: "/join/confirm", fields: [.init(label: "name", value: "何\"<b>")], button: "确认"),
      links: [.init(label: "回去改", value: "/join/")])
    let page = String(
      decoding: templates.answer.render(AnswerPage(contents, in: site)), as: UTF8.self)
    #expect(page.contains("<input type=\"hidden\" name=\"name\" value=\"何&quot;&lt;b&gt;\">"))
    #expect(page.contains("<dd>何&lt;b&gt;</dd>"))
    #expect(page.contains("<meta name=\"robots\" content=\"noindex\">"))
    #expect(!page.contains("/sign-out"))
  }

  @Test("答复页：长文字还在多行的格子里，一字不少")
  func longInput() throws {
    let site = try PagesText(Self.site).pages()
    let templates = try RepositoryTheme.templates("jia", language: .simplifiedChinese)
    let contents = AnswerContents(
      kind: .problem, title: "没有收下",
      form: .init(
        action: "/contribute", fields: [],
        inputs: [
          .init(
            name: "text", label: "正文", autocomplete: "off", keys: "text", value: "一<b>\n\n二",
            isLong: true)
        ], button: "寄给编辑部"))
    let page = String(
      decoding: templates.answer.render(AnswerPage(contents, in: site)), as: UTF8.self)
    #expect(page.contains(" required>一&lt;b&gt;\n\n二</textarea>"))
    #expect(!page.contains("maxlength"))
  }
}

extension String {
  fileprivate func occurrences(of piece: String) -> Int {
    var count = 0
    var rest = utf8[...]
    let wanted = Array(piece.utf8)
    while let first = rest.firstIndex(of: wanted[0]) {
      rest = rest[first...]
      if rest.starts(with: wanted) { count += 1 }
      rest = rest.dropFirst()
    }
    return count
  }
}
