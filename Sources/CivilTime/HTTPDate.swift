/// Dates as HTTP writes them (RFC 9110, section 5.6.7).
public enum HTTPDate {
  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `Sun, 22 Nov 2026 02:00:00 GMT`.
  ///
  /// - Parameter seconds: seconds since 1970-01-01 00:00 UTC.
  /// - Returns: the date in its first form.
  public static func text(secondsSinceEpoch seconds: Int) -> String {
    let dayNumber = Int(Int64(seconds).flooredQuotient(86_400))
    let rest = seconds - dayNumber * 86_400
    let day = Day(daysSinceEpoch: dayNumber)
    let date = "\(twoDigits(day.day)) \(months[day.month - 1]) \(day.year)"
    let time = "\(twoDigits(rest / 3600)):\(twoDigits(rest / 60 % 60)):\(twoDigits(rest % 60))"
    return "\(weekdays[day.weekday - 1]), \(date) \(time) GMT"
  }

  /// Reads a date in any of the three forms that everybody has to read: `Sun, 06 Nov 1994 08:49:37 GMT`, and, as they were
  /// once written, `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`. The name of the weekday is not checked
  /// against the date.
  ///
  /// - Parameters:
  ///   - text: the header's value.
  ///   - now: the time; a year of two digits is never more than fifty years ahead of it.
  /// - Returns: nil where it is no such date.
  public static func instant(_ text: some StringProtocol, at now: Instant) -> Instant? {
    let words = text.utf8.split(omittingEmptySubsequences: true) { " ,-".utf8.contains($0) }
      .map { String(decoding: Array($0), as: UTF8.self) }
    guard let weekday = words.first, weekdays.contains(where: weekday.hasPrefix) else { return nil }
    switch words.count {
    case 6 where words[5] == "GMT" && words[1].utf8.count == 2:
      return instant(words[3], words[2], words[1], words[4], now)
    case 5: return instant(words[4], words[1], words[2], words[3], now)
    default: return nil
    }
  }

  private static func instant(
    _ year: String, _ month: String, _ day: String, _ time: String, _ now: Instant
  ) -> Instant? {
    let clock = Array(time.utf8)
    guard let month = months.firstIndex(of: month), (1...2).contains(day.utf8.count),
      let dayOfMonth = decimal(day.utf8), let year = self.year(year, now),
      let day = Day(year: year, month: month + 1, day: dayOfMonth),
      clock.count == 8, clock[2] == UInt8(ascii: ":"), clock[5] == UInt8(ascii: ":"),
      let hour = decimal(clock[0..<2]), hour < 24, let minute = decimal(clock[3..<5]), minute < 60,
      // A minute may have one second more.
      let second = decimal(clock[6..<8]), second <= 60
    else { return nil }
    return Instant(day, hour: hour, minute: minute, second: second)
      .adding(milliseconds: Instant.shanghaiOffset)
  }

  private static func year(_ text: String, _ now: Instant) -> Int? {
    guard let year = decimal(text.utf8) else { return nil }
    switch text.utf8.count {
    case 4: return year
    case 2:
      let this = now.day.year
      let guess = this / 100 * 100 + year
      return guess > this + 50 ? guess - 100 : guess
    default: return nil
    }
  }
}
