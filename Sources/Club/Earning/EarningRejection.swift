public import CivilTime

/// Why a rule gives nothing.
public enum EarningRejection: Hashable, Sendable {
  /// The rule wants other facts than were given: these, of which some are lacking.
  case needsDiffer(RuleName, needs: Set<PointRule.Need>, lacking: Set<PointRule.Need>)
  /// The rule does not hold on that day.
  case notInForce(RuleName, Term)
  /// The rule gives its points by itself.
  case givenByItself(RuleName)
  /// The rule is for members of other tiers: these.
  case tierNeeded(RuleName, tiers: [TierName])
  /// A cap leaves nothing to give.
  case capReached(RuleName, Cap)
  /// The rule gives points once, and did so by that entry.
  case onlyOnce(RuleName, Period, by: EntryID)
  /// What it refers to has been awarded already, by that entry.
  case alreadyAwarded(by: EntryID)
  /// An award for the same waits for a second person.
  case alreadyRequested(ApprovalID)
  /// It comes to less than one point.
  case nothingEarned(RuleName)
  /// It comes to more points than an entry has.
  case tooManyPoints(Int)
  /// The event's page says nothing of points.
  case eventWithoutPoints(Code)
  /// The event has not begun.
  case eventNotBegun(Code, Instant)

  /// The stable name of the refusal, part of the API's contract.
  public var code: String {
    switch self {
    case .needsDiffer: "rule-needs-differ"
    case .notInForce: "rule-not-in-force"
    case .givenByItself: "given-by-itself"
    case .tierNeeded: "tier-needed"
    case .capReached: "cap-reached"
    case .onlyOnce: "only-once"
    case .alreadyAwarded: "already-awarded"
    case .alreadyRequested: "already-requested"
    case .nothingEarned: "nothing-earned"
    case .tooManyPoints: "too-many-points"
    case .eventWithoutPoints: "event-without-points"
    case .eventNotBegun: "event-not-begun"
    }
  }
}

/// A rule as programs and as people know it.
public struct RuleName: Hashable, Sendable {
  /// The rule's code.
  public let code: Code
  /// The rule's title.
  public let title: String

  /// - Parameters:
  ///   - code: the rule's code.
  ///   - title: the rule's title.
  public init(code: Code, title: String) {
    self.code = code
    self.title = title
  }
}
