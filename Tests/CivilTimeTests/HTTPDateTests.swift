import CivilTime
import Testing

@Suite("CivilTime: dates as HTTP writes them")
struct HTTPDateTests {
  private let now: Instant

  init() throws {
    now = try #require(Instant("2026-11-28 09:30"))
  }

  @Test(
    "all three forms of RFC 9110 are read, and the first is written",
    arguments: [
      ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
      ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
      ("Sun Nov  6 08:49:37 1994", 784_111_777),
      ("Sun, 22 Nov 2026 02:00:00 GMT", 1_795_312_800),
      ("Sat, 28 Nov 2026 01:30:00 GMT", 1_795_829_400),
      ("Tuesday, 01-Dec-26 00:00:00 GMT", 1_796_083_200),
      ("Thu, 29 Feb 2024 23:59:60 GMT", 1_709_251_200),
      ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
      ("Wed, 31 Dec 1969 23:59:59 GMT", -1),
    ] as [(String, Int64)])
  func read(text: String, seconds: Int64) throws {
    #expect(HTTPDate.instant(text, at: now)?.milliseconds == seconds * 1000)
    let written = HTTPDate.text(secondsSinceEpoch: Int(seconds))
    #expect(HTTPDate.instant(written, at: now)?.milliseconds == seconds * 1000)
    #expect(text.count != written.count || text.contains(":60") || text == written)
  }

  @Test("a year of two digits is at most fifty years ahead")
  func years() throws {
    func year(_ digits: String) -> Int? {
      HTTPDate.instant("Monday, 01-Jun-\(digits) 00:00:00 GMT", at: now)?.day.year
    }
    #expect(["26", "76", "77", "94", "00"].map(year) == [2026, 2076, 1977, 1994, 2000])
  }

  @Test(
    "what is no such date is none",
    arguments: [
      "", "120", "soon", "Sun", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
      "Sun, 06 Nov 1994 08:49:61 GMT", "Sun, 06 Nov 1994 08:49 GMT",
      "Sun, 06 Nov 1994 08:49:37 CST",
      "Sun, 06 Nov 994 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT", "2026-11-28T09:30:00+08:00",
      "Sun, -6 Nov 1994 08:49:37 GMT", "Sun, 006 Nov 1994 08:49:37 GMT",
      "周日, 06 Nov 1994 08:49:37 GMT",
    ])
  func refused(text: String) {
    #expect(HTTPDate.instant(text, at: now) == nil)
  }
}
