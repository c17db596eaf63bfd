import Club

/// What facts on the disk have touched, so that only the pages that show it are built again.
public struct Change: Hashable, Sendable {
  /// The slugs of the events whose seats or terms have changed.
  public var events: Set<String> = []
  /// The slugs of the rewards whose stock or terms have changed.
  public var rewards: Set<String> = []
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
    rewards.formUnion(other.rewards)
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
    case .rewards(.redeemed(let voucher)): rewards.insert(voucher.reward.text)
    case .rewards(.cancelled(_, let reward, _)), .rewards(.lapsed(_, let reward, _)),
      .rewards(.stockCorrected(let reward, _)), .terms(.rewardWithdrawn(let reward)):
      rewards.insert(reward.text)
    case .rewards(.used): break
    case .terms(.rewardAdopted(let terms)): rewards.insert(terms.slug.text)
    case .terms(.rulesAdopted): break
    case .registration(.attended): break
    case .staff, .family, .profile, .tiers, .newsletter: break
    }
  }
}
