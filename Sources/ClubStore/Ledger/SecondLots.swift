import Club

/// Lots kept a second time: what every entry leaves, takes and gives back, by addition alone.
///
/// Entries from before there were lots do not say which they took; what follows for such a member is
/// not judged.
struct SecondLots {
  private var remaining: [EntryID: Int] = [:]
  /// What a member's lots hold together.
  private var held: [Int: Int] = [:]
  /// Lots that nobody may spend from yet.
  private var pending: Set<EntryID> = []
  /// Members with entries that say nothing of lots.
  private var unsaid: Set<Int> = []

  /// Enters an entry; returns what is wrong with it.
  mutating func enter(_ posting: Posting, at position: Position) -> String? {
    let ordinal = posting.member.ordinal
    guard !unsaid.contains(ordinal) else { return nil }
    let gain = max(0, posting.balance) - held[ordinal, default: 0]
    let used = posting.lots.reduce(0) { $0 + $1.points }
    if posting.points < 0 {
      if posting.lots.isEmpty, gain != 0 {
        unsaid.insert(ordinal)
        return nil
      }
      for use in posting.lots {
        let left = remaining[use.lot, default: 0] - use.points
        let isSpending = posting.account == .redeemed || posting.account == .transferred
        if isSpending, posting.reverses == nil, pending.contains(use.lot) {
          return "it spends from lot \(use.lot), which is pending"
        }
        if left < 0 { return "it takes \(use.points) from lot \(use.lot), which has not so many" }
        remaining[use.lot] = left == 0 ? nil : left
      }
      if used != -gain { return "the balance falls by \(-gain) and the lots by \(used)" }
    } else {
      if posting.reverses != nil, posting.lots.isEmpty, posting.expires == nil, gain != 0 {
        unsaid.insert(ordinal)
        return nil
      }
      for use in posting.lots { remaining[use.lot, default: 0] += use.points }
      if used > gain { return "the balance rises by \(gain) and the lots by \(used)" }
      if gain > used {
        remaining[EntryID(position)] = gain - used
        if posting.activeFrom != nil { pending.insert(EntryID(position)) }
      }
    }
    held[ordinal] = max(0, posting.balance)
    return nil
  }

  /// Enters that a lot can be spent from; returns what is wrong with it.
  mutating func activate(_ lot: EntryID, _ points: Int) -> String? {
    guard pending.remove(lot) != nil, remaining[lot] == points else {
      return "lot \(lot) has no \(points) points that were pending"
    }
    return nil
  }
}
