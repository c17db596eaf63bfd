import CivilTime
import Club

/// What rules give, worked out a second time from the terms as they were adopted: points, caps, and that
/// nothing is given twice.
struct SecondEarnings {
  private struct Award {
    let rule: Code
    let day: Day
    let points: Int
    let claim: String?
  }

  private var rules: [Code: PointRule] = [:]
  private var campaigns: [Code: Campaign] = [:]
  private var prices: [Code: Int] = [:]
  /// The awards of rules that are kept within bounds, those taken back left out.
  private var awards: [Int: [EntryID: Award]] = [:]
  private var claimed: Set<String> = []
  /// Who was brought by whom.
  private var referrers: [MemberNumber: MemberNumber] = [:]
  /// Whoever has got points for being brought, while whoever brought them has not.
  private var half: Set<MemberNumber> = []

  /// What is wrong where one side of a referral has got its points and the other has not.
  var halfReferral: String? {
    half.min().map { "\($0) has points for being brought, and \(referrers[$0] ?? $0) has none" }
  }

  mutating func note(_ newcomer: MemberNumber, broughtBy referrer: MemberNumber) {
    referrers[newcomer] = referrer
  }

  mutating func adopt(_ terms: ClubRules) {
    rules = Dictionary(terms.pointRules.map { ($0.code, $0) }, uniquingKeysWith: { $1 })
    campaigns = Dictionary(terms.campaigns.map { ($0.code, $0) }, uniquingKeysWith: { $1 })
  }

  mutating func adopt(_ event: EventTerms) { prices[event.slug] = event.points?.points }

  /// Enters an entry; returns what is wrong with it.
  mutating func enter(_ posting: Posting, at position: Position) -> String? {
    let owner = posting.member.ordinal
    if let taken = posting.reverses, let award = awards[owner]?.removeValue(forKey: taken) {
      award.claim.map { _ = claimed.remove($0) }
    }
    guard let earning = posting.earning else { return nil }
    guard let rule = rules[posting.source], rule.version == earning.version else {
      return "version \(earning.version) of the rule \(posting.source) is not in force"
    }
    if earning.claim == .referral, let reason = enterReferral(posting, earning, rule) {
      return reason
    }
    let worth = worth(earning, rule)
    if let worth, worth != earning.base {
      return "the rule \(rule.code) comes to \(worth), the entry says \(earning.base)"
    }
    guard
      earning.base * earning.percent * earning.tierPercent / 10_000 == posting.points + earning.cut
    else {
      return "\(earning.base) points at \(earning.percent) % are not "
        + "\(posting.points) and \(earning.cut) cut off"
    }
    let share = rule.tierPercents.first { $0.tier == earning.tier }?.percent ?? 100
    guard share == earning.tierPercent,
      rule.tiers.isEmpty || earning.tier.map({ rule.tiers.contains($0) }) ?? false,
      rule.whenTier == nil || rule.whenTier == earning.tier && earning.claim == .tier
    else {
      return "the tier \(earning.tier?.text ?? "none") does not get it by the rule \(rule.code)"
    }
    let claim = claim(of: posting, earning)
    if let claim, !claimed.insert(claim).inserted {
      return "it is given for the same a second time"
    }
    guard claim != nil || !rule.caps.isEmpty || rule.once != nil else { return nil }
    awards[owner, default: [:]][EntryID(position)] = Award(
      rule: rule.code, day: posting.businessDate, points: posting.points, claim: claim)
    return excess(rule, owner, on: posting.businessDate)
  }

  /// What the rule comes to before any multiple; nil where whoever posted has said it.
  private func worth(_ earning: Earning, _ rule: PointRule) -> Int? {
    let printed = earning.event.map { prices[$0] ?? 0 }
    let own = earning.campaign.flatMap { campaigns[$0]?.points?.points }
    // Of a referral it is said before.
    guard earning.claim != .referral, let unit = own ?? printed ?? rule.points?.points else {
      return nil
    }
    return rule.per.map { per in unit * ((earning.money?.fen ?? 0) / per.fen) } ?? unit
  }

  /// Enters one side of a referral; returns what is wrong with it.
  private mutating func enterReferral(
    _ posting: Posting, _ earning: Earning, _ rule: PointRule
  ) -> String? {
    guard let other = earning.referral, let terms = rule.referral else {
      return "the rule \(rule.code) gives nothing for bringing anybody"
    }
    let isNewcomer = referrers[posting.member] == other
    guard isNewcomer || referrers[other] == posting.member else {
      return "neither \(posting.member) nor \(other) has brought the other"
    }
    let due = isNewcomer ? terms.newcomer ?? rule.points : rule.points
    guard due?.points == earning.base else {
      return "the rule \(rule.code) gives \(due?.points ?? 0), the entry says \(earning.base)"
    }
    if isNewcomer {
      half.insert(posting.member)
    } else if half.remove(other) == nil {
      return "\(posting.member) has points for \(other), who has none"
    }
    return nil
  }

  private func excess(_ rule: PointRule, _ owner: Int, on day: Day) -> String? {
    let own = (awards[owner] ?? [:]).values.filter { $0.rule == rule.code }
    if let once = rule.once, own.filter({ once.term(of: day).contains($0.day) }).count > 1 {
      return "the rule \(rule.code) gives points once, and did so before"
    }
    for cap in rule.caps {
      let sum = own.filter { cap.period.term(of: day).contains($0.day) }
        .reduce(0) { $0 + $1.points }
      if sum > cap.points.points {
        return "the rule \(rule.code) gives \(cap.points.points) at most, this makes \(sum)"
      }
    }
    return nil
  }

  private func claim(of posting: Posting, _ earning: Earning) -> String? {
    let own = "\(posting.source) \(posting.member.digits) "
    switch earning.claim {
    case nil: return nil
    case .receipt: return "receipt \(posting.reference?.text ?? "")"
    case .reference: return "reference " + own + (posting.reference?.text ?? "")
    case .tier: return "tier " + own + (earning.tier?.text ?? "")
    case .event: return "event " + own + (earning.event?.text ?? "")
    case .referral: return "referral " + own + (earning.referral?.digits ?? "")
    }
  }
}
