import CivilTime

/// Which entries need a second person.
public struct ApprovalTerms: Hashable, Sendable {
  /// Whether every entry by hand does.
  public var manual: Bool
  /// Every entry of more points than this does; nil where no number of points is too many for one.
  public var above: Amount?

  /// - Parameters:
  ///   - manual: whether every entry by hand needs a second person.
  ///   - above: the most points that one person may post alone.
  public init(manual: Bool = false, above: Amount? = nil) {
    self.manual = manual
    self.above = above
  }
}

extension Club {
  /// The request that an order becomes; nil where one person is enough.
  ///
  /// The program itself asks nobody: who holds the machine could change its rules.
  func request(
    for order: PointsOrder, account: ClubAccount, by actor: Actor, at now: Instant
  ) -> ApprovalRequest? {
    guard case .staff(let author, _) = actor else { return nil }
    let approval = terms.rules.approval
    let isLarge = approval.above.map { order.amount.points > $0.points } ?? false
    guard isLarge || approval.manual && order.source == PointSource.manual else { return nil }
    return ApprovalRequest(
      author: author, member: order.member, account: account, amount: order.amount,
      source: order.source, reference: order.reference,
      businessDate: order.businessDate ?? now.day)
  }

  func decide(
    _ command: ApprovalCommand, by actor: Actor, at now: Instant
  ) throws(Rejection) -> Decision {
    switch command {
    case .approve(let id, let reason):
      try permit(actor, roles: [.manager])
      let request = try approvals.waiting(id)
      guard actor.staff != request.author else { throw .approval(.ownRequest) }
      let order = PointsOrder(
        member: request.member, amount: request.amount, source: request.source,
        reference: request.reference, businessDate: request.businessDate, reason: reason)
      var decision =
        request.account == .redeemed
        ? try postSpending(order, at: now) : try postAward(order, at: now)
      decision.facts.insert(.approval(.approved(id, member: request.member)), at: 0)
      return decision
    case .refuse(let id, let reason):
      try permit(actor, roles: .counter)
      let request = try approvals.waiting(id)
      if case .staff(let person, let role) = actor, role != .manager, person != request.author {
        throw .approval(.notYours)
      }
      return Decision(
        facts: [.approval(.refused(id, member: request.member))], annex: annex(reason))
    }
  }
}

extension Actor {
  /// The person of the staff; nil where it is somebody else.
  var staff: StaffID? {
    if case .staff(let id, _) = self { id } else { nil }
  }
}
