import CivilTime

extension Club {
  /// A reversal, or what is asked for in its place where one person is not enough: who may not give so many
  /// points alone does not take them back alone either.
  func askOrReverse(
    _ reversal: Reversal, by actor: Actor, at now: Instant
  ) throws(Rejection) -> Decision {
    guard let entry = points.entry(reversal.entry),
      let request = request(
        toReverse: entry, allowsDebt: reversal.allowsDebt, by: actor, on: now.day)
    else {
      return try reverse(reversal, by: actor, at: now)
    }
    // Nobody learns what the other side holds who does not reach it.
    guard reaches(request, by: actor) else { throw .access(.notPermitted) }
    return try asking(for: request, instead: try reverse(reversal, by: .system, at: now))
  }

  /// The request that the reversal of an entry becomes; nil where one person is enough.
  func request(
    toReverse entry: Entry, allowsDebt: Bool = false, by actor: Actor, on day: Day
  ) -> ApprovalRequest? {
    guard case .staff(let author, _) = actor, let above = terms.rules.approval.above else {
      return nil
    }
    let own =
      entry.account == .transferred
      ? points.transfer(of: entry.id).reduce(0) { $0 + $1.received.points } : abs(entry.points)
    guard max(own, twin(of: entry)?.points ?? 0) > above.points, let amount = Amount(own) else {
      return nil
    }
    return ApprovalRequest(
      author: author, member: entry.member, account: entry.account, amount: amount,
      source: PointSource.reversal, businessDate: day, reverses: entry.id, allowsDebt: allowsDebt)
  }

  /// What is asked for, in place of what would be posted. That has been decided before, so nothing waits that
  /// could not be posted now, and as by nobody of the staff: for a debt, and for points that have lapsed,
  /// whoever approves it answers.
  func asking(
    for request: ApprovalRequest, instead decision: Decision
  ) throws(Rejection) -> Decision {
    // What stands in two accounts is taken back by either of its entries, and asked for once.
    if let twin = approvals.waiting(toReverse: decision.facts.reversed) {
      throw .earning(.alreadyRequested(twin))
    }
    return Decision(
      facts: [.approval(.requested(request))], annex: decision.annex, prospect: decision.facts)
  }

  /// A second person agrees to a reversal, or to a voucher's cancellation, which is decided anew: the entry
  /// may have been taken back meanwhile, or points may have lapsed.
  func approve(
    _ id: ApprovalID, _ reversal: Reversal, of member: MemberNumber, by actor: Actor,
    at now: Instant
  ) throws(Rejection) -> Decision {
    var decision =
      if let voucher = rewards.voucher(paidBy: reversal.entry) {
        try cancel(
          voucher.id, reversal.reason, postedBy: reversal.postedBy, by: actor, at: now,
          isAgreed: true)
      } else {
        try reverse(reversal, by: actor, at: now)
      }
    decision.facts = try bounded([.approval(.approved(id, member: member))] + decision.facts)
    return decision
  }

  /// All whom a request is about: of a referral both, and of a reversal also who has the other entry.
  func members(of request: ApprovalRequest) -> [MemberNumber] {
    guard let entry = request.reverses.flatMap({ points.entry($0) }) else { return request.members }
    let other = entry.account == .transferred ? points.twin(of: entry.id) : twin(of: entry)
    return request.members + (other.map { [$0.member] } ?? [])
  }

  /// Whom a request is about, whether it waits or not; nil where there is none.
  func members(of id: ApprovalID) -> [MemberNumber]? {
    approvals.request(id).map { members(of: $0) } ?? approvals.member(ofDecided: id).map { [$0] }
  }

  /// What a request would change in the member's account.
  ///
  /// - Parameter request: the request.
  /// - Returns: the points, below zero where the member loses them.
  public func change(by request: ApprovalRequest) -> Int {
    let points = request.amount.points
    guard let entry = request.reverses.flatMap({ self.points.entry($0) }) else {
      return request.account == .redeemed ? -points : points
    }
    return entry.points > 0 ? -points : points
  }
}

extension [Fact] {
  /// The entries that are taken back.
  fileprivate var reversed: Set<EntryID> {
    Set(
      compactMap { fact in
        if case .points(.posted(let posting)) = fact { posting.reverses } else { nil }
      })
  }
}
