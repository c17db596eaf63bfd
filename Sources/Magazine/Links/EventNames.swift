/// What the name of an event leads to.
public enum EventTarget: Sendable {
  /// The event.
  case event(Event)
  /// Nothing: why, and what to write instead, each in one sentence without a full stop.
  case broken(reason: String, remedy: String)
}

extension Publication {
  /// The event that a text means.
  ///
  /// - Parameter name: its slug, `open-day`; a path or URL that ends with it will do as well:
  ///   `/events/open-day.md`, `/events/open-day/`.
  /// - Returns: the event, or why there is none.
  public func event(named name: String) -> EventTarget {
    let slug = Self.slug(in: name)
    if let event = events.first(where: { $0.slug == slug }) { return .event(event) }
    for path in ["events/\(slug).md", "events/\(slug)/index.md"] {
      if case .withheld(let reason)? = addresses.places[path] {
        return .broken(
          reason: "the event “\(slug)” is not published: \(reason)",
          remedy: "publish it too, or take this out until then")
      }
    }
    return .broken(
      reason: "there is no event “\(slug)”",
      remedy: Nearest.remedy(for: slug, among: events.map(\.slug), noun: "events"))
  }

  private static func slug(in name: String) -> String {
    var rest = name[...]
    if rest.hasSuffix("/") { rest.removeLast() }
    if let slash = rest.lastIndex(of: "/") { rest = rest[rest.index(after: slash)...] }
    return String(rest.hasSuffix(".md") ? rest.dropLast(3) : rest)
  }
}
