import CivilTime

extension Posting {
  /// Whether it gives points away for something, which what is pending cannot be.
  fileprivate var isSpending: Bool {
    points < 0 && reverses == nil && (account == .redeemed || account == .transferred)
  }
}

extension PointsState {
  /// What an entry does to lots: what it takes from them or gives back, and what it opens itself.
  struct LotChange {
    var uses: [(entry: Int, points: Int)]
    var own: Int
  }

  /// A member's lots that hold something, the newest first. Together they hold the balance; one that
  /// owes points has none.
  func lots(of member: MemberNumber) -> [Lot] {
    var lots: [Lot] = []
    eachLot(of: member) { lots.append(Lot(entries[$0])) }
    return lots
  }

  /// Goes through the rows of these.
  func eachLot(of member: MemberNumber, _ take: (Int) -> Void) {
    var left = max(0, balance(of: member))
    for (index, row) in newestRows(of: member) {
      guard left > 0 else { return }
      guard row.remaining > 0 else { continue }
      take(index)
      left -= Int(row.remaining)
    }
  }

  /// What of a member's points lapses when, the soonest first; the points that never do are left out.
  public func upcomingExpiries(of member: MemberNumber) -> [Expiry] {
    var sums: [UInt16: Int] = [:]
    eachLot(of: member) { index in
      let row = entries[index]
      if row.expires != 0 { sums[row.expires, default: 0] += Int(row.remaining) }
    }
    return sums.sorted { $0.key < $1.key }
      .map { Expiry(through: Day(daysSinceEpoch: Int($0.key)), points: $0.value) }
  }

  /// The lots that an entry used, in its order.
  func uses(of id: EntryID) -> [LotUse] {
    guard let index = entries.index(of: id.position, \.id.position) else { return [] }
    return run(of: index).map { use in
      LotUse(lot: EntryID(entries[use.entry].id.position), points: use.points)
    }
  }

  /// What lapsed of a lot, by entries that nobody has taken back.
  func expiries(ofLot id: EntryID) -> [(entry: EntryID, points: Int)] {
    guard let index = entries.index(of: id.position, \.id.position) else { return [] }
    let member = MemberNumber(ordinal: Int(entries[index].member))
    var found: [(entry: EntryID, points: Int)] = []
    for (other, row) in newestRows(of: member) {
      guard other > index else { break }
      guard row.account == .expired, !row.isReversal, row.counterpart == EntryRow.none else {
        continue
      }
      for use in run(of: other) where use.entry == index {
        found.append((EntryID(row.id.position), use.points))
      }
    }
    return found
  }

  /// Lots whose last day has passed, in the order of their opening.
  ///
  /// - Parameters:
  ///   - today: the first day that still counts.
  ///   - id: where to go on; nil from the first.
  ///   - limit: how many at most.
  /// - Returns: whose lots, and the lots.
  func lapsedLots(
    before today: Day, after id: EntryID?, limit: Int
  ) -> [(member: MemberNumber, lot: Lot)] {
    let day = UInt16(clamping: today.daysSinceEpoch)
    return lots(after: id, limit: limit) {
      $0.remaining > 0 && $0.expires != 0 && $0.expires < day
    }
  }

  /// Some of all lots, in the order of their opening.
  ///
  /// - Parameters:
  ///   - id: where to go on; nil from the first.
  ///   - limit: how many at most.
  ///   - isWanted: which of them.
  /// - Returns: whose lots, and the lots.
  func lots(
    after id: EntryID?, limit: Int, where isWanted: (EntryRow) -> Bool
  ) -> [(member: MemberNumber, lot: Lot)] {
    var found: [(member: MemberNumber, lot: Lot)] = []
    var index = id.map { entries.firstIndex(after: $0.position, \.id.position) } ?? 0
    while index < entries.count, found.count < limit {
      let row = entries[index]
      if isWanted(row) { found.append((MemberNumber(ordinal: Int(row.member)), Lot(row))) }
      index += 1
    }
    return found
  }

  /// Checks what an entry says of lots; where it is from before there were any, the rules say it.
  func lots(
    of posting: Posting, reversing reversed: Int?, at position: Position
  ) throws(Inconsistency) -> LotChange {
    let before = balance(of: posting.member)
    let cover = posting.points > 0 ? min(posting.points, max(0, -before)) : posting.debt
    let moved = abs(posting.points) - cover
    var uses: [(entry: Int, points: Int)] = []
    for use in posting.lots {
      guard let index = entries.index(of: use.lot.position, \.id.position), use.points > 0,
        Int(entries[index].member) == posting.member.ordinal, entries[index].points > 0
      else {
        throw Inconsistency(position: position, message: "\(use.lot) is no lot of the member")
      }
      guard !posting.isSpending || !entries[index].isPending else {
        throw Inconsistency(position: position, message: "lot \(use.lot) is pending")
      }
      uses.append((index, use.points))
    }
    // An entry with a last day of its own is from the time of lots, also where it names none.
    if uses.isEmpty, posting.points < 0 || posting.expires == nil {
      uses = impliedUses(of: posting, reversing: reversed, moved: moved)
    }
    let used = uses.reduce(0) { $0 + $1.points }
    guard posting.points > 0 ? used <= moved : used == moved else {
      throw Inconsistency(
        position: position, message: "it moves \(moved) points, but lots give or take \(used)")
    }
    try checkRoom(uses, isGiving: posting.points > 0, at: position)
    return LotChange(uses: uses, own: posting.points > 0 ? moved - used : 0)
  }

  /// How an entry from before there were lots used them: awards opened one, spendings took the oldest,
  /// and what was taken back went where it had come from.
  private func impliedUses(
    of posting: Posting, reversing reversed: Int?, moved: Int
  ) -> [(entry: Int, points: Int)] {
    var left = moved
    var uses: [(entry: Int, points: Int)] = []
    func use(_ entry: Int, _ limit: Int) {
      let points = min(left, limit)
      guard points > 0 else { return }
      uses.append((entry, points))
      left -= points
    }
    if posting.points > 0 {
      guard let reversed else { return [] }
      for earlier in run(of: reversed) { use(earlier.entry, earlier.points) }
      return uses
    }
    if let reversed { use(reversed, Int(entries[reversed].remaining)) }
    for next in lots(of: posting.member).taking(.max) {
      guard let index = entries.index(of: next.lot.position, \.id.position), index != reversed
      else { continue }
      use(index, next.points)
    }
    return uses
  }

  /// The giver's row of a transfer whose receiver's entry this is.
  func giver(of posting: Posting, at position: Position) throws(Inconsistency) -> UInt32? {
    guard posting.account == .transferred, posting.reverses == nil, posting.points > 0 else {
      return nil
    }
    let index = entries.count - 1
    guard index >= 0, let other = posting.transfer, entries[index].account == .transferred,
      entries[index].id.position.sequence == position.sequence, !entries[index].isReversal,
      Int(entries[index].member) == other.ordinal, Int(entries[index].points) == -posting.points,
      other != posting.member, run(of: index).count == 1,
      entries[run(of: index)[0].entry].through == posting.expires
    else {
      throw Inconsistency(
        position: position, message: "it is no mirror image of the entry before it")
    }
    return UInt32(index)
  }

  private func checkRoom(
    _ uses: [(entry: Int, points: Int)], isGiving: Bool, at position: Position
  ) throws(Inconsistency) {
    var sums: [Int: Int] = [:]
    for use in uses { sums[use.entry, default: 0] += use.points }
    for (entry, points) in sums {
      let row = entries[entry]
      let room = isGiving ? Int(row.points) - Int(row.remaining) : Int(row.remaining)
      guard points <= room else {
        throw Inconsistency(
          position: position,
          message: "lot \(EntryID(row.id.position)) has room for \(room) points, not for \(points)")
      }
    }
  }
}
