/// A date of the proleptic Gregorian calendar, without a time and without a zone.
///
/// The conversions are Howard Hinnant's `days_from_civil` and `civil_from_days`
/// (“chrono-Compatible Low-Level Date Algorithms”): integers only, no table, no locale.
public struct Day: Hashable, Comparable, Sendable {
  /// The year; 1 ... 9999 from the checked initialisers.
  public let year: Int
  /// The month, 1 ... 12.
  public let month: Int
  /// The day of the month, 1 ... 31.
  public let day: Int

  /// The date, or nil where the calendar has no such day (30 February, month 13).
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Day.length(ofMonth: month, year: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// The date so many days after 1970-01-01.
  public init(daysSinceEpoch: Int) {
    let shifted = daysSinceEpoch + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Reads `2026-11-28`, and nothing else: four, two and two digits of an existing day.
  public init?(_ text: some StringProtocol) {
    var text = String(text)
    guard let day = text.withUTF8({ Day(digits: $0) }) else { return nil }
    self = day
  }

  /// The same from the bytes of a text.
  package init?(digits bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = decimal(bytes[0..<4]), let month = decimal(bytes[5..<7]),
      let day = decimal(bytes[8..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Orders by date.
  public static func < (lhs: Day, rhs: Day) -> Bool {
    (lhs.year, lhs.month, lhs.day) < (rhs.year, rhs.month, rhs.day)
  }

  /// Days from 1970-01-01 to this date; negative before it.
  public var daysSinceEpoch: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let shiftedMonth = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The day of the week, ISO 8601: Monday is 1, Sunday is 7.
  public var weekday: Int {
    let remainder = (daysSinceEpoch + 3) % 7
    return (remainder < 0 ? remainder + 7 : remainder) + 1
  }

  /// The date `days` later, or earlier where negative.
  public func adding(days: Int) -> Day { Day(daysSinceEpoch: daysSinceEpoch + days) }

  /// The same day so many months later, or the month's last day where it has no such day
  /// (31 January plus one month is 28 or 29 February).
  public func adding(months: Int) -> Day {
    let total = year * 12 + month - 1 + months
    let newYear = Int(Int64(total).flooredQuotient(12))
    let newMonth = total - newYear * 12 + 1
    let newDay = min(day, Day.length(ofMonth: newMonth, year: newYear))
    return Day(unchecked: newYear, newMonth, newDay)
  }

  /// `2026-11-28`.
  public var iso: String {
    guard (0...9999).contains(year) else {
      let padded = String(repeating: "0", count: max(0, 4 - String(year).utf8.count)) + String(year)
      return "\(padded)-\(twoDigits(month))-\(twoDigits(day))"
    }
    return String(unsafeUninitializedCapacity: Day.isoLength) { text in
      write(to: text)
      return Day.isoLength
    }
  }

  static let isoLength = 10

  /// Writes it to the first ten bytes. Every record and every answer holds some, and to put strings together costs
  /// many times as much.
  func write(to text: UnsafeMutableBufferPointer<UInt8>) {
    putDecimal(year / 100, in: text, at: 0)
    putDecimal(year % 100, in: text, at: 2)
    text[4] = UInt8(ascii: "-")
    putDecimal(month, in: text, at: 5)
    text[7] = UInt8(ascii: "-")
    putDecimal(day, in: text, at: 8)
  }

  /// The number of days in a month of a year.
  public static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  private init(unchecked year: Int, _ month: Int, _ day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }
}

/// Writes a number below 100 as two digits.
func putDecimal(_ value: Int, in text: UnsafeMutableBufferPointer<UInt8>, at place: Int) {
  text[place] = UInt8(truncatingIfNeeded: 48 + value / 10)
  text[place + 1] = UInt8(truncatingIfNeeded: 48 + value % 10)
}

func decimal(_ digits: some Collection<UInt8>) -> Int? {
  var value = 0
  for byte in digits {
    guard (0x30...0x39).contains(byte) else { return nil }
    value = value * 10 + Int(byte - 0x30)
  }
  return value
}
