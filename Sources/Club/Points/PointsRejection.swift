public import CivilTime

/// Why the points room refuses.
public enum PointsRejection: Hashable, Sendable {
  /// The account does not hold what is to be spent; so many more are pending.
  case insufficientPoints(balance: Int, needed: Int, pending: Int = 0)
  /// No entry has this name.
  case unknownEntry
  /// The entry has been taken back already, by the entry named.
  case alreadyReversed(by: EntryID)
  /// The entry takes another one back, and so cannot itself be taken back.
  case isReversal
  /// Taking the entry back would leave a debt of so many points, and nobody has allowed it.
  case awardAlreadySpent(balance: Int, debt: Int)
  /// Only a manager may let a member owe points.
  case debtNeedsManager
  /// Nobody lets a member owe, or gives lapsed points anew, for an entry of their own.
  case ownEntry
  /// Nothing says how many points.
  case pointsMissing
  /// No rule has this code; these have.
  case unknownSource(Code, known: [Code])
  /// The rule gives another number of points; `manual` is there for all others.
  case pointsDifferFromRule(RuleName, points: Int)
  /// More has lapsed than goes into one record; the daily run is about to post it.
  case lapsingUnderWay
  /// Points of that business date would have lapsed already.
  case alreadyLapsed(through: Day)
  /// Points that have lapsed meanwhile come back for a while; only a manager may give them.
  case refundNeedsManager(points: Int)
  /// The business date lies after today or before the first day that is accepted.
  case businessDateOutOfRange(earliest: Day, latest: Day)

  /// The stable name of the refusal, part of the API's contract.
  public var code: String {
    switch self {
    case .insufficientPoints: "insufficient-points"
    case .unknownEntry: "unknown-entry"
    case .alreadyReversed: "already-reversed"
    case .isReversal: "entry-is-reversal"
    case .awardAlreadySpent: "award-already-spent"
    case .debtNeedsManager: "debt-needs-manager"
    case .ownEntry: "own-entry"
    case .pointsMissing: "points-missing"
    case .unknownSource: "unknown-source"
    case .pointsDifferFromRule: "points-differ-from-rule"
    case .lapsingUnderWay: "lapsing-under-way"
    case .alreadyLapsed: "already-lapsed"
    case .refundNeedsManager: "refund-needs-manager"
    case .businessDateOutOfRange: "business-date-out-of-range"
    }
  }
}
