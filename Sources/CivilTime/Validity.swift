/// How long points are good. The last day is inclusive: what is good through 31 December can be spent
/// all of that day in Shanghai, and lapses with its end.
public enum Validity: Hashable, Sendable {
  /// 长期有效: the points never lapse.
  case unlimited
  /// 滚动有效: through the same day so many months after the business date.
  case months(Int)
  /// 年底清零: through 31 December so many years after the business date's own; 0 is the same year.
  case yearEnd(Int)
  /// 半年一批: through the end of the business date's half of the year, so many years on; 0 is the same.
  case halfYearEnd(Int)
  /// 固定日期: through this day, whenever they were given.
  case through(Day)

  /// The last day on which points of a business date are good; nil where they never lapse.
  public func lastDay(of businessDate: Day) -> Day? {
    switch self {
    case .unlimited: nil
    case .months(let months): businessDate.adding(months: months)
    case .yearEnd(let years): Day(year: businessDate.year + years, month: 12, day: 31)
    case .halfYearEnd(let years):
      businessDate.month <= 6
        ? Day(year: businessDate.year + years, month: 6, day: 30)
        : Day(year: businessDate.year + years, month: 12, day: 31)
    case .through(let day): day
    }
  }
}

extension Validity {
  /// `unlimited`, `24 months`, `year-end`, `year-end+1`, `half-year-end+1`, `2027-12-31`: as content and
  /// journal write it.
  public var text: String {
    switch self {
    case .unlimited: "unlimited"
    case .months(let months): "\(months) months"
    case .yearEnd(let years): years == 0 ? "year-end" : "year-end+\(years)"
    case .halfYearEnd(let years): years == 0 ? "half-year-end" : "half-year-end+\(years)"
    case .through(let day): day.iso
    }
  }

  /// Reads what `text` writes, and nothing else: 1 to 600 months, 0 to 50 years, a day before 2140.
  public init?(_ text: String) {
    if text == "unlimited" {
      self = .unlimited
    } else if text == "year-end" {
      self = .yearEnd(0)
    } else if text == "half-year-end" {
      self = .halfYearEnd(0)
    } else if text.hasPrefix("half-year-end+"), let years = Int(text.dropFirst(14)),
      (1...50).contains(years)
    {
      self = .halfYearEnd(years)
    } else if text.hasPrefix("year-end+"), let years = Int(text.dropFirst(9)),
      (1...50).contains(years)
    {
      self = .yearEnd(years)
    } else if text.hasSuffix(" months"), let months = Int(text.dropLast(7)),
      (1...600).contains(months)
    {
      self = .months(months)
    } else if let day = Day(text), (1990..<2140).contains(day.year) {
      self = .through(day)
    } else {
      return nil
    }
    guard self.text == text else { return nil }
  }
}
