import CivilTime

/// What an editor gives as a time: a day, a point in time, or a clock time of a day named elsewhere.
enum Moment: Sendable, Equatable {
  case day(Day)
  case instant(Instant)
  case clock(hour: Int, minute: Int)

  /// Reads `2026-11-28`, `2026-11-28 09:30` or `9:30`.
  init?(_ text: String) {
    if let day = Day(text) {
      self = .day(day)
    } else if let instant = Instant(text) {
      self = .instant(instant)
    } else if let (hour, minute) = Moment.clock(text) {
      self = .clock(hour: hour, minute: minute)
    } else {
      return nil
    }
  }

  /// The beginning of the day, or the point in time; a clock time is taken on `day`.
  func instant(on day: Day?) -> Instant? {
    switch self {
    case .day(let day): Instant(day)
    case .instant(let instant): instant
    case .clock(let hour, let minute): day.map { Instant($0, hour: hour, minute: minute) }
    }
  }

  /// The end of the day, or the point in time; a clock time is taken on `day`.
  func end(on day: Day?) -> Instant? {
    guard case .day(let own) = self else { return instant(on: day) }
    return Instant(own.adding(days: 1))
  }

  /// The text as it should have been written, where its numbers name an existing day:
  /// `2026/11/7`, `2026年11月7日`, `2026-11-7 9:30`.
  static func repaired(_ text: String, withTime: Bool) -> String? {
    let numbers = text.unicodeScalars.split { !isDigit($0) }.compactMap { digits in
      Int(String(String.UnicodeScalarView(digits.map(halfWidth))))
    }
    guard numbers.count >= 3, let day = Day(year: numbers[0], month: numbers[1], day: numbers[2])
    else { return nil }
    guard withTime, numbers.count >= 5, numbers[3] < 24, numbers[4] < 60 else {
      return numbers.count == 3 ? day.iso : nil
    }
    let instant = Instant(day, hour: numbers[3], minute: numbers[4])
    return "\(day.iso) \(instant.clock)"
  }

  private static func clock(_ text: String) -> (Int, Int)? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
      text.utf8.allSatisfy({ $0 == UInt8(ascii: ":") || (0x30...0x39).contains($0) }),
      let hour = Int(parts[0]), hour < 24, let minute = Int(parts[1]), minute < 60
    else { return nil }
    return (hour, minute)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value) || (0xFF10...0xFF19).contains(scalar.value)
  }

  private static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar.value >= 0xFF10 ? Unicode.Scalar(UInt8(scalar.value - 0xFF10 + 0x30)) : scalar
  }
}
