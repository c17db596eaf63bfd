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
    var draft = try PostingDraft(points, member: member, today: now.day)
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

  /// Room in the record that is kept for cancellations yet to come.
  private static let roomForOthers = 200
}
