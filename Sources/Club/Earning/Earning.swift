/// Why an award has as many points as it has: it stands with the entry, so that nobody needs the rules of
/// that time to understand it.
///
/// `base · percent · tierPercent = points + cut`, rounded down once, at the end.
public struct Earning: Hashable, Sendable {
  /// What an award uses up, so that it is not given twice.
  public enum Claim: String, CaseIterable, Hashable, Sendable {
    /// The reference, for this member and this rule.
    case reference
    /// The receipt, in the whole club.
    case receipt
    /// The event, for this member and this rule.
    case event
    /// That the member has come to the tier, for this member and this rule.
    case tier
    /// That the one has brought the other, for each of them and this rule.
    case referral
  }

  /// Which version of the rule it was.
  public var version: Int
  /// What the rule itself comes to.
  public var base: Int
  /// How much money was paid.
  public var money: Money?
  /// Which event was attended.
  public var event: Code?
  /// The member's seat there, where there was one.
  public var registration: RegistrationID?
  /// The campaign in which it fell.
  public var campaign: Code?
  /// What the campaign makes of it, in a hundredth.
  public var percent: Int
  /// The member's tier on the business date, where the rule asks for it.
  public var tier: Code?
  /// What the tier makes of it, in a hundredth.
  public var tierPercent: Int
  /// How many points a cap has cut off.
  public var cut: Int
  /// What it uses up.
  public var claim: Claim?
  /// The other side of a referral: whoever brought the member, or whom the member brought.
  public var referral: MemberNumber?

  /// - Parameters:
  ///   - version: which version of the rule it was.
  ///   - base: what the rule itself comes to.
  ///   - money: how much money was paid.
  ///   - event: which event was attended.
  ///   - registration: the member's seat there.
  ///   - campaign: the campaign in which it fell.
  ///   - percent: what the campaign makes of it, in a hundredth.
  ///   - tier: the member's tier on the business date.
  ///   - tierPercent: what the tier makes of it, in a hundredth.
  ///   - cut: how many points a cap has cut off.
  ///   - claim: what it uses up.
  ///   - referral: the other side of a referral.
  public init(
    version: Int = 1, base: Int, money: Money? = nil, event: Code? = nil,
    registration: RegistrationID? = nil, campaign: Code? = nil, percent: Int = 100,
    tier: Code? = nil, tierPercent: Int = 100, cut: Int = 0, claim: Claim? = nil,
    referral: MemberNumber? = nil
  ) {
    self.version = version
    self.base = base
    self.money = money
    self.event = event
    self.registration = registration
    self.campaign = campaign
    self.percent = percent
    self.tier = tier
    self.tierPercent = tierPercent
    self.cut = cut
    self.claim = claim
    self.referral = referral
  }
}

/// A cap as it stands after an award.
public struct CapStanding: Hashable, Sendable {
  /// The cap.
  public var cap: Cap
  /// What the member may still get under it, the award counted.
  public var left: Int
}
