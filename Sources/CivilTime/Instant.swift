/// A point in time: whole milliseconds since 1970-01-01T00:00:00Z.
///
/// The journal, the rules and the API carry nothing finer and nothing else. The wall clock of the
/// club is Asia/Shanghai, which has kept UTC+8 without summer time since 1991, so a fixed offset is
/// exact for every date that a club can hold and needs no time-zone data on the machine.
public struct Instant: Hashable, Comparable, Sendable {
  /// Milliseconds since the Unix epoch; negative before it.
  public let milliseconds: Int64

  /// The offset of Asia/Shanghai from UTC, in milliseconds.
  public static let shanghaiOffset: Int64 = 8 * 3_600_000

  static let dayLength: Int64 = 86_400_000

  /// - Parameter milliseconds: milliseconds since the Unix epoch.
  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// The instant at which a clock in Shanghai shows `day`, `hour`, `minute` and `second`.
  public init(_ day: Day, hour: Int = 0, minute: Int = 0, second: Int = 0) {
    let seconds = Int64(hour * 3600 + minute * 60 + second)
    milliseconds = Int64(day.daysSinceEpoch) * Self.dayLength + seconds * 1000 - Self.shanghaiOffset
  }

  /// Orders by time.
  public static func < (lhs: Instant, rhs: Instant) -> Bool {
    lhs.milliseconds < rhs.milliseconds
  }

  /// The date that a calendar in Shanghai shows.
  public var day: Day { Day(daysSinceEpoch: daysSinceEpoch) }

  /// The same as a number: days from 1970-01-01 to it.
  public var daysSinceEpoch: Int {
    Int((milliseconds + Self.shanghaiOffset).flooredQuotient(Self.dayLength))
  }

  /// Milliseconds since midnight in Shanghai, 0 ..< 86,400,000.
  public var millisecondOfDay: Int64 {
    let local = milliseconds + Self.shanghaiOffset
    return local - local.flooredQuotient(Self.dayLength) * Self.dayLength
  }

  /// The hour that a clock in Shanghai shows, 0 ... 23.
  public var hour: Int { Int(millisecondOfDay / 3_600_000) }

  /// The minute that a clock in Shanghai shows, 0 ... 59.
  public var minute: Int { Int(millisecondOfDay / 60_000 % 60) }

  /// The second that a clock in Shanghai shows, 0 ... 59.
  public var second: Int { Int(millisecondOfDay / 1000 % 60) }

  /// This instant moved by `milliseconds`.
  public func adding(milliseconds: Int64) -> Instant {
    Instant(milliseconds: self.milliseconds + milliseconds)
  }

  /// This instant moved by `seconds`.
  public func adding(seconds: Int) -> Instant { adding(milliseconds: Int64(seconds) * 1000) }

  /// RFC 3339 in the club's zone, to the second: `2026-11-28T09:30:00+08:00`.
  public var rfc3339: String {
    let day = day
    guard (0...9999).contains(day.year) else {
      return "\(day.iso)T\(twoDigits(hour)):\(twoDigits(minute)):\(twoDigits(second))+08:00"
    }
    let (hour, minute, second) = (hour, minute, second)
    let zone = "+08:00".utf8
    return String(unsafeUninitializedCapacity: 19 + zone.count) { text in
      day.write(to: text)
      text[10] = UInt8(ascii: "T")
      putDecimal(hour, in: text, at: 11)
      text[13] = UInt8(ascii: ":")
      putDecimal(minute, in: text, at: 14)
      text[16] = UInt8(ascii: ":")
      putDecimal(second, in: text, at: 17)
      for (place, byte) in zone.enumerated() { text[19 + place] = byte }
      return 19 + zone.count
    }
  }

  /// `09:30`, as a clock in Shanghai shows it.
  public var clock: String { "\(twoDigits(hour)):\(twoDigits(minute))" }
}

extension Int64 {
  /// Division that rounds toward negative infinity; `divisor` is positive.
  func flooredQuotient(_ divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}

func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
