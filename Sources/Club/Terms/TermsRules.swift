import CivilTime

extension Club {
  func decide(
    _ command: TermsCommand, by actor: Actor, at now: Instant
  ) throws(Rejection) -> Decision {
    try permit(actor, roles: [.manager])
    switch command {
    case .adopt(let rules, let events, let rewards):
      try check(rules)
      try check(events)
      try check(rewards)
      let facts = adopt(rules, events, at: now)
      return Decision(
        facts: facts + adopt(rewards, limit: Decision.maximumFacts - facts.count))
    }
  }

  /// The facts that lead from the adopted terms to the given ones, promotions included, as far as
  /// one record holds them. What is left follows when the same terms are adopted again.
  private func adopt(_ rules: ClubRules, _ events: [EventTerms], at now: Instant) -> [Fact] {
    let limit = Decision.maximumFacts
    let rules = terms.versioned(rules)
    var facts: [Fact] = rules == terms.rules ? [] : [.terms(.rulesAdopted(rules))]
    for event in events where facts.count < limit {
      if terms.event(event.slug) != event { facts.append(.terms(.eventAdopted(event))) }
      facts += promotions(event.slug, event, at: now, limit: limit - facts.count)
        .map(Fact.registration)
    }
    let slugs = Set(events.map(\.slug))
    for event in terms.currentEvents where facts.count < limit && !slugs.contains(event.slug) {
      facts.append(.terms(.eventWithdrawn(event.slug)))
    }
    return facts
  }

  private func adopt(_ rewards: [RewardTerms], limit: Int) -> [Fact] {
    let slugs = Set(rewards.map(\.slug))
    let changed = rewards.filter { terms.reward($0.slug) != $0 }
    let gone = terms.currentRewards.filter { !slugs.contains($0.slug) }
    let facts =
      changed.map { Fact.terms(.rewardAdopted($0)) }
      + gone.map { Fact.terms(.rewardWithdrawn($0.slug)) }
    return Array(facts.prefix(max(0, limit)))
  }

  private func check(_ rules: ClubRules) throws(Rejection) {
    var seen = PointSource.all
    for rule in rules.pointRules {
      guard seen.insert(rule.code).inserted else { throw .terms(.duplicateRule(rule.code)) }
      let isPossible = !rule.isAttendance || rule.points == nil && rule.per == nil
      guard isPossible, rule.per == nil || rule.points != nil else {
        throw .terms(.impossibleRule(rule.code))
      }
    }
    // Whoever is brought is brought by one rule.
    if let second = rules.pointRules.filter({ $0.referral != nil }).dropFirst().first {
      throw .terms(.impossibleRule(second.code))
    }
    for rule in rules.pointRules {
      let named = rule.tiers + rule.tierPercents.map(\.tier) + [rule.whenTier].compactMap { $0 }
      let isKnown = named.allSatisfy { code in rules.tiers.contains { $0.code == code } }
      let isPossible = rule.whenTier == nil || rule.points != nil && rule.per == nil
      guard isKnown, isPossible, rule.referral == nil || rule.isPossibleReferral,
        (1...PointsRules.mostPendingDays).contains(rule.pendingDays ?? 1),
        rule.tierPercents.allSatisfy({ (1...10_000).contains($0.percent) })
      else { throw .terms(.impossibleRule(rule.code)) }
    }
    guard FamilyRules.members.contains(rules.family?.members ?? 2) else {
      throw .terms(.impossibleFamily)
    }
    for tags in [rules.regions, rules.segments] {
      var seen: Set<Code> = []
      for tag in tags where !seen.insert(tag.code).inserted {
        throw .terms(.duplicateTag(tag.code))
      }
    }
    var tiers: Set<Code> = []
    for tier in rules.tiers {
      guard tiers.insert(tier.code).inserted, (0...1200).contains(tier.months ?? 0),
        (1...1200).contains(tier.within ?? 1), ProfileRules.homes.contains(tier.homes ?? 0)
      else { throw .terms(.impossibleRule(tier.code)) }
    }
    for campaign in rules.campaigns {
      guard (1...10_000).contains(campaign.percent) else {
        throw .terms(.impossibleRule(campaign.code))
      }
    }
  }

  private func check(_ events: [EventTerms]) throws(Rejection) {
    var seen: Set<Code> = []
    for event in events {
      guard seen.insert(event.slug).inserted else { throw .terms(.duplicateEvent(event.slug)) }
      guard event.capacity ?? 0 >= 0, event.end ?? event.start >= event.start else {
        throw .terms(.impossibleEvent(event.slug))
      }
    }
  }

  private func check(_ rewards: [RewardTerms]) throws(Rejection) {
    var seen: Set<Code> = []
    for reward in rewards {
      guard seen.insert(reward.slug).inserted else { throw .terms(.duplicateReward(reward.slug)) }
      let isInOrder = reward.through.map { $0 >= reward.from ?? $0 } ?? true
      guard (0...RewardsRules.mostStock).contains(reward.stock ?? 0), reward.limit ?? 1 >= 1,
        isInOrder
      else { throw .terms(.impossibleReward(reward.slug)) }
    }
  }
}
