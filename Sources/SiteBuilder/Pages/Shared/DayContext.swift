import CivilTime
import Theming

/// A date, cut into the pieces that a page sets apart.
final class DayContext: TemplateContext {
  let iso: String
  let long: String
  let short: String
  let monthAndDay: String
  let month: String
  let number: Int
  let weekday: String

  init(_ day: Day, clock: Instant? = nil, in wording: Wording) {
    iso = clock?.rfc3339 ?? day.iso
    long = wording.date(day)
    short = String(day.iso.dropFirst(5))
    monthAndDay = wording.monthAndDay(day)
    month = wording.month(day)
    number = day.day
    weekday = wording.weekday(day)
  }

  static let shape = Shape<DayContext>(
    "day",
    [
      .text("iso", "For `datetime`: `2026-11-28`, with the time where there is one.") { $0.iso },
      .text("long", "2026年11月28日.") { $0.long },
      .text("short", "11-28, for lists.") { $0.short },
      .text("month_day", "11月28日.") { $0.monthAndDay },
      .text("month", "11月.") { $0.month },
      .number("number", "The day of the month: 28.") { $0.number },
      .text("weekday", "周六.") { $0.weekday },
    ])
}
