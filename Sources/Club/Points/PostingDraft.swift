import CivilTime

/// Entries of one member about to be posted together, each with the balance and the lots that the one
/// before it leaves. What has lapsed is posted first, so that nothing is spent that is no longer good,
/// also where the daily run is late; and what is pending no longer can be spent.
struct PostingDraft {
  private(set) var facts: [Fact] = []
  private(set) var balance: Int
  /// The member's lots; empty where only awards are posted and none of the lots turns.
  private(set) var lots: [Lot] = []
  private let member: MemberNumber

  /// - Parameters:
  ///   - points: the books.
  ///   - member: whose entries.
  ///   - today: the first day on which what has lapsed is good no longer.
  ///   - exempt: lots that do not lapse now, because they are being taken back.
  ///   - isAward: whether nothing but awards is asked for, which touch no lot but their own.
  /// - Throws: where so much has lapsed that it does not go into one record with what was asked for.
  init(
    _ points: PointsState, member: MemberNumber, today: Day, except exempt: Set<EntryID> = [],
    isAward: Bool = false
  ) throws(Rejection) {
    self.member = member
    balance = points.balance(of: member)
    let isQuiet = points.turns(of: member).isQuiet(on: today)
    if isQuiet, isAward { return }
    lots = points.lots(of: member)
    if isQuiet { return }
    let overdue = lots.filter { lot in
      !exempt.contains(lot.entry) && lot.through.map { $0 < today } ?? false
    }
    let due = lots.filter { lot in
      lot.isPending && lot.activeFrom.map { $0 <= today } ?? true && !overdue.contains(lot)
    }
    guard overdue.count + due.count <= PointsRules.expiriesAtOnce else {
      throw .points(.lapsingUnderWay)
    }
    for lot in overdue.sorted(by: Lot.isSpentBefore) {
      if let through = lot.through { lapse(lot, on: through) }
    }
    for lot in due.sorted(by: { $0.entry < $1.entry }) { activate(lot) }
  }

  /// Posts that a lot is pending no longer.
  private mutating func activate(_ lot: Lot) {
    facts.append(.points(.activated(lot: lot.entry, member: member, points: lot.remaining)))
    if let place = lots.firstIndex(where: { $0.entry == lot.entry }) {
      lots[place].isPending = false
    }
  }

  /// Posts an award, whose own lot is good from a day on and until another.
  mutating func post(
    _ account: ClubAccount, _ points: Int, source: Code, reference: Reference? = nil,
    businessDate: Day, life: LotLife, earning: Earning?
  ) {
    post(
      account, points, source: source, reference: reference, businessDate: businessDate,
      expires: life.expires, activeFrom: life.activeFrom, earning: earning)
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
    activeFrom: Day? = nil, lots uses: [LotUse] = [], earning: Earning? = nil,
    transfer: MemberNumber? = nil
  ) {
    balance += points
    facts.append(
      .points(
        .posted(
          Posting(
            member: member, account: account, points: points, balance: balance, source: source,
            reference: reference, businessDate: businessDate, reverses: reverses, debt: debt,
            expires: expires, activeFrom: activeFrom, lots: uses, earning: earning,
            transfer: transfer))))
    for use in uses {
      if let place = lots.firstIndex(where: { $0.entry == use.lot }) {
        lots[place].remaining += points > 0 ? use.points : -use.points
      } else if points > 0 {
        lots.append(Lot(entry: use.lot, remaining: use.points))
      }
    }
  }
}
