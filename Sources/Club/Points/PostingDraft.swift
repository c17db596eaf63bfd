import CivilTime

/// Entries of one member about to be posted together, each with the balance and the lots that the one
/// before it leaves. What has lapsed is posted first, so that nothing is spent that is no longer good,
/// also where the daily run is late.
struct PostingDraft {
  private(set) var facts: [Fact] = []
  private(set) var balance: Int
  private(set) var lots: [Lot]
  private let member: MemberNumber

  /// - Parameters:
  ///   - points: the books.
  ///   - member: whose entries.
  ///   - today: the first day on which what has lapsed is good no longer.
  ///   - exempt: a lot that does not lapse now, because it is being taken back.
  /// - Throws: where so much has lapsed that it does not go into one record with what was asked for.
  init(
    _ points: PointsState, member: MemberNumber, today: Day, except exempt: EntryID? = nil
  ) throws(Rejection) {
    self.member = member
    balance = points.balance(of: member)
    lots = points.lots(of: member)
    let overdue = lots.filter { lot in
      lot.entry != exempt && lot.through.map { $0 < today } ?? false
    }
    guard overdue.count <= PointsRules.expiriesAtOnce else { throw .points(.lapsingUnderWay) }
    for lot in overdue.sorted(by: Lot.isSpentBefore) {
      if let through = lot.through { lapse(lot, on: through) }
    }
  }

  /// Posts that a lot has lapsed, on the day after its last.
  mutating func lapse(_ lot: Lot, on through: Day) {
    post(
      .expired, -lot.remaining, source: PointSource.expiry, businessDate: through.adding(days: 1),
      lots: [LotUse(lot: lot.entry, points: lot.remaining)])
  }

  mutating func post(
    _ account: ClubAccount, _ points: Int, source: Code, reference: Reference? = nil,
    businessDate: Day, reverses: EntryID? = nil, debt: Int = 0, expires: Day? = nil,
    lots uses: [LotUse] = [], earning: Earning? = nil
  ) {
    balance += points
    facts.append(
      .points(
        .posted(
          Posting(
            member: member, account: account, points: points, balance: balance, source: source,
            reference: reference, businessDate: businessDate, reverses: reverses, debt: debt,
            expires: expires, lots: uses, earning: earning))))
    for use in uses {
      if let place = lots.firstIndex(where: { $0.entry == use.lot }) {
        lots[place].remaining += points > 0 ? use.points : -use.points
      } else if points > 0 {
        lots.append(Lot(entry: use.lot, remaining: use.points, through: nil))
      }
    }
  }
}
