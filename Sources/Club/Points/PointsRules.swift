import CivilTime

extension Club {
  func decide(
    _ command: PointsCommand, by actor: Actor, at now: Instant
  ) throws(Rejection) -> Decision {
    try permit(actor, roles: .counter)
    switch command {
    case .award(let order):
      try checkSource(order.source, rules: terms.rules.pointRules, PointSource.manual)
      let rule = terms.rules.pointRules.first { $0.code == order.source }
      if let amount = rule?.points, amount != order.amount {
        throw .points(.pointsDifferFromRule(order.source, points: amount.points))
      }
      let posting = try posting(order, account: .issued, now)
      return Decision(facts: [.points(.posted(posting))], annex: annex(order.reason))
    case .spend(let order):
      try checkSource(order.source, rules: [], PointSource.redemption, PointSource.manual)
      let posting = try posting(order, account: .redeemed, now)
      guard posting.balance >= 0 else {
        throw .points(
          .insufficientPoints(
            balance: points.balance(of: order.member), needed: order.amount.points))
      }
      return Decision(facts: [.points(.posted(posting))], annex: annex(order.reason))
    case .reverse(let reversal):
      let posting = try posting(reversal, by: actor, now)
      return Decision(facts: [.points(.posted(posting))], annex: annex(reversal.reason))
    }
  }

  private func checkSource(
    _ source: Code, rules: [PointRule], _ builtIn: Code...
  ) throws(Rejection) {
    guard builtIn.contains(source) || rules.contains(where: { $0.code == source }) else {
      throw .points(.unknownSource(source, known: rules.map(\.code) + builtIn))
    }
  }

  private func posting(
    _ order: PointsOrder, account: ClubAccount, _ now: Instant
  ) throws(Rejection) -> Posting {
    guard membership.contains(order.member) else { throw .membership(.unknownMember) }
    let businessDate = order.businessDate ?? now.day
    guard businessDate >= PointsRules.earliest, businessDate <= now.day else {
      throw .points(.businessDateOutOfRange(earliest: PointsRules.earliest, latest: now.day))
    }
    let points = account == .redeemed ? -order.amount.points : order.amount.points
    return Posting(
      member: order.member, account: account, points: points,
      balance: self.points.balance(of: order.member) + points, source: order.source,
      reference: order.reference, businessDate: businessDate)
  }

  private func posting(
    _ reversal: Reversal, by actor: Actor, _ now: Instant
  ) throws(Rejection) -> Posting {
    guard let entry = points.entry(reversal.entry) else { throw .points(.unknownEntry) }
    if let other = entry.reversedBy { throw .points(.alreadyReversed(by: other)) }
    guard entry.reverses == nil else { throw .points(.isReversal) }
    let before = points.balance(of: entry.member)
    let after = before - entry.points
    let debt = entry.points > 0 ? max(0, -after) - max(0, -before) : 0
    if debt > 0 {
      guard reversal.allowsDebt else {
        throw .points(.awardAlreadySpent(balance: before, debt: debt))
      }
      if case .staff(_, let role) = actor, role != .manager { throw .points(.debtNeedsManager) }
    }
    return Posting(
      member: entry.member, account: entry.account, points: -entry.points, balance: after,
      source: PointSource.reversal, businessDate: now.day, reverses: entry.id, debt: debt)
  }

  private func annex(_ reason: Reason) -> [AnnexField] {
    [AnnexField(name: "reason", value: reason.text)]
  }
}

enum PointsRules {
  /// The first business date that is accepted: no club of this kind is older.
  static let earliest = Day(daysSinceEpoch: 7305)
}
