import Club
import Magazine

extension PointRule {
  /// A rule as the content has it; which version it is, adopting finds out.
  init?(_ rule: ClubSettings.PointRule) {
    guard let code = Code(rule.code) else { return nil }
    self.init(code: code, title: rule.title, validity: rule.validity)
    points = rule.points.flatMap { Amount($0) }
    per = rule.perYuan.flatMap { Money(yuan: $0) }
    isAttendance = rule.isAttendance
    term = Term(from: rule.from, through: rule.through)
    reference = rule.reference == .receipt ? .receipt : .free
    caps = rule.caps.compactMap { cap in
      Amount(cap.points).map { Cap(period: Period(cap.period), points: $0) }
    }
    once = rule.once.map { Period($0) }
    needsApproval = rule.needsApproval
    tiers = rule.tiers.compactMap { Code($0) }
    tierPercents = rule.tierPercents.compactMap { share in
      Code(share.tier).map { TierPercent(tier: $0, percent: share.percent) }
    }
    whenTier = rule.whenTier.flatMap { Code($0) }
    pendingDays = rule.pendingDays
    referral = rule.referral.map { referral in
      ReferralTerms(newcomer: referral.newcomer.flatMap { Amount($0) }, days: referral.days)
    }
  }
}

extension Tier {
  init?(_ tier: ClubSettings.Tier) {
    guard let code = Code(tier.code) else { return nil }
    self.init(
      code: code, title: tier.title, months: tier.months,
      earned: tier.earned.flatMap { Amount($0) }, within: tier.within, homes: tier.homes,
      benefits: tier.benefits)
  }
}

extension MemberTag {
  init?(_ tag: ClubSettings.Tag) {
    guard let code = Code(tag.code) else { return nil }
    self.init(code: code, title: tag.title)
  }
}

extension Campaign {
  init?(_ campaign: ClubSettings.Campaign) {
    guard let code = Code(campaign.code) else { return nil }
    self.init(
      code: code, title: campaign.title,
      term: Term(from: campaign.from, through: campaign.through),
      rules: campaign.rules.compactMap { Code($0) }, percent: campaign.percent,
      points: campaign.points.flatMap { Amount($0) })
  }
}

extension Period {
  fileprivate init(_ period: ClubSettings.Period) {
    self =
      switch period {
      case .day: .day
      case .month: .month
      case .year: .year
      case .ever: .ever
      }
  }
}
