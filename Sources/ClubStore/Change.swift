import Club

/// What facts on the disk have touched, so that only the pages that show it are built again.
public struct Change: Hashable, Sendable {
  /// The slugs of the events whose seats or terms have changed.
  public var events: Set<String> = []
  /// Whether the totals of the points have changed.
  public var totals = false
  /// Whether the number of members has changed.
  public var members = false
  /// The last record that is taken into account.
  public var upTo: UInt64 = 0

  init(_ facts: [Fact], sequence: Int) {
    upTo = UInt64(sequence)
    for fact in facts { add(fact) }
  }

  mutating func merge(_ other: Change) {
    events.formUnion(other.events)
    totals = totals || other.totals
    members = members || other.members
    upTo = max(upTo, other.upTo)
  }

  private mutating func add(_ fact: Fact) {
    switch fact {
    case .membership(.joined), .membership(.left): members = true
    case .membership: break
    case .points: totals = true
    case .approval: break
    case .registration(.seated(let event, _)), .registration(.waitlisted(let event, _, _)),
      .registration(.cancelled(_, let event, _)), .registration(.promoted(_, let event, _)),
      .terms(.eventWithdrawn(let event)):
      events.insert(event.text)
    case .terms(.eventAdopted(let terms)): events.insert(terms.slug.text)
    case .terms(.rulesAdopted): break
    case .registration(.attended): break
    case .staff: break
    }
  }
}
