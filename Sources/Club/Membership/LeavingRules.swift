import CivilTime

extension Club {
  /// Whether somebody has a number and has not left.
  func checkMembership(of member: MemberNumber) throws(Rejection) {
    guard membership.contains(member) else { throw .membership(.unknownMember) }
    guard !membership.hasLeft(member) else { throw .membership(.hasLeft) }
  }

  /// A member leaves: seats become others', what is left of the points lapses, a debt is written off, and
  /// all sessions end. The number is given to nobody again.
  func leave(_ member: MemberNumber, at now: Instant) throws(Rejection) -> [Fact] {
    if let ward = membership.wards(of: member).first { throw .membership(.hasWards(ward)) }
    var facts: [Fact] = [.membership(.left(member: member))]
    if !families.family(of: member).isEmpty { facts.append(.family(.left(member: member))) }
    facts += refusals(leaving: member)
    var draft = try PostingDraft(points, member: member, today: now.day)
    facts += try withdrawReferral(of: member, at: now, &draft)
    if draft.balance > 0 {
      draft.post(
        .expired, -draft.balance, source: PointSource.leaving, businessDate: now.day,
        lots: draft.lots.taking(draft.balance))
    } else if draft.balance < 0 {
      draft.post(
        .adjusted, -draft.balance, source: PointSource.leaving, businessDate: now.day)
    }
    facts += draft.facts
    for found in registration.registrations(of: member) where found.status != .cancelled {
      if let known = terms.knownEvent(found.event), now >= known.start { continue }
      facts.append(
        .registration(.cancelled(found.id, event: found.event, member: member)))
      guard found.status == .seated else { continue }
      let room = Decision.maximumFacts - Self.roomForOthers - facts.count
      facts += promotions(
        found.event, terms.event(found.event), freed: 1, at: now, limit: max(0, min(1, room))
      ).map(Fact.registration)
    }
    return facts
  }

  /// What waits for a second person can be approved no longer, of a referral and of a transfer to be taken
  /// back neither side's: so that it does not wait for ever.
  private func refusals(leaving member: MemberNumber) -> [Fact] {
    approvals.waiting.filter { isVoid($0.request, without: member) }.prefix(Self.refusalsAtOnce)
      .map { .approval(.refused($0.id, member: $0.request.member)) }
  }

  /// Whether a request comes to nothing when a member leaves. Who has brought or was brought by them still
  /// has the own points of a referral, which can be taken back alone.
  private func isVoid(_ request: ApprovalRequest, without member: MemberNumber) -> Bool {
    let standsAlone = request.reverses != nil && request.account != .transferred
    return (standsAlone ? request.members : members(of: request)).contains(member)
  }

  /// Whoever leaves while nobody can spend what their coming has given was not brought to stay: it is taken
  /// back from both. What has become active meanwhile is the other's for good.
  private func withdrawReferral(
    of newcomer: MemberNumber, at now: Instant, _ draft: inout PostingDraft
  ) throws(Rejection) -> [Fact] {
    guard let referrer = membership.referrer(of: newcomer),
      let lot = draft.lots.first(where: { lot in
        lot.isPending && points.twin(of: lot.entry)?.member == referrer
      }),
      let entry = points.entry(lot.entry), let twin = twin(of: entry)
    else { return [] }
    var other = try PostingDraft(points, member: referrer, today: now.day, except: [twin.id])
    try takeBack(twin, .system, by: .system, at: now, &other)
    try takeBack(entry, .system, by: .system, at: now, &draft)
    return other.facts
  }

  /// How many requests of one member are refused with the leaving.
  private static let refusalsAtOnce = 100

  /// Room in the record that is kept for cancellations yet to come.
  private static let roomForOthers = 200
}
