import Magazine

/// Events that are over and say that they were called off. What coming to an event has earned is taken
/// back when its page says so: right for one that was not held, and a slip for one that was.
struct LateCancellations {
  private(set) var diagnostics: [Diagnostic] = []

  init(_ publication: Publication, _ options: BuildOptions) {
    // Without a club nobody has points, and without “points” coming to an event earns none.
    guard publication.club != nil else { return }
    for event in publication.events
    where event.isCancelled && event.isOver(at: options.asOf) && event.points ?? 0 > 0 {
      let file = "\(options.content)/\(event.source.path)"
      let bytes = try? FileBytes.read(file, atMost: .text)
      diagnostics.append(
        Diagnostic(
          .warning, root: options.content, path: event.source.path,
          position: bytes.flatMap { Source.position(of: "cancelled", in: $0) },
          message: "the event is over, and “cancelled” takes back the points that coming to it has"
            + " earned, as soon as the server reads it",
          remedy: "take “cancelled” away if the event was held; if it was not, take “points” away,"
            + " for nobody earned any"))
    }
  }
}
