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
      return try reverse(reversal, by: actor, at: now)
    case .expire(let id):
      try permit(actor, roles: [])
      return expire(after: id, at: now)
    }
  }

  private func award(
    _ order: PointsOrder, by actor: Actor, at now: Instant
  ) throws(Rejection) -> Decision {
    try checkSource(order.source, rules: terms.rules.pointRules, PointSource.manual)
    let rule = terms.rules.pointRules.first { $0.code == order.source }
    if let amount = rule?.points, amount != order.amount {
      throw .points(.pointsDifferFromRule(order.source, points: amount.points))
    }
    return waiting(try postAward(order, at: now), order, .issued, actor, now)
  }

  func postAward(_ order: PointsOrder, at now: Instant) throws(Rejection) -> Decision {
    let rule = terms.rules.pointRules.first { $0.code == order.source }
    var draft = try draft(order, at: now)
    let businessDate = order.businessDate ?? now.day
    let expires = (rule?.validity ?? terms.rules.validity).lastDay(of: businessDate)
    if let expires, expires < now.day { throw .points(.alreadyLapsed(through: expires)) }
    draft.post(
      .issued, order.amount.points, source: order.source, reference: order.reference,
      businessDate: businessDate, expires: expires)
    return Decision(facts: draft.facts, annex: annex(order.reason))
  }

  private func spend(
    _ order: PointsOrder, by actor: Actor, at now: Instant
  ) throws(Rejection) -> Decision {
    try checkSource(order.source, rules: [], PointSource.redemption, PointSource.manual)
    return waiting(try postSpending(order, at: now), order, .redeemed, actor, now)
  }

  /// What is asked for, in place of the entry, where one person is not enough. It has been decided
  /// before, so nothing waits that could not be posted now.
  private func waiting(
    _ decision: Decision, _ order: PointsOrder, _ account: ClubAccount, _ actor: Actor,
    _ now: Instant
  ) -> Decision {
    guard let request = request(for: order, account: account, by: actor, at: now) else {
      return decision
    }
    return Decision(
      facts: [.approval(.requested(request))], annex: decision.annex, prospect: decision.facts)
  }

  func postSpending(_ order: PointsOrder, at now: Instant) throws(Rejection) -> Decision {
    var draft = try draft(order, at: now)
    guard draft.balance >= order.amount.points else {
      throw .points(
        .insufficientPoints(balance: draft.balance, needed: order.amount.points))
    }
    draft.post(
      .redeemed, -order.amount.points, source: order.source, reference: order.reference,
      businessDate: order.businessDate ?? now.day, lots: draft.lots.taking(order.amount.points))
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
    _ order: PointsOrder, at now: Instant
  ) throws(Rejection) -> PostingDraft {
    try checkMembership(of: order.member)
    let businessDate = order.businessDate ?? now.day
    guard businessDate >= PointsRules.earliest, businessDate <= now.day else {
      throw .points(.businessDateOutOfRange(earliest: PointsRules.earliest, latest: now.day))
    }
    return try PostingDraft(points, member: order.member, today: now.day)
  }

  func annex(_ reason: Reason) -> [AnnexField] {
    [AnnexField(name: "reason", value: reason.text)]
  }
}

enum PointsRules {
  /// The first business date that is accepted: no club of this kind is older.
  static let earliest = Day(daysSinceEpoch: 7305)
  /// For how many days points are good that come back after their lot has lapsed.
  static let refundDays = 30
  /// How many lots lapse in one record.
  static let expiriesAtOnce = 500
}
