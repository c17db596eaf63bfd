import CivilTime
import Club

/// How a script writes rules and campaigns.
///
/// `content rule purchase points=1 yuan=10 caps=day:200,month:500 reference=receipt`
extension Script {
  func rule(_ words: [Substring], _ options: Options) throws -> PointRule {
    var rule = PointRule(code: try known(Code(words[2])), title: "规则")
    rule.points = options["points"].flatMap { Int($0) }.flatMap { Amount($0) }
    rule.per = options["yuan"].flatMap { Int($0) }.flatMap { Money(yuan: $0) }
    rule.isAttendance = options.has("attendance")
    rule.validity = try options["validity"].map(validity)
    rule.term = term(options)
    rule.reference = options["reference"].flatMap { .init(rawValue: String($0)) } ?? .free
    rule.caps = try (options["caps"] ?? "").split(separator: ",").map { cap in
      let parts = cap.split(separator: ":")
      return Cap(
        period: try known(Period(rawValue: String(parts[0]))),
        points: try known(Int(parts[1]).flatMap { Amount($0) }))
    }
    rule.once = options["once"].flatMap { Period(rawValue: String($0)) }
    rule.needsApproval = options.has("approval")
    rule.tiers = (options["tiers"] ?? "").split(separator: ",").compactMap { Code($0) }
    rule.tierPercents = try (options["shares"] ?? "").split(separator: ",").map { share in
      let parts = share.split(separator: ":")
      return TierPercent(tier: try known(Code(parts[0])), percent: try known(Int(parts[1])))
    }
    rule.whenTier = options["when"].flatMap { Code($0) }
    rule.pendingDays = options["pending"].flatMap { Int($0) }
    rule.referral = options["referral"].flatMap { Int($0) }.map { days in
      ReferralTerms(
        newcomer: options["newcomer"].flatMap { Int($0) }.flatMap { Amount($0) }, days: days)
    }
    return rule
  }

  func tier(_ words: [Substring], _ options: Options) throws -> Tier {
    Tier(
      code: try known(Code(words[2])), title: "等级", months: options["months"].flatMap { Int($0) },
      earned: options["earned"].flatMap { Int($0) }.flatMap { Amount($0) },
      within: options["within"].flatMap { Int($0) },
      homes: options["homes"].flatMap { Int($0) })
  }

  func campaign(_ words: [Substring], _ options: Options) throws -> Campaign {
    Campaign(
      code: try known(Code(words[2])), title: "限时", term: term(options),
      rules: (options["rules"] ?? "").split(separator: ",").compactMap { Code($0) },
      percent: options["percent"].flatMap { Int($0) } ?? 100,
      points: options["points"].flatMap { Int($0) }.flatMap { Amount($0) })
  }

  private func term(_ options: Options) -> Term {
    Term(from: options["from"].flatMap { Day($0) }, through: options["through"].flatMap { Day($0) })
  }
}
