import CivilTime
import Testing

@Suite("CivilTime: days and instants of Asia/Shanghai")
struct CivilTimeTests {
  @Test(
    "a day, its number, its weekday",
    arguments: [
      ("1970-01-01", 0, 4), ("2000-02-29", 11_016, 2), ("2026-11-22", 20_779, 7),
      ("1969-12-31", -1, 3), ("0001-01-01", -719_162, 1), ("9999-12-31", 2_932_896, 5),
    ])
  func daysAndNumbers(text: String, number: Int, weekday: Int) throws {
    let day = try #require(Day(text))
    #expect(day.daysSinceEpoch == number)
    #expect(day.weekday == weekday)
    #expect(Day(daysSinceEpoch: number) == day)
    #expect(day.iso == text)
  }

  @Test("every day of eight centuries goes to its number and back")
  func roundTrip() {
    for number in stride(from: -146_097, through: 146_097, by: 1) {
      #expect(Day(daysSinceEpoch: number).daysSinceEpoch == number)
    }
  }

  @Test(
    "what is not a day is refused",
    arguments: [
      "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "20261122", "2026/11/22", "",
      "２０２６-11-22",
      "2026-11-22 ", "0000-01-01",
    ])
  func notDays(text: String) {
    #expect(Day(text) == nil)
  }

  @Test(
    "months are added to the last day that exists",
    arguments: [
      ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"),
      ("2026-11-22", 12, "2027-11-22"), ("2026-03-31", -1, "2026-02-28"),
      ("2026-01-15", -1, "2025-12-15"), ("2024-02-29", 12, "2025-02-28"),
    ])
  func months(from: String, months: Int, to: String) throws {
    #expect(try #require(Day(from)).adding(months: months).iso == to)
  }

  @Test(
    "an instant is read in Shanghai unless it says otherwise",
    arguments: [
      ("2026-11-28 09:30", "2026-11-28T09:30:00+08:00"),
      ("2026-11-28T09:30:15", "2026-11-28T09:30:15+08:00"),
      ("2026-11-28T01:30:00Z", "2026-11-28T09:30:00+08:00"),
      ("2026-11-27T20:30:00-05:00", "2026-11-28T09:30:00+08:00"),
    ])
  func instants(text: String, shown: String) throws {
    #expect(try #require(Instant(text)).rfc3339 == shown)
  }

  @Test("midnight in Shanghai starts the day")
  func midnight() throws {
    let day = try #require(Day("2026-11-28"))
    let start = Instant(day)
    #expect(start.day == day)
    #expect(start.adding(milliseconds: -1).day == day.adding(days: -1))
    #expect(start.adding(milliseconds: -1).clock == "23:59")
    #expect(Instant(milliseconds: -1).day.iso == "1970-01-01")
  }

  @Test(
    "what is not a local time is refused",
    arguments: ["2026-11-28", "2026-11-28 24:00", "2026-11-28 9:30", "2026-11-28 09:30+8", "明天"])
  func notInstants(text: String) {
    #expect(Instant(text) == nil)
  }
}
