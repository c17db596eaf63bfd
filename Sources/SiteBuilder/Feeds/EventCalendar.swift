import CivilTime
import Magazine

/// Events for the calendars of readers, as RFC 5545 has them, in one edition of the site: one event, or
/// all of them to subscribe to.
///
/// It says what front matter says and nothing of the texts, so an edit that leaves front matter alone
/// leaves it alone too.
struct EventCalendar: Sendable {
  let sources: PageSources
  /// The Traditional edition, where the file is one of its.
  let edition: EditionTexts?
  /// The file's URL in the Simplified edition.
  let home: String
  /// The events, as places in `Publication.events`.
  let events: [Int]

  /// The calendar of all events.
  static let allURL = "/events/events.ics"
  static let type = "text/calendar"
  private static let zone = "Asia/Shanghai"

  /// The calendar of one event.
  static func url(of event: Event) -> String { event.url + "event.ics" }

  /// Every calendar of a site: of all events, and of each.
  static func all(of sources: PageSources, in edition: EditionTexts?) -> [EventCalendar] {
    let events = sources.publication.events
    guard !events.isEmpty else { return [] }
    return (edition.map { [nil, $0] } ?? [nil]).flatMap { edition in
      [
        EventCalendar(
          sources: sources, edition: edition, home: allURL, events: Array(events.indices))
      ]
        + events.map {
          EventCalendar(sources: sources, edition: edition, home: url(of: $0), events: [$0.id])
        }
    }
  }

  /// The file of the site.
  var file: SiteFile {
    let prefix = edition == nil ? "" : TraditionalEdition.prefix
    return SiteFile(path: SitePath.file(of: prefix + home), content: .made { bytes() })
  }

  func bytes() -> [UInt8] {
    var calendar = CalendarText()
    calendar.line("BEGIN", "VCALENDAR")
    calendar.line("VERSION", "2.0")
    calendar.line("PRODID", "-//Huikan//NONSGML Huikan//EN")
    if home == Self.allURL {
      // RFC 7986 and what programs read that are older.
      let name = text(sources.publication.site.title)
      calendar.text("NAME", name)
      calendar.text("X-WR-CALNAME", name)
      calendar.line("REFRESH-INTERVAL;VALUE=DURATION", "P1D")
      calendar.line("X-PUBLISHED-TTL", "P1D")
    }
    writeZone(&calendar)
    for id in events { write(sources.publication.events[id], &calendar) }
    calendar.line("END", "VCALENDAR")
    return calendar.bytes
  }

  /// The club's zone, which has kept UTC+8 since 1991.
  private func writeZone(_ calendar: inout CalendarText) {
    calendar.line("BEGIN", "VTIMEZONE")
    calendar.line("TZID", Self.zone)
    calendar.line("BEGIN", "STANDARD")
    calendar.line("DTSTART", "19700101T000000")
    calendar.line("TZOFFSETFROM", "+0800")
    calendar.line("TZOFFSETTO", "+0800")
    calendar.line("TZNAME", "CST")
    calendar.line("END", "STANDARD")
    calendar.line("END", "VTIMEZONE")
  }

  private func write(_ event: Event, _ calendar: inout CalendarText) {
    calendar.line("BEGIN", "VEVENT")
    calendar.text("UID", identifier(event))
    // The day that the site is built for, by which a later state is told from an earlier one. What has
    // begun is stamped with its own beginning, so that its file stays as it is from then on.
    calendar.line("DTSTAMP", Self.universal(min(Instant(sources.asOf.day), event.start)))
    writeTimes(event, &calendar)
    calendar.text("SUMMARY", text(event.title))
    let places = [event.city, event.place, event.address].compactMap { $0 }.filter { !$0.isEmpty }
    if !places.isEmpty { calendar.text("LOCATION", text(places.joined(separator: " · "))) }
    calendar.text("DESCRIPTION", event.summary.map { text($0) })
    if let base = sources.baseURL {
      calendar.line("URL", base + (edition?.place(event.url) ?? event.url))
    }
    calendar.line("STATUS", event.isCancelled ? "CANCELLED" : "CONFIRMED")
    calendar.line("END", "VEVENT")
  }

  private func writeTimes(_ event: Event, _ calendar: inout CalendarText) {
    guard !event.isAllDay else {
      // The day behind the last one: an end is no part of what it ends.
      let last = EventCardContext.lastDay(of: event) ?? event.start.day
      calendar.line("DTSTART;VALUE=DATE", Self.digits(event.start.day))
      calendar.line("DTEND;VALUE=DATE", Self.digits(last.adding(days: 1)))
      return
    }
    calendar.line("DTSTART;TZID=\(Self.zone)", Self.local(event.start))
    if let end = event.end { calendar.line("DTEND;TZID=\(Self.zone)", Self.local(end)) }
  }

  /// What tells an event from every other for ever, in either edition: its name in the club's journal
  /// and the site's.
  private func identifier(_ event: Event) -> String {
    let name = SitePath.encode(event.slug)
    guard let base = sources.baseURL, let scheme = base.firstRange(of: "://") else {
      let mark = ContentHash.short(Array(sources.publication.site.title.utf8))
      return "\(name)@huikan-\(mark).invalid"
    }
    return "\(name)@\(base[scheme.upperBound...].prefix { $0 != "/" })"
  }

  /// A text in the script of the edition.
  private func text(_ text: String) -> String { edition?.texts.text(text) ?? text }

  private static func digits(_ day: Day) -> String { day.iso.filter { $0 != "-" } }

  private static func local(_ instant: Instant) -> String {
    "\(digits(instant.day))T\(instant.rfc3339.dropFirst(11).prefix(8).filter { $0 != ":" })"
  }

  private static func universal(_ instant: Instant) -> String {
    local(instant.adding(milliseconds: -Instant.shanghaiOffset)) + "Z"
  }
}
