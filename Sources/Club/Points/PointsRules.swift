import CivilTime

extension Club {
  func decide(
    _ command: PointsCommand, by actor: Actor, at now: Instant
  ) throws(Rejection) -> Decision {
    switch command {
    case .award(let order):
      try permit(actor, roles: .counter)
      return try award(order, by: actor, at: now)
    case .spend(let order):
      try permit(actor, roles: .counter)
      return try spend(order, by: actor, at: now)
    case .reverse(let reversal):
      try permit(actor, roles: .counter)
      return try askOrReverse(reversal, by: actor, at: now)
    case .expire(let id):
      try permit(actor, roles: [])
      return expire(after: id, at: now)
    case .activate(let id):
      try permit(actor, roles: [])
      return activate(after: id, at: now)
    case .grant(let ordinal):
      try permit(actor, roles: [])
      return grant(from: ordinal, at: now)
    case .withdraw(let row, let reason):
      try permit(actor, roles: [])
      return withdraw(from: row, because: reason, at: now)
    }
  }

  /// An award, or what is asked for in its place. Whoever is there stands at the door of the event, which opens
  /// before it begins.
  func award(
    _ order: PointsOrder, by actor: Actor, at now: Instant, isThere: Bool = false
  ) throws(Rejection) -> Decision {
    try checkOnce(order, .issued)
    let decision = try postAward(order, at: now, isThere: isThere)
    return try waiting(decision, order, .issued, actor, now)
  }

  func postAward(
    _ order: PointsOrder, at now: Instant, isThere: Bool = false
  ) throws(Rejection) -> Decision {
    let rules = terms.rules
    try checkSource(order.source, rules: rules.pointRules, PointSource.manual)
    let rule = rules.rule(order.source)
    // A rule rewards members: what somebody did before joining is no cause of it. What an older club owes
    // comes by hand.
    let joined = rule == nil ? nil : membership.member(order.member)?.joined.day
    let event = order.event.flatMap { terms.knownEvent($0) }
    let businessDate =
      order.businessDate ?? event.map { min($0.day(for: joined), now.day) } ?? now.day
    var draft = try draft(order.member, businessDate, since: joined, isAward: true, at: now)
    let earned = try rule.map { rule throws(Rejection) in
      try earn(order, by: rule, on: businessDate, at: now, isThere: isThere)
    }
    guard let amount = earned?.amount ?? order.amount else { throw .points(.pointsMissing) }
    let life = try life(of: rule, on: businessDate, at: now)
    draft.post(
      .issued, amount.points, source: order.source, reference: order.reference,
      businessDate: businessDate, life: life, earning: earned?.earning)
    return Decision(facts: draft.facts, annex: annex(order.reason), caps: earned?.caps ?? [])
  }

  private func spend(
    _ order: PointsOrder, by actor: Actor, at now: Instant
  ) throws(Rejection) -> Decision {
    try checkSource(order.source, rules: [], PointSource.redemption, PointSource.manual)
    try checkOnce(order, .redeemed)
    return try waiting(try postSpending(order, at: now), order, .redeemed, actor, now)
  }

  /// Refuses what a file brings a second time, where the order asks for it.
  private func checkOnce(_ order: PointsOrder, _ account: ClubAccount) throws(Rejection) {
    guard order.isOnce, let reference = order.reference else { return }
    let key = ClaimKey(
      posted: reference, account: account, source: order.source, member: order.member)
    if let entry = points.claimant(of: key) { throw .earning(.alreadyAwarded(by: entry)) }
    let twin = approvals.waiting.first { _, request in
      request.member == order.member && request.account == account
        && request.source == order.source && request.reference == reference
    }
    if let twin { throw .earning(.alreadyRequested(twin.id)) }
  }

  /// What is asked for, in place of the entry, where one person is not enough. It has been decided
  /// before, so nothing waits that could not be posted now.
  private func waiting(
    _ decision: Decision, _ order: PointsOrder, _ account: ClubAccount, _ actor: Actor,
    _ now: Instant
  ) throws(Rejection) -> Decision {
    guard let request = try request(for: order, decision, account: account, by: actor) else {
      return decision
    }
    var asked = decision
    asked.facts = [.approval(.requested(request))]
    asked.prospect = decision.facts
    return asked
  }

  func postSpending(_ order: PointsOrder, at now: Instant) throws(Rejection) -> Decision {
    guard let amount = order.amount, order.money == nil, order.event == nil else {
      throw .points(.pointsMissing)
    }
    let businessDate = order.businessDate ?? now.day
    var draft = try draft(order.member, businessDate, at: now)
    try draft.checkActive(amount.points)
    draft.post(
      .redeemed, -amount.points, source: order.source, reference: order.reference,
      businessDate: businessDate, lots: draft.lots.taking(amount.points))
    return Decision(facts: draft.facts, annex: annex(order.reason))
  }

  private func checkSource(
    _ source: Code, rules: [PointRule], _ builtIn: Code...
  ) throws(Rejection) {
    guard builtIn.contains(source) || rules.contains(where: { $0.code == source }) else {
      throw .points(.unknownSource(source, known: rules.map(\.code) + builtIn))
    }
  }

  /// Entries for a member from today on, behind those for what has lapsed.
  private func draft(
    _ member: MemberNumber, _ businessDate: Day, since first: Day? = nil, isAward: Bool = false,
    at now: Instant
  ) throws(Rejection) -> PostingDraft {
    try checkMembership(of: member)
    let earliest = max(PointsRules.earliest, first ?? PointsRules.earliest)
    guard businessDate >= earliest, businessDate <= now.day else {
      throw .points(.businessDateOutOfRange(earliest: earliest, latest: now.day))
    }
    return try PostingDraft(points, member: member, today: now.day, isAward: isAward)
  }

  func annex(_ reason: Reason?) -> [AnnexField] {
    reason.map { [AnnexField(name: "reason", value: $0.text)] } ?? []
  }
}

extension EventTerms {
  /// The day of it on which a member was there first: the first, for whoever joined on a later one that.
  fileprivate func day(for joined: Day?) -> Day {
    let last = max(start.day, (end ?? start).day)
    return max(start.day, min(joined ?? start.day, last))
  }
}

enum PointsRules {
  /// The first business date that is accepted: no club of this kind is older.
  static let earliest = Day(daysSinceEpoch: 7305)
  /// For how many days points are good that come back after their lot has lapsed.
  static let refundDays = 30
  /// How many lots lapse in one record.
  static let expiriesAtOnce = 500
  /// The longest that points can be pending: ten years.
  static let mostPendingDays = 3650
}
