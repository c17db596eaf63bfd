import CivilTime

/// Which entries need a second person.
public struct ApprovalTerms: Hashable, Sendable {
  /// Whether every entry by hand does: an award without a rule, a spending without a voucher.
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
  ///
  /// - Throws: where the same is asked for already.
  func request(
    for order: PointsOrder, _ decision: Decision, account: ClubAccount, by actor: Actor
  ) throws(Rejection) -> ApprovalRequest? {
    guard case .staff(let author, _) = actor,
      case .points(.posted(let posting))? = decision.facts.last,
      let amount = Amount(abs(posting.points))
    else { return nil }
    let approval = terms.rules.approval
    let isLarge = approval.above.map { amount > $0 } ?? false
    // A spending is a bare number too, whatever it is called: what is written in the content is a voucher.
    let isBare = order.source == PointSource.manual || account == .redeemed
    let isManual = approval.manual && isBare
    let rule = account == .issued ? terms.rules.rule(order.source) : nil
    guard isLarge || isManual || rule?.needsApproval ?? false else { return nil }
    let request = ApprovalRequest(
      author: author, member: order.member, account: account, amount: amount,
      source: order.source, money: order.money, event: order.event, reference: order.reference,
      businessDate: posting.businessDate)
    if let rule, posting.earning?.claim != nil,
      let twin = approvals.waiting.first(where: { $0.request.claimsSame(as: request, by: rule) })
    {
      throw .earning(.alreadyRequested(twin.id))
    }
    return request
  }

  func decide(
    _ command: ApprovalCommand, by actor: Actor, at now: Instant
  ) throws(Rejection) -> Decision {
    switch command {
    case .approve(let id, let reason, let postedBy):
      try permit(actor, roles: [.manager])
      let request = try approvals.waiting(id)
      if let author = request.author, author == actor.staff { throw .approval(.ownRequest) }
      if let newcomer = request.newcomer { return try approveReferral(id, request, newcomer, now) }
      if let entry = request.reverses {
        let reversal = Reversal(
          entry: entry, allowsDebt: request.allowsDebt, reason: reason, postedBy: postedBy)
        return try approve(id, reversal, of: request.member, by: actor, at: now)
      }
      // What a rule gives is found anew: a cap may have been reached meanwhile.
      let rule = request.account == .issued ? terms.rules.rule(request.source) : nil
      let order = PointsOrder(
        member: request.member, amount: rule.isOpen ? request.amount : nil,
        source: request.source, money: request.money, event: request.event,
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

extension Club {
  /// Both get theirs, where both are still members; otherwise the request waits for its refusal.
  private func approveReferral(
    _ id: ApprovalID, _ request: ApprovalRequest, _ newcomer: MemberNumber, _ now: Instant
  ) throws(Rejection) -> Decision {
    guard let rule = terms.rules.rule(request.source), rule.referral != nil else {
      throw .membership(.noReferrals)
    }
    try checkMembership(of: request.member)
    try checkMembership(of: newcomer)
    let postings = try postReferral(of: newcomer, by: request.member, rule, at: now)
    return Decision(facts: [.approval(.approved(id, member: request.member))] + postings)
  }
}

extension Actor {
  /// The person of the staff; nil where it is somebody else.
  var staff: StaffID? {
    if case .staff(let id, _) = self { id } else { nil }
  }
}

extension PointRule? {
  /// Whether whoever posts says how many points: by hand, or by a rule that leaves it open.
  fileprivate var isOpen: Bool { self?.needs.contains(.points) ?? true }
}

extension ApprovalRequest {
  /// Whether an award for it would use up the same as another one's.
  fileprivate func claimsSame(as other: ApprovalRequest, by rule: PointRule) -> Bool {
    guard account == other.account, source == other.source else { return false }
    if rule.reference == .receipt { return reference == other.reference }
    return member == other.member && event == other.event && reference == other.reference
  }
}
