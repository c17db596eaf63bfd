import CivilTime
import Club
import ClubStore
import Magazine

/// What the content says that the rules need: the club's rules, and the terms of every event
/// and reward.
///
/// The store turns it into facts, so a decision never reads a file (ARCHITECTURE.md, decision 4).
struct ContentTerms {
  let rules: ClubRules
  let events: [EventTerms]
  let rewards: [RewardTerms]

  init(_ publication: Publication) {
    rules = ClubRules(
      consent: publication.club.flatMap { Code($0.consent.version) },
      pointRules: (publication.club?.pointRules ?? []).compactMap(PointRule.init),
      campaigns: (publication.club?.campaigns ?? []).compactMap(Campaign.init),
      tiers: (publication.club?.tiers ?? []).compactMap(Tier.init),
      validity: publication.club?.pointsValidity ?? .unlimited,
      approval: ApprovalTerms(
        manual: publication.club?.approval.manual ?? true,
        above: (publication.club?.approval.above).flatMap { Amount($0) }),
      family: (publication.club?.familyMembers).map { FamilyTerms(members: $0) },
      regions: (publication.club?.regions ?? []).compactMap { MemberTag($0) },
      segments: (publication.club?.segments ?? []).compactMap { MemberTag($0) })
    events = publication.events.filter { !$0.isDraft }.compactMap { event in
      Code(event.slug).map { slug in
        EventTerms(
          slug: slug, title: event.title, start: event.start, end: event.end,
          closes: event.closes, capacity: event.capacity,
          points: event.points.flatMap { Amount($0) }, cancelled: event.isCancelled)
      }
    }
    rewards = publication.rewards.filter { !$0.isDraft }.compactMap { reward in
      guard let slug = Code(reward.slug), let price = Amount(reward.points) else { return nil }
      return RewardTerms(
        slug: slug, title: reward.title, price: price, stock: reward.stock, from: reward.from,
        through: reward.through, limit: reward.limit,
        tier: reward.tier.flatMap { Code($0) }, validity: reward.voucherValidity,
        refundsLapsed: reward.refundsLapsed)
    }
  }

  /// What members read where an event has been called off that they had earned something by.
  static let eventCancelled = Reason(literal: "活动已取消")

  /// Adopts these terms, and takes back what events have earned that are called off with them; returns how
  /// many facts adopting took, 0 where nothing had changed.
  @discardableResult
  func adopt(into store: ClubStore) async throws(SubmissionError) -> Int {
    var count = 0
    var isCalledOff = false
    while true {
      // A decision holds a bounded number of facts, so a large change takes several.
      let outcome = try await store.submit(
        .terms(.adopt(rules: rules, events: events, rewards: rewards)), by: .system)
      count += outcome.facts.count
      for case .terms(.eventAdopted(let event)) in outcome.facts where event.cancelled {
        isCalledOff = true
      }
      guard outcome.facts.isEmpty else { continue }
      // What a stop here leaves undone the daily run does.
      if isCalledOff { try await store.withdrawCancelled(reason: Self.eventCancelled) }
      return count
    }
  }
}
