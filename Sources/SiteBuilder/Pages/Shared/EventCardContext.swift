import CivilTime
import Magazine
import Theming

/// An event, as lists show it and as its own page opens.
struct EventCardContext: TemplateContext {
  var title: String
  var url: String
  var anchor: String
  var day: DayContext
  var hours: String?
  var starts: String?
  var lastDay: DayContext?
  var place: String
  var city: String?
  var summary: String?
  var outcome: String?
  var report: LinkContext?
  var seats: SeatsContext?
  var points: String?
  var isCancelled: Bool
  var isOver: Bool
  var isOpen: Bool

  init(_ event: Event, in site: SitePages) {
    let wording = site.wording
    let now = site.sources.asOf
    title = event.title
    url = event.url
    anchor = "on-\(event.slug)"
    day = DayContext(event.start.day, clock: event.isAllDay ? nil : event.start, in: wording)
    hours = event.isAllDay ? nil : wording.span(from: event.start, to: event.end)
    starts = event.isAllDay ? nil : event.start.clock
    lastDay = Self.lastDay(of: event).map { DayContext($0, in: wording) }
    place = event.place
    city = event.city
    summary = event.summary
    outcome = event.outcome
    report = event.report.map { site.article($0) }.map {
      LinkContext(title: $0.title, url: $0.url)
    }
    seats = SeatsContext(event, figures: site.sources.figures)
    points = event.points.flatMap { $0 > 0 ? wording.count($0) : nil }
    isCancelled = event.isCancelled
    isOver = event.isOver(at: now)
    isOpen = !event.isCancelled && now < (event.closes ?? event.start) && !isOver
  }

  /// The day on which the event ends, where that is another than the one it begins on.
  static func lastDay(of event: Event) -> Day? {
    guard let end = event.end else { return nil }
    // An end at midnight belongs to the evening before it.
    let last = end.millisecondOfDay == 0 ? end.adding(milliseconds: -1).day : end.day
    return last > event.start.day ? last : nil
  }

  static let shape = Shape<EventCardContext>(
    "event card",
    [
      .text("title", "The event's title.") { $0.title },
      .text("url", "Where its page is.") { $0.url },
      .text("anchor", "Its id in the agenda, to which the calendar's days lead.") { $0.anchor },
      .object("day", "The day it begins.") { $0.day },
      .optionalText("hours", "09:30–11:30; absent where it lasts all day.") { $0.hours },
      .optionalText("starts", "09:30; absent where it lasts all day.") { $0.starts },
      .optional("last_day", "The day it ends, where that is another.") { $0.lastDay },
      .text("place", "Where members meet.") { $0.place },
      .optionalText("city", "The city.") { $0.city },
      .optionalText("summary", "One or two sentences.") { $0.summary },
      .optionalText("outcome", "One line on how it went.") { $0.outcome },
      .optional("report", "The report afterwards.") { $0.report },
      .optional("seats", "The seats; absent where anybody may come 不限人数.") { $0.seats },
      .optionalText("points", "The points for attending.") { $0.points },
      .flag("cancelled", "Whether it was called off.") { $0.isCancelled },
      .flag("over", "Whether it is over.") { $0.isOver },
      .flag("open", "Whether one can still register, if only for the waiting list.") {
        $0.isOpen
      },
    ])
}

/// The seats of an event.
struct SeatsContext: TemplateContext {
  var capacity: String
  var left: String
  var waiting: Int?
  var isFull: Bool

  /// Nil for an event without a number of seats.
  init?(_ event: Event, figures: PublicFigures?) {
    let known = figures?.seats[event.slug]
    guard let seats = known?.capacity ?? event.capacity else { return nil }
    let free = known.map { max(0, seats - $0.taken) }
    capacity = Wording.grouped(seats)
    left = free.map(Wording.grouped) ?? "—"
    waiting = known.flatMap { $0.waiting > 0 ? $0.waiting : nil }
    isFull = free == 0
  }

  static let shape = Shape<SeatsContext>(
    "seats",
    [
      .text("capacity", "How many there are.") { $0.capacity },
      .text("left", "How many are free; — where no store is open.") { $0.left },
      .optionalNumber("waiting", "How many people wait for one.") { $0.waiting },
      .flag("full", "Whether none is free.") { $0.isFull },
    ])
}
