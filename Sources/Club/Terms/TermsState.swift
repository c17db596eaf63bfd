/// What was adopted from the content: decisions depend on this, never on files.
public struct TermsState: Sendable, Hashable {
  private var events: [Code: EventTerms] = [:]
  private var withdrawn: Set<Code> = []

  /// The versions of the consent text that were ever adopted, in the order of their adoption.
  public private(set) var consents: [Code] = []

  /// The club's rules; empty until some were adopted.
  public private(set) var rules = ClubRules()

  /// An event that is in the content; nil where there is none with this slug.
  public func event(_ slug: Code) -> EventTerms? {
    withdrawn.contains(slug) ? nil : events[slug]
  }

  /// All events that are in the content, the earliest first.
  public var currentEvents: [EventTerms] {
    events.values.filter { !withdrawn.contains($0.slug) }
      .sorted { ($0.start, $0.slug) < ($1.start, $1.slug) }
  }

  /// An event that is or was in the content: registrations outlive their page.
  public func knownEvent(_ slug: Code) -> EventTerms? { events[slug] }

  mutating func apply(_ fact: TermsFact) {
    switch fact {
    case .rulesAdopted(let rules):
      self.rules = rules
      if let consent = rules.consent, !consents.contains(consent) { consents.append(consent) }
    case .eventAdopted(let event):
      events[event.slug] = event
      withdrawn.remove(event.slug)
    case .eventWithdrawn(let slug):
      withdrawn.insert(slug)
    }
  }
}
