public import CivilTime

/// A member has come from one tier to another, as it was noted.
///
/// Nobody sets a tier by it, and nothing is worked out from it: a tier follows from the books and the day. It says
/// what was known when, so that whoever is told of it is told once.
public struct TierChange: Hashable, Sendable {
  /// What it was that changed.
  public enum Cause: String, CaseIterable, Hashable, Sendable {
    /// The member joined.
    case joined
    /// The time of membership was long enough.
    case time
    /// Points were earned, taken back, or too long ago.
    case points
    /// The staff noted another number of homes.
    case homes
    /// What was noted before holds no longer, and not from some later day on, but at all: the tiers were changed
    /// in the content, or an entry was taken back on the day of its posting.
    case revised
  }

  /// The member.
  public var member: MemberNumber
  /// The tier that was noted before; nil for none.
  public var from: Code?
  /// The tier now; nil for none.
  public var to: Code?
  /// Since when, as statements show it.
  public var since: Day
  /// What it was that changed.
  public var cause: Cause

  /// - Parameters:
  ///   - member: the member.
  ///   - from: the tier that was noted before.
  ///   - to: the tier now.
  ///   - since: since when.
  ///   - cause: what it was that changed.
  public init(member: MemberNumber, from: Code?, to: Code?, since: Day, cause: Cause) {
    self.member = member
    self.from = from
    self.to = to
    self.since = since
    self.cause = cause
  }
}

/// What the tier room can be asked to do.
public enum TierCommand: Hashable, Sendable {
  /// Where these members have come to is noted, as far as one record holds it. The club's own doing: what is noted
  /// already is not noted again.
  case note([MemberNumber])
}

/// What has happened in the tier room.
public enum TierFact: Hashable, Sendable {
  /// A member has come to another tier.
  case changed(TierChange)

  /// The member.
  public var member: MemberNumber {
    switch self {
    case .changed(let change): change.member
    }
  }
}

extension TierChange.Cause {
  init(_ cause: TierStep.Cause) {
    self =
      switch cause {
      case .joined: .joined
      case .time: .time
      case .points: .points
      case .homes: .homes
      }
  }
}
