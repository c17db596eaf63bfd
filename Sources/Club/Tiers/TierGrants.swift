import CivilTime

/// How much of the club one record goes through.
package enum TierGrants {
  /// How many members are looked at.
  package static let membersAtOnce = 4096
  /// How many of them get something.
  package static let grantsAtOnce = 300
}

extension Club {
  /// What rules give by themselves to members who have come to a tier, dated the day they came there. What
  /// was given is given once, also where it was taken back.
  ///
  /// - Parameters:
  ///   - ordinal: the first member to look at.
  ///   - now: the time of the decision.
  /// - Returns: the entries; none where nobody looked at is due anything.
  func grant(from ordinal: Int, at now: Instant) -> Decision {
    let rules = terms.rules.pointRules.filter { $0.whenTier != nil }
    guard !rules.isEmpty, ordinal >= 0 else { return Decision(facts: []) }
    var facts: [Fact] = []
    var count = 0
    let end = min(ordinal + TierGrants.membersAtOnce, membership.count)
    for ordinal in stride(from: ordinal, to: end, by: 1) where count < TierGrants.grantsAtOnce {
      let member = MemberNumber(ordinal: ordinal)
      // More than one rule would need one draft for all: the others follow with the next record.
      for rule in rules {
        guard let granted = grant(by: rule, to: member, at: now) else { continue }
        facts += granted
        count += 1
        break
      }
      if facts.count > Decision.maximumFacts / 2 { break }
    }
    return Decision(facts: facts)
  }

  private func grant(by rule: PointRule, to member: MemberNumber, at now: Instant) -> [Fact]? {
    guard let code = rule.whenTier, let points = rule.points,
      let place = terms.rules.tiers.firstIndex(where: { $0.code == code }),
      let standing = membership.member(member), standing.left == nil,
      terms.rules.tiers[place].months
        .map({ standing.joined.day.adding(months: $0) <= now.day }) ?? true
    else { return nil }
    let earning = Earning(
      version: rule.version, base: points.points, tier: code, claim: .tier)
    guard let key = ClaimKey(earning, rule: rule.code, member: member, reference: nil),
      !self.points.isClaimed(key)
    else { return nil }
    let higher = Set(terms.rules.tiers[place...].map(\.code))
    let step = tierSteps(of: member, through: now.day).first { step in
      step.tier.map { higher.contains($0.code) } ?? false
    }
    guard let step, step.day >= rule.term.from ?? terms.adopted(rule.code) ?? now.day,
      rule.term.contains(step.day),
      rule.once.map({ once in
        self.points.awards(by: rule.code, to: member, in: once.term(of: step.day)).isEmpty
      }) ?? true
    else { return nil }
    guard let life = try? life(of: rule, on: step.day, at: now),
      var draft = try? PostingDraft(self.points, member: member, today: now.day)
    else {
      return nil
    }
    draft.post(
      .issued, points.points, source: rule.code, businessDate: step.day, life: life,
      earning: earning)
    return draft.facts
  }
}
