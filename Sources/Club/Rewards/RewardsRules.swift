import CivilTime

extension Club {
  func decide(
    _ command: RewardsCommand, by actor: Actor, at now: Instant
  ) throws(Rejection) -> Decision {
    switch command {
    case .redeem(let redemption):
      try permit(actor, roles: .counter, owner: redemption.member)
      return try redeem(redemption, at: now)
    case .use(let key):
      try permit(actor, roles: .counter)
      return try use(key, at: now)
    case .cancel(let id, let reason, let postedBy):
      return try cancel(id, reason, postedBy: postedBy, by: actor, at: now)
    case .lapse(let id):
      try permit(actor, roles: [])
      return lapse(after: id, at: now)
    case .correctStock(let reward, let change, let reason):
      try permit(actor, roles: [.manager])
      return try correctStock(of: reward, by: change, reason)
    }
  }

  private func redeem(
    _ redemption: Redemption, at now: Instant
  ) throws(Rejection) -> Decision {
    let (slug, member) = (redemption.reward, redemption.member)
    try checkMembership(of: member)
    guard let reward = terms.reward(slug) else { throw .rewards(.unknownReward) }
    if let from = reward.from, now.day < from { throw .rewards(.notYetOffered(from: from)) }
    if let through = reward.through, now.day > through {
      throw .rewards(.noLongerOffered(through: through))
    }
    let through = reward.validity.lastDay(of: now.day)
    if let through, through < now.day { throw .rewards(.noLongerOffered(through: through)) }
    if let tier = reward.tier, !isAtLeast(tier, member, on: now.day) {
      throw .rewards(.tierNeeded(name(ofTier: tier)))
    }
    if let limit = reward.limit, rewards.count(of: slug, held: member) >= limit {
      throw .rewards(.limitReached(limit))
    }
    guard rewards.stock(of: slug, terms: reward).left != 0 else { throw .rewards(.soldOut) }
    guard !rewards.knows(redemption.code) else { throw .rewards(.codeInUse) }
    var draft = try PostingDraft(points, member: member, today: now.day)
    let price = reward.price.points
    try draft.checkActive(price)
    draft.post(
      .redeemed, -price, source: PointSource.redemption, reference: Reference(slug.text),
      businessDate: now.day, lots: draft.lots.taking(price))
    let voucher = NewVoucher(
      reward: slug, member: member, price: reward.price, seed: redemption.seed,
      code: redemption.code, through: through, refundsLapsed: reward.refundsLapsed)
    return Decision(facts: draft.facts + [.rewards(.redeemed(voucher))])
  }

  /// Whether a member has a tier, or a higher one.
  private func isAtLeast(_ least: Code, _ member: MemberNumber, on day: Day) -> Bool {
    let tiers = terms.rules.tiers
    guard let own = tier(of: member, on: day)?.code,
      let rank = tiers.firstIndex(where: { $0.code == own }),
      let needed = tiers.firstIndex(where: { $0.code == least })
    else { return false }
    return rank >= needed
  }

  private func use(_ key: VoucherKey, at now: Instant) throws(Rejection) -> Decision {
    let found =
      switch key {
      case .code(let hash): rewards.voucher(holding: hash)
      case .id(let id): rewards.voucher(id)
      }
    guard let voucher = found else { throw .rewards(.unknownVoucher) }
    if let reason = obstacle(to: voucher, at: now) { throw .rewards(reason) }
    return Decision(facts: [
      .rewards(.used(voucher.id, reward: voucher.reward, member: voucher.member))
    ])
  }

  /// Why a voucher is good no longer; nil where it is.
  private func obstacle(to voucher: Voucher, at now: Instant) -> RewardsRejection? {
    switch voucher.status(on: now.day) {
    case .active: nil
    case .used: .voucherUsed(on: (voucher.closed ?? now).day)
    case .cancelled: .voucherCancelled
    case .lapsed: .voucherLapsed(through: voucher.through ?? now.day)
    }
  }

  /// A voucher is given up. Where it and its points are good still, they go back as the member could have
  /// them go back alone, however many; what was used or has lapsed already is given back as any other entry
  /// is: of many points by two, and `isAgreed` says that a second person has agreed.
  func cancel(
    _ id: VoucherID, _ reason: Reason?, postedBy: StaffID?, by actor: Actor, at now: Instant,
    isAgreed: Bool = false
  ) throws(Rejection) -> Decision {
    if actor == .visitor { throw .access(.signInNeeded) }
    let found = rewards.voucher(id)
    // To another member a voucher looks as if it did not exist.
    if case .member(let number) = actor, number != found?.member {
      throw .rewards(.unknownVoucher)
    }
    try permit(actor, roles: .counter, owner: found?.member)
    guard let voucher = found, let entry = points.entry(voucher.entry) else {
      throw .rewards(.unknownVoucher)
    }
    try checkMembership(of: voucher.member)
    guard entry.reversedBy == nil else { throw .rewards(.voucherCancelled) }
    var request: ApprovalRequest?
    let obstacle = obstacle(to: voucher, at: now)
    if !isAgreed, obstacle != nil || lapsedPoints(behind: entry.id, on: now.day) > 0 {
      request = self.request(toReverse: entry, by: actor, on: now.day)
    }
    if let obstacle, !actor.isManager, request == nil {
      if case .staff = actor { throw .rewards(.voucherNeedsManager) }
      throw .rewards(obstacle)
    }
    let facts = try refund(
      entry, postedBy: postedBy, by: request == nil ? actor : .system, at: now)
    let decision = Decision(
      facts: facts + [
        .rewards(.cancelled(voucher.id, reward: voucher.reward, member: voucher.member))
      ], annex: reason.map(annex) ?? [])
    return try request.map { request throws(Rejection) in
      try asking(for: request, instead: decision)
    } ?? decision
  }

  /// Vouchers whose last day has passed, in the order of their getting. Of one member only the first
  /// that gives points back goes into a record; the next record has the next.
  private func lapse(after id: VoucherID?, at now: Instant) -> Decision {
    var facts: [Fact] = []
    var refunded: Set<MemberNumber> = []
    for voucher in rewards.overdue(on: now.day, after: id) {
      guard facts.count < RewardsRules.lapsesAtOnce else { break }
      var postings: [Fact] = []
      // Whoever has left the club has no account for points to come back to.
      if voucher.refundsLapsed, !membership.hasLeft(voucher.member),
        let entry = points.entry(voucher.entry)
      {
        guard !refunded.contains(voucher.member) else { break }
        // More has lapsed of the account than one record holds: tomorrow, or by hand.
        guard let refund = try? refund(entry, by: .system, at: now) else { continue }
        guard facts.count + refund.count < Decision.maximumFacts else { break }
        refunded.insert(voucher.member)
        postings = refund
      }
      facts += postings
      facts.append(
        .rewards(.lapsed(voucher.id, reward: voucher.reward, member: voucher.member)))
    }
    return Decision(facts: facts)
  }

  private func correctStock(
    of slug: Code, by change: Int, _ reason: Reason
  ) throws(Rejection) -> Decision {
    guard let reward = terms.reward(slug) else { throw .rewards(.unknownReward) }
    let stock = rewards.stock(of: slug, terms: reward)
    guard let total = stock.total, let left = stock.left else { throw .rewards(.stockNotCounted) }
    guard RewardsRules.corrections.contains(change), change != 0,
      change > 0 || total + change >= stock.taken
    else { throw .rewards(.impossibleCorrection(left: left)) }
    return Decision(
      facts: [.rewards(.stockCorrected(reward: slug, change: change))], annex: annex(reason))
  }
}

enum RewardsRules {
  /// About how many facts a record of lapses holds.
  static let lapsesAtOnce = 400
  /// The range of one correction: it bounds what one slip of a finger can do.
  static let corrections = -1_000_000...1_000_000
  /// The most of one reward that can have been procured.
  static let mostStock = 1_000_000_000
}
