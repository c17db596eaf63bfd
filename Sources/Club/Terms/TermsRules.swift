import CivilTime

extension Club {
  func decide(
    _ command: TermsCommand, by actor: Actor, at now: Instant
  ) throws(Rejection) -> Decision {
    try permit(actor, roles: [.manager])
    switch command {
    case .adopt(let rules, let events):
      try check(rules)
      try check(events)
      return Decision(facts: adopt(rules, events, at: now))
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

  private func check(_ rules: ClubRules) throws(Rejection) {
    var seen = PointSource.all
    for rule in rules.pointRules {
      guard seen.insert(rule.code).inserted else { throw .terms(.duplicateRule(rule.code)) }
      let isPossible = !rule.isAttendance || rule.points == nil && rule.per == nil
      guard isPossible, rule.per == nil || rule.points != nil else {
        throw .terms(.impossibleRule(rule.code))
      }
    }
    for rule in rules.pointRules {
      let named = rule.tiers + rule.tierPercents.map(\.tier) + [rule.whenTier].compactMap { $0 }
      let isKnown = named.allSatisfy { code in rules.tiers.contains { $0.code == code } }
      let isPossible = rule.whenTier == nil || rule.points != nil && rule.per == nil
      guard isKnown, isPossible,
        rule.tierPercents.allSatisfy({ (1...10_000).contains($0.percent) })
      else { throw .terms(.impossibleRule(rule.code)) }
    }
    var tiers: Set<Code> = []
    for tier in rules.tiers {
      guard tiers.insert(tier.code).inserted, (0...1200).contains(tier.months ?? 0),
        (1...1200).contains(tier.within ?? 1)
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
}
