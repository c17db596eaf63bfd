import CivilTime
import Magazine
import Testing

@testable import SiteBuilder

@Suite("页面共用的字句")
struct SharedContextTests {
  @Test(
    "数字分节，负号是真正的减号",
    arguments: [
      (0, "0"), (999, "999"), (1000, "1,000"), (2_840, "2,840"), (1_234_567, "1,234,567"),
      (-240, "−240"), (-1_000, "−1,000"),
    ])
  func counts(number: Int, text: String) {
    #expect(Wording.grouped(number) == text)
  }

  @Test(
    "日期随语言而变，汉字与数字之间不打空格",
    arguments: [
      (SiteSettings.Language.simplifiedChinese, "2026年11月28日 周六 11月28日 十一月 第27期 甲、乙"),
      (.traditionalChinese, "2026年11月28日 週六 11月28日 十一月 第27期 甲、乙"),
      (.english, "28 November 2026 Sat 28 Nov November No. 27 甲, 乙"),
    ])
  func dates(language: SiteSettings.Language, text: String) throws {
    let wording = Wording(language: language)
    let day = try #require(Day("2026-11-28"))
    let made = [
      wording.date(day), wording.weekday(day), wording.monthAndDay(day), wording.monthName(11),
      wording.issue(27), wording.list(["甲", "乙"]),
    ]
    #expect(made.joined(separator: " ") == text)
  }

  @Test(
    "印文取刊名的头两个汉字，没有汉字就取一个字母",
    arguments: [
      ("檐声", "檐声"), ("《檐声》", "檐声"), ("HelloGitHub", "H"), ("hello 世界", "世界"), ("2026", "刊"),
    ])
  func marks(name: String, mark: String) {
    #expect(Setting.mark(of: name) == mark)
  }

  @Test(
    "期名能不能竖排，要多大的地方",
    arguments: [
      ("听雨", true, "short"), ("替晚归的人留灯", true, "medium"), ("第 01 期", false, "short"),
      ("HelloGitHub", false, "medium"), ("一封写给所有住在江边的人的信", false, "long"),
    ])
  func settings(title: String, isUpright: Bool, size: String) {
    #expect(Setting.standsUpright(title, atMost: 8) == isUpright)
    #expect(Setting.size(of: title) == size)
  }

  @Test(
    "节气按太阳黄经推算",
    arguments: [
      ("2026-01-05", "小寒"), ("2026-02-04", "立春"), ("2026-03-20", "春分"), ("2026-04-05", "清明"),
      ("2026-06-21", "夏至"), ("2026-08-07", "立秋"), ("2026-09-23", "秋分"), ("2026-11-07", "立冬"),
      ("2026-11-22", "小雪"), ("2026-12-07", "大雪"), ("2026-12-22", "冬至"), ("2027-01-05", "小寒"),
      ("2024-02-04", "立春"), ("2021-12-21", "冬至"),
    ])
  func solarTerms(date: String, name: String) throws {
    let day = try #require(Day(date))
    let wording = Wording(language: .simplifiedChinese)
    #expect(SolarTerm.on(day).map(wording.name(of:)) == name)
    #expect(SolarTerm.on(day.adding(days: 1)) == nil)
    #expect(SolarTerm.on(day.adding(days: -1)) == nil)
  }

  @Test("一年恰有二十四个节气")
  func aYearOfTerms() throws {
    let first = try #require(Day("2026-01-01"))
    let terms = (0..<365).compactMap { SolarTerm.on(first.adding(days: $0)) }
    #expect(Set(terms).count == 24)
    #expect(terms.count == 24)
  }

  @Test("期的颜色写进一张样式表，没有颜色的期不写")
  func tints() throws {
    let site = try PagesText(
      """
      -- issues/27/index.md --
      ---
      title: 听雨
      date: 2026-11-07
      tint: {light: "#dbe2e0", dark: "#17242d", ink_light: "#16283a", ink_dark: "#d6e0e2"}
      ---
      -- issues/26/index.md --
      ---
      title: 树荫的面积
      date: 2026-08-07
      ---
      """
    ).pages()
    let css = String(decoding: TintSheet.css(for: site.sources.publication), as: UTF8.self)
    #expect(
      css == """
        .tint-27 { --tint: #dbe2e0; --tint-ink: #16283a; }
        @media (prefers-color-scheme: dark) {
        .tint-27 { --tint: #17242d; --tint-ink: #d6e0e2; }
        }
        @media print {
        .tint-27 { --tint: #fff; --tint-ink: #000; }
        }

        """)
  }

  @Test("印章图里的字是转义过的文字")
  func seal() {
    let svg = String(decoding: SealIcon.svg(mark: "<"), as: UTF8.self)
    #expect(svg.contains(">&lt;</text>"))
    #expect(!svg.contains("><<"))
  }
}
