public import CivilTime

/// Why a rule gives nothing.
public enum EarningRejection: Hashable, Sendable {
  /// The rule wants other facts than were given: these.
  case needsDiffer(Code, needs: Set<PointRule.Need>)
  /// The rule does not hold on that day.
  case notInForce(Code, Term)
  /// The rule gives its points by itself.
  case givenByItself(Code)
  /// The rule is for members of other tiers: these.
  case tierNeeded(Code, tiers: [Code])
  /// A cap leaves nothing to give.
  case capReached(Code, Cap)
  /// The rule gives points once, and did so by that entry.
  case onlyOnce(Code, Period, by: EntryID)
  /// What it refers to has been awarded already, by that entry.
  case alreadyAwarded(by: EntryID)
  /// An award for the same waits for a second person.
  case alreadyRequested(ApprovalID)
  /// It comes to less than one point.
  case nothingEarned(Code)
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
