public import CivilTime

/// A tier of membership 等级, and what brings a member there. All that is said must hold at once; a tier of
/// which nothing is said is everybody's.
public struct Tier: Hashable, Sendable {
  /// The tier's code.
  public var code: Code
  /// The tier's title, public.
  public var title: String
  /// For how many months somebody has to be a member.
  public var months: Int?
  /// How many points somebody has to have earned.
  public var earned: Amount?
  /// Within how many months they have to be earned; nil: at any time.
  public var within: Int?
  /// How many homes somebody has to own.
  public var homes: Int?
  /// What its members get, a line each, public.
  public var benefits: [String]

  /// - Parameters:
  ///   - code: the tier's code.
  ///   - title: the tier's title.
  ///   - months: for how many months somebody has to be a member.
  ///   - earned: how many points somebody has to have earned.
  ///   - within: within how many months they have to be earned.
  ///   - homes: how many homes somebody has to own.
  ///   - benefits: what its members get, a line each.
  public init(
    code: Code, title: String, months: Int? = nil, earned: Amount? = nil, within: Int? = nil,
    homes: Int? = nil, benefits: [String] = []
  ) {
    self.code = code
    self.title = title
    self.months = months
    self.earned = earned
    self.within = within
    self.homes = homes
    self.benefits = benefits
  }
}

/// A day on which a member came to another tier.
public struct TierStep: Hashable, Sendable {
  /// What it was that changed on that day.
  public enum Cause: String, CaseIterable, Hashable, Sendable {
    /// The member joined.
    case joined
    /// The time of membership was long enough.
    case time
    /// Points were earned, taken back, or too long ago.
    case points
    /// The staff noted another number of homes.
    case homes
  }

  /// The day.
  public var day: Day
  /// The tier from that day on; nil for none.
  public var tier: Tier?
  /// What it was that changed.
  public var cause: Cause
  /// How many points earned counted on that day, where the tier, or the one before, asks for some.
  public var earned: Int?
  /// Whether the tier is a higher one than before.
  public var isUpgrade: Bool
}
