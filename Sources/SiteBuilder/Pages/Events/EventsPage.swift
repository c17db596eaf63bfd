import CivilTime
import Magazine
import Theming

/// `/events/`: each month as a calendar and in words, then what is over.
struct EventsPage: PageContext {
  var frame: PageFrame
  var months: [MonthContext]
  var past: [EventCardContext]
  var introduction: HTML?
  var calendar: String?

  init(in site: SitePages) {
    let publication = site.sources.publication
    let now = site.sources.asOf
    frame = site.frame(PageIdentity(url: "/events/", subject: .collection))
    months = Self.months(with: publication.events, at: now).map { MonthContext($0, in: site) }
    past = publication.pastEvents(at: now).map { EventCardContext($0, in: site) }
    introduction = site.introduction(of: "/events/")
    calendar = publication.events.isEmpty ? nil : EventCalendar.allURL
  }

  /// The months to show, by their first day: this one where anything happens in it, and every later
  /// one in which something begins.
  static func months(with events: [Event], at now: Instant) -> [Day] {
    let current = firstOfMonth(now.day)
    let starts = Set(events.map { firstOfMonth(max($0.start.day, Self.shownFrom($0, at: now))) })
    return starts.filter { $0 >= current }.sorted()
  }

  /// A long event that has begun stands in the month that is running.
  private static func shownFrom(_ event: Event, at now: Instant) -> Day {
    event.isOver(at: now) ? event.start.day : max(event.start.day, now.day)
  }

  static func firstOfMonth(_ day: Day) -> Day { day.adding(days: 1 - day.day) }

  static func outputs(of site: SitePages) -> [PageOutput] {
    let publication = site.sources.publication
    guard publication.club != nil || !publication.events.isEmpty else { return [] }
    return [
      site.output(
        .events, at: "/events/", source: publication.introduction(of: "/events/")?.source.path,
        showsFigures: true, with: \.events
      ) { EventsPage(in: $0) }
    ]
  }

  static let shape = page(
    .events,
    [
      .list("months", "This month, where anything happens in it, and the later ones.") {
        $0.months
      },
      .flag("has_months", "Whether there are any.") { !$0.months.isEmpty },
      .list("past", "The events that are over, the last first.") { $0.past },
      .flag("has_past", "Whether there are any.") { !$0.past.isEmpty },
      .optionalHTML("introduction", "The text of `pages/events.md`.") { $0.introduction },
      .optionalText(
        "calendar", "Where all events are as a file for calendars (iCalendar), to subscribe to."
      ) { $0.calendar },
    ])
}
