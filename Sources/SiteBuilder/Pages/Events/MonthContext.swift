import CivilTime
import Magazine
import Theming

/// A month: the calendar is its map, the agenda its text.
struct MonthContext: TemplateContext {
  var name: String
  var year: String
  var full: String
  var anchor: String
  var weekdays: [String]
  var weeks: [WeekContext]
  var events: [EventCardContext]

  init(_ first: Day, in site: SitePages) {
    let now = site.sources.asOf
    let wording = site.wording
    let all = site.sources.publication.events
    let end = first.adding(months: 1)
    name = wording.monthName(first.month)
    year = wording.year(first.year)
    full = wording.monthOfYear(first)
    anchor = "month-\(first.iso.prefix(7))"
    weekdays = wording.weekdayHeads
    events = all.filter { event in
      guard !event.isOver(at: now) else { return false }
      let shown = max(event.start.day, min(now.day, Self.lastDay(of: event)))
      return first <= shown && shown < end
    }.map { EventCardContext($0, in: site) }
    weeks = []
    var monday = first.adding(days: 1 - first.weekday)
    while monday < end {
      let days = (0..<7).map { offset in
        CellContext(monday.adding(days: offset), month: first, events: all, in: site)
      }
      weeks.append(WeekContext(days: days))
      monday = monday.adding(days: 7)
    }
  }

  static func lastDay(of event: Event) -> Day {
    EventCardContext.lastDay(of: event) ?? event.start.day
  }

  static let shape = Shape<MonthContext>(
    "month",
    [
      .text("name", "十一月.") { $0.name },
      .text("year", "2026年.") { $0.year },
      .text("full", "2026年十一月.") { $0.full },
      .text("anchor", "Its id: `month-2026-11`.") { $0.anchor },
      .texts("weekdays", "The heads of the columns, Monday first.") { $0.weekdays },
      .list("weeks", "Its weeks, whole ones, so that days of other months may begin and end it.") {
        $0.weeks
      },
      .list("events", "What is still to come in it.") { $0.events },
      .flag("has_events", "Whether there is anything still to come.") { !$0.events.isEmpty },
    ])
}

/// Seven days.
struct WeekContext: TemplateContext {
  var days: [CellContext]

  static let shape = Shape<WeekContext>(
    "week", [.list("days", "Its seven days, Monday first.") { $0.days }])
}

/// A day of a calendar.
struct CellContext: TemplateContext {
  var number: Int
  var anchor: String?
  var label: String
  var term: String?
  var isOther: Bool
  var isToday: Bool
  var isOver: Bool
  var events: [EventCardContext]

  init(_ day: Day, month: Day, events all: [Event], in site: SitePages) {
    let today = site.sources.asOf.day
    number = day.day
    isOther = day.month != month.month
    isToday = day == today
    isOver = day < today
    term = isOther ? nil : SolarTerm.on(day).map { site.wording.name(of: $0) }
    // A day of another month has its events in that month's own table.
    events =
      isOther
      ? []
      : all.filter { $0.start.day <= day && day <= MonthContext.lastDay(of: $0) }
        .map { EventCardContext($0, in: site) }
    anchor = events.first?.anchor
    label = site.wording.pair(
      site.wording.monthAndDay(day), site.wording.list(events.map(\.title)))
  }

  static let shape = Shape<CellContext>(
    "cell",
    [
      .number("number", "The day of the month.") { $0.number },
      .optionalText("anchor", "Where the agenda speaks of its first event.") { $0.anchor },
      .text("label", "The date and its events, for a screen reader.") { $0.label },
      .optionalText("term", "The solar term 节气 that begins on it.") { $0.term },
      .flag("marked", "Whether any of the next three holds.") {
        $0.isOther || $0.isToday || $0.isOver
      },
      .flag("other", "Whether it belongs to the month before or after.") { $0.isOther },
      .flag("today", "Whether it is today.") { $0.isToday },
      .flag("over", "Whether it is past.") { $0.isOver },
      .list("events", "What happens on it.") { $0.events },
    ])
}
