import CivilTime

extension Club {
  /// Entries for all lots whose last day has passed, in the order of their opening.
  func expire(after id: EntryID?, at now: Instant) -> Decision {
    var facts: [Fact] = []
    var drafts: [MemberNumber: Int] = [:]
    let lapsed = points.lapsedLots(
      before: now.day, after: id, limit: PointsRules.expiriesAtOnce)
    for (member, lot) in lapsed {
      guard let through = lot.through else { continue }
      let balance = (drafts[member] ?? points.balance(of: member)) - lot.remaining
      drafts[member] = balance
      facts.append(
        .points(
          .posted(
            Posting(
              member: member, account: .expired, points: -lot.remaining, balance: balance,
              source: PointSource.expiry, businessDate: through.adding(days: 1),
              lots: [LotUse(lot: lot.entry, points: lot.remaining)]))))
    }
    return Decision(facts: facts)
  }
}
