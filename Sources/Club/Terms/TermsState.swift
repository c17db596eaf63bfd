import CivilTime

/// What was adopted from the content: decisions depend on this, never on files.
public struct TermsState: Sendable, Hashable {
  private var events: [Code: EventTerms] = [:]
  private var withdrawn: Set<Code> = []
  private var rewards: [Code: RewardTerms] = [:]
  private var withdrawnRewards: Set<Code> = []

  /// The versions of the consent text that were ever adopted, in the order of their adoption.
  public private(set) var consents: [Code] = []

  /// The rules that were ever adopted, as they were last: a rule that comes back goes on counting.
  private var everRules: [Code: PointRule] = [:]
  /// When a rule was adopted first.
  private var firstAdopted: [Code: Day] = [:]

  /// The club's rules; empty until some were adopted.
  public private(set) var rules = ClubRules()

  /// An event that is in the content; nil where there is none with this slug.
  public func event(_ slug: Code) -> EventTerms? {
    withdrawn.contains(slug) ? nil : events[slug]
  }

  /// All events that are in the content, the earliest first.
  public var currentEvents: [EventTerms] {
    events.values.filter { !withdrawn.contains($0.slug) }
      .sorted { ($0.start, $0.slug) < ($1.start, $1.slug) }
  }

  /// An event that is or was in the content: registrations outlive their page.
  public func knownEvent(_ slug: Code) -> EventTerms? { events[slug] }

  /// The events that were called off, also those whose page is gone.
  public var cancelledEvents: [Code] {
    events.values.filter(\.cancelled).map(\.slug).sorted()
  }

  /// The rules that are or were adopted, whatever they were for when something was given by them.
  var everRuleCodes: [Code] { everRules.keys.sorted() }

  /// A reward that is in the content; nil where there is none with this slug.
  public func reward(_ slug: Code) -> RewardTerms? {
    withdrawnRewards.contains(slug) ? nil : rewards[slug]
  }

  /// All rewards that are in the content, the cheapest first.
  public var currentRewards: [RewardTerms] {
    rewards.values.filter { !withdrawnRewards.contains($0.slug) }
      .sorted { ($0.price, $0.slug) < ($1.price, $1.slug) }
  }

  /// A reward that is or was in the content: vouchers outlive their page.
  public func knownReward(_ slug: Code) -> RewardTerms? { rewards[slug] }

  /// The same rules, each with its version: one more than before where its terms have changed.
  func versioned(_ rules: ClubRules) -> ClubRules {
    var rules = rules
    for index in rules.pointRules.indices {
      guard let before = everRules[rules.pointRules[index].code] else {
        rules.pointRules[index].version = 1
        continue
      }
      let isSame = rules.pointRules[index].isSame(as: before)
      rules.pointRules[index].version = before.version + (isSame ? 0 : 1)
    }
    return rules
  }

  /// The day on which a rule was adopted first.
  func adopted(_ rule: Code) -> Day? { firstAdopted[rule] }

  mutating func apply(_ fact: TermsFact, time: Instant) {
    switch fact {
    case .rulesAdopted(let rules):
      self.rules = rules
      for rule in rules.pointRules {
        everRules[rule.code] = rule
        if firstAdopted[rule.code] == nil { firstAdopted[rule.code] = time.day }
      }
      if let consent = rules.consent, !consents.contains(consent) { consents.append(consent) }
    case .eventAdopted(let event):
      events[event.slug] = event
      withdrawn.remove(event.slug)
    case .eventWithdrawn(let slug):
      withdrawn.insert(slug)
    case .rewardAdopted(let reward):
      rewards[reward.slug] = reward
      withdrawnRewards.remove(reward.slug)
    case .rewardWithdrawn(let slug):
      withdrawnRewards.insert(slug)
    }
  }
}

extension TermsState {
  func write(to writer: inout StateWriter) {
    writer.int(events.count)
    for event in events.values.sorted(by: { $0.slug < $1.slug }) { event.write(to: &writer) }
    writer.int(withdrawn.count)
    for slug in withdrawn.sorted() { writer.code(slug) }
    writer.int(consents.count)
    for consent in consents { writer.code(consent) }
    writer.optional(rules.consent) { consent, writer in writer.code(consent) }
    writer.int(rules.pointRules.count)
    for rule in rules.pointRules { rule.write(to: &writer) }
    writer.int(everRules.count)
    for rule in everRules.values.sorted(by: { $0.code < $1.code }) {
      rule.write(to: &writer)
      writer.int(firstAdopted[rule.code]?.daysSinceEpoch ?? 0)
    }
    writer.int(rules.tiers.count)
    for tier in rules.tiers { tier.write(to: &writer) }
    writer.int(rules.campaigns.count)
    for campaign in rules.campaigns { campaign.write(to: &writer) }
    rules.validity.write(to: &writer)
    writer.flag(rules.approval.manual)
    writer.optional(rules.approval.above) { points, writer in writer.int(points.points) }
    for tags in [rules.regions, rules.segments] {
      writer.int(tags.count)
      for tag in tags {
        writer.code(tag.code)
        writer.text(tag.title)
      }
    }
    writer.optional(rules.family) { family, writer in writer.int(family.members) }
    writer.int(rewards.count)
    for reward in rewards.values.sorted(by: { $0.slug < $1.slug }) { reward.write(to: &writer) }
    writer.int(withdrawnRewards.count)
    for slug in withdrawnRewards.sorted() { writer.code(slug) }
  }

  init(from reader: inout StateReader) throws(UnreadableState) {
    for _ in 0..<(try reader.count()) {
      let event = try EventTerms(from: &reader)
      events[event.slug] = event
    }
    for _ in 0..<(try reader.count()) { withdrawn.insert(try reader.code()) }
    for _ in 0..<(try reader.count()) { consents.append(try reader.code()) }
    rules.consent = try reader.optional { reader throws(UnreadableState) in try reader.code() }
    for _ in 0..<(try reader.count()) { rules.pointRules.append(try PointRule(from: &reader)) }
    for _ in 0..<(try reader.count()) {
      let rule = try PointRule(from: &reader)
      everRules[rule.code] = rule
      firstAdopted[rule.code] = try reader.day()
    }
    for _ in 0..<(try reader.count()) { rules.tiers.append(try Tier(from: &reader)) }
    for _ in 0..<(try reader.count()) { rules.campaigns.append(try Campaign(from: &reader)) }
    rules.validity = try Validity(from: &reader)
    rules.approval.manual = try reader.flag()
    rules.approval.above = try reader.optional { reader throws(UnreadableState) in
      try reader.amount()
    }
    rules.regions = try TermsState.tags(&reader)
    rules.segments = try TermsState.tags(&reader)
    rules.family = try reader.optional { reader throws(UnreadableState) in
      FamilyTerms(members: try reader.int())
    }
    for _ in 0..<(try reader.count()) {
      let reward = try RewardTerms(from: &reader)
      rewards[reward.slug] = reward
    }
    for _ in 0..<(try reader.count()) { withdrawnRewards.insert(try reader.code()) }
  }
}

extension TermsState {
  private static func tags(_ reader: inout StateReader) throws(UnreadableState) -> [MemberTag] {
    var tags: [MemberTag] = []
    for _ in 0..<(try reader.count()) {
      tags.append(MemberTag(code: try reader.code(), title: try reader.text()))
    }
    return tags
  }
}

extension EventTerms {
  fileprivate func write(to writer: inout StateWriter) {
    writer.code(slug)
    writer.text(title)
    writer.int64(start.milliseconds)
    writer.optional(end) { end, writer in writer.int64(end.milliseconds) }
    writer.optional(closes) { closes, writer in writer.int64(closes.milliseconds) }
    writer.optional(capacity) { capacity, writer in writer.int(capacity) }
    writer.optional(points) { points, writer in writer.int(points.points) }
    writer.flag(cancelled)
  }

  fileprivate init(from reader: inout StateReader) throws(UnreadableState) {
    func instant(_ reader: inout StateReader) throws(UnreadableState) -> Instant {
      Instant(milliseconds: try reader.int64())
    }
    self.init(
      slug: try reader.code(), title: try reader.text(), start: try instant(&reader),
      end: try reader.optional(instant), closes: try reader.optional(instant),
      capacity: try reader.optional { reader throws(UnreadableState) in try reader.int() },
      points: try reader.optional { reader throws(UnreadableState) in try reader.amount() },
      cancelled: try reader.flag())
  }
}
