import CivilTime
import Magazine
import Testing

@testable import SiteBuilder

@Suite("活动的日历文件：逐字节，简繁两版")
struct EventCalendarTests {
  private static let site = """
    -- site.yml --
    title: 檐声
    base_url: https://a.example
    traditional: s2tw
    -- events/open-day.md --
    ---
    title: 开放日, 看; 里\\面
    start: 2026-11-28 09:30
    end: 11:30
    place: 北门
    address: 观澜路1号
    city: 临津
    summary: 水电封板之前的最后一次，请穿平底鞋，安全帽现场领取；十二岁以下请由监护人报名。
    ---
    来看。
    -- events/walk.md --
    ---
    title: 两天的路
    start: 2026-12-31
    end: 2027-01-01
    place: 江边
    cancelled: true
    ---
    -- events/past.md --
    ---
    title: 雨林夜
    start: 2026-11-01 19:00
    place: 花园
    ---

    """

  private func built(_ text: String = site) throws -> TestSite {
    let site = try TestSite(text)
    try site.build()
    return site
  }

  private static func calendar(_ events: [String]) -> String {
    """
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//Huikan//NONSGML Huikan//EN
    BEGIN:VTIMEZONE
    TZID:Asia/Shanghai
    BEGIN:STANDARD
    DTSTART:19700101T000000
    TZOFFSETFROM:+0800
    TZOFFSETTO:+0800
    TZNAME:CST
    END:STANDARD
    END:VTIMEZONE
    \(events.joined(separator: "\n"))
    END:VCALENDAR

    """.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
  }

  @Test("An event, octet for octet: escaped, folded between characters, stamped with the day")
  func octets() throws {
    let site = try built()
    let event = """
      BEGIN:VEVENT
      UID:open-day@a.example
      DTSTAMP:20261121T160000Z
      DTSTART;TZID=Asia/Shanghai:20261128T093000
      DTEND;TZID=Asia/Shanghai:20261128T113000
      SUMMARY:开放日\\, 看\\; 里\\\\面
      LOCATION:临津 · 北门 · 观澜路1号
      DESCRIPTION:水电封板之前的最后一次，请穿平底鞋，安全帽
       现场领取；十二岁以下请由监护人报名。
      URL:https://a.example/events/open-day/
      STATUS:CONFIRMED
      END:VEVENT
      """
    #expect(site.page("events/open-day/event.ics") == Self.calendar([event]))
  }

  @Test("Whole days end on the day behind them, and what was called off says so")
  func days() throws {
    let site = try built()
    let event = """
      BEGIN:VEVENT
      UID:walk@a.example
      DTSTAMP:20261121T160000Z
      DTSTART;VALUE=DATE:20261231
      DTEND;VALUE=DATE:20270102
      SUMMARY:两天的路
      LOCATION:江边
      URL:https://a.example/events/walk/
      STATUS:CANCELLED
      END:VEVENT
      """
    #expect(site.page("events/walk/event.ics") == Self.calendar([event]))
  }

  @Test("All of them to subscribe to, the earliest first, with the magazine's name")
  func all() throws {
    let text = try #require(built().page("events/events.ics"))
    let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
    #expect(lines.last == "")
    #expect(
      lines.filter { $0.hasPrefix("UID:") } == [
        "UID:past@a.example", "UID:open-day@a.example", "UID:walk@a.example",
      ])
    #expect(lines.contains("X-WR-CALNAME:檐声") && lines.contains("NAME:檐声"))
    // No line is longer than 75 octets, and none breaks a character.
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      #expect(line.count - 1 <= 75)
      #expect(String(validating: line, as: UTF8.self) != nil)
    }
    #expect(lines.count { $0 == "BEGIN:VTIMEZONE" } == 1)
  }

  @Test("The Traditional edition has its own: the same event, in its script, with its address")
  func traditional() throws {
    let site = try built()
    let text = try #require(site.page("hant/events/open-day/event.ics"))
    #expect(text.contains("\r\nUID:open-day@a.example\r\n"))
    #expect(text.contains("\r\nSUMMARY:開放日\\, 看\\; 裡\\\\面\r\n"))
    #expect(text.contains("\r\nURL:https://a.example/hant/events/open-day/\r\n"))
    #expect(site.page("hant/events/events.ics")?.contains("X-WR-CALNAME:簷聲\r\n") == true)
  }

  @Test("Pages lead to them, each edition to its own; texts may, too")
  func pages() throws {
    let site = try TestSite(
      Self.site
        + "-- articles/year.md --\n# 一年\n[日历](/events/events.ics)与[一场](/events/walk/event.ics)。\n")
    site.options.themes = RepositoryTheme.root + "/Themes"
    site.options.theme = "jia"
    try site.build()
    let link = "href=\"/events/open-day/event.ics\" type=\"text/calendar\">加入日历</a>"
    #expect(site.page("events/open-day/index.html")?.contains(link) == true)
    #expect(
      site.page("hant/events/open-day/index.html")?
        .contains("href=\"/hant/events/open-day/event.ics\" type=\"text/calendar\">加入日曆</a>")
        == true)
    // What is over or called off is nothing to go to.
    #expect(site.page("events/walk/index.html")?.contains("event.ics") == false)
    #expect(site.page("events/past/index.html")?.contains("event.ics") == false)
    #expect(site.page("events/index.html")?.contains("href=\"/events/events.ics\"") == true)
    let list = site.page("hant/events/index.html")
    #expect(list?.contains("href=\"/hant/events/events.ics\"") == true)
    #expect(
      site.page("articles/year/index.html")?.contains("<a href=\"/events/events.ics\">") == true)
  }

  @Test("Without an address of the site there is no URL, and the name is still its own")
  func withoutAddress() throws {
    let site = try built(Self.site.replacing("base_url: https://a.example\n", with: ""))
    let text = try #require(site.page("events/walk/event.ics"))
    #expect(!text.contains("\r\nURL:"))
    #expect(text.contains(/\r\nUID:walk@huikan-[0-9a-f]+\.invalid\r\n/))
    let none = try built("-- site.yml --\ntitle: 檐声\n")
    #expect(try !none.files.contains { $0.hasSuffix(".ics") })
  }

  @Test("An edit of an event rewrites its file and the list of all; a new word in its text neither")
  func edits() throws {
    let site = try EditedSite(Self.site)
    func changed(_ report: BuildReport) -> [String] {
      (report.changed + report.added + report.removed).filter { $0.hasSuffix(".ics") }.sorted()
    }
    let walk = "---\ntitle: 两天的路\nstart: 2026-12-31\nplace: 江边\n---\n"
    site.test.put("events/walk.md", walk)
    #expect(
      changed(try site.edit(["events/walk.md"])) == [
        "events/events.ics", "events/walk/event.ics", "hant/events/events.ics",
        "hant/events/walk/event.ics",
      ])
    #expect(site.test.page("events/walk/event.ics")?.contains("STATUS:CONFIRMED") == true)
    try site.expectCleanBuild("no longer called off")
    site.test.put("events/walk.md", walk + "沿江走。\n")
    #expect(changed(try site.edit(["events/walk.md"])) == [])
    try site.expectCleanBuild("a text")
    site.test.remove("events/walk.md")
    #expect(
      changed(try site.edit(["events/walk.md"])) == [
        "events/events.ics", "events/walk/event.ics", "hant/events/events.ics",
        "hant/events/walk/event.ics",
      ])
    #expect(try !site.test.files.contains("events/walk/event.ics"))
    try site.expectCleanBuild("gone")
  }

  @Test("What has begun keeps its stamp, so that its file stays as it is")
  func stamps() throws {
    let site = try built()
    let past = try #require(site.page("events/past/event.ics"))
    #expect(past.contains("\r\nDTSTAMP:20261101T110000Z\r\n"))
    site.options.asOf = try #require(Instant("2026-11-25 20:00"))
    let report = try site.build()
    #expect(!report.changed.contains("events/past/event.ics"))
    #expect(
      site.page("events/open-day/event.ics")?.contains("\r\nDTSTAMP:20261124T160000Z\r\n") == true)
  }

  @Test(
    "Text that could end a line or a value ends neither",
    arguments: [
      ("甲\r\n乙", "甲\\n乙"), ("甲\rEND:VEVENT", "甲\\nEND:VEVENT"), ("a\u{0}\u{1B}\u{7F}b", "ab"),
      ("一,二;三\\n", "一\\,二\\;三\\\\n"), ("\t", "\t"),
    ])
  func escapes(_ text: String, _ written: String) {
    var calendar = CalendarText()
    calendar.text("X", text)
    #expect(String(decoding: calendar.bytes, as: UTF8.self) == "X:\(written)\r\n")
  }

  @Test("Folded at 75 octets, the blank before what goes on counted", arguments: 1...4)
  func folds(width: Int) {
    let character = ["a", "é", "檐", "𠮷"][width - 1]
    var calendar = CalendarText()
    calendar.text("X", String(repeating: character, count: 200))
    let lines = calendar.bytes.split(separator: 13)
    let first = (75 - 2) / width
    #expect(lines.first?.count == 2 + first * width)
    // From the second on, each begins with the feed of the one before.
    #expect(lines[1].count == 1 + 1 + (74 / width) * width)
    #expect(
      String(decoding: calendar.bytes, as: UTF8.self).replacing("\r\n ", with: "")
        == "X:" + String(repeating: character, count: 200) + "\r\n")
  }
}
