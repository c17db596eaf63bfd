import CivilTime
import Magazine

/// Events that are over and say that they were called off. What coming to an event has earned is taken
/// back when its page says so: right for one that was not held, and a slip for one that was.
///
/// It may also never have been held, and nobody come: then there is nothing to take back. So it is said in
/// the conditional, and not for ever.
struct LateCancellations {
  /// How long after an event's end it is spoken of. A slip is made when the event is fresh; a page that was
  /// called off long ago has had its effect, and would be warned of with every check.
  private static let days = 30

  private(set) var diagnostics: [Diagnostic] = []

  init(_ publication: Publication, _ options: BuildOptions) {
    // Without a club nobody has points, and without “points” coming to an event earns none.
    guard publication.club != nil else { return }
    for event in publication.events
    where event.isCancelled && event.points ?? 0 > 0 && Self.isFresh(event, options.asOf) {
      let file = "\(options.content)/\(event.source.path)"
      let bytes = try? FileBytes.read(file, atMost: .text)
      diagnostics.append(
        Diagnostic(
          .warning, root: options.content, path: event.source.path,
          position: bytes.flatMap { Source.position(of: "cancelled", in: $0) },
          message: "the event is over and “cancelled”: points that were given for coming to it are"
            + " taken back as soon as the server reads it",
          remedy: "take “cancelled” away if the event was held; if it was not, nothing is lost, and"
            + " without “points” nothing is said"))
    }
  }

  private static func isFresh(_ event: Event, _ now: Instant) -> Bool {
    event.isOver(at: now) && now.day <= (event.end ?? event.start).day.adding(days: days)
  }
}
