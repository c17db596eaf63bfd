import Annex
import CivilTime
public import Club
import Journal
import Lines

/// What a verification has checked, and what it has found.
public struct Verification: Hashable, Sendable {
  /// How far the files go.
  public internal(set) var extent: LedgerExtent
  /// How many records had a right checksum, number, time and chain.
  public internal(set) var records = 0
  /// How many facts the rules could follow.
  public internal(set) var facts = 0
  /// How many members have joined.
  public internal(set) var members = 0
  /// How many entries had a balance that follows from the one before.
  public internal(set) var entries = 0
  /// How many seats were given, none beyond the capacity adopted at that moment.
  public internal(set) var seats = 0
  /// How many values of the annex are what their records commit to.
  public internal(set) var values = 0
  /// How many values have been erased.
  public internal(set) var erased = 0
  /// How many values are sealed with a key that nobody has given, and were not checked.
  public internal(set) var sealed = 0
  /// The totals of all accounts, which sum to zero.
  public internal(set) var trialBalance = TrialBalance()
  /// How many heads, printed or kept elsewhere, were found in the chain.
  public internal(set) var anchors = 0
  /// How many snapshots say what the records up to theirs lead to.
  public internal(set) var snapshots = 0
  /// How many snapshots could not be read: of another version, or sealed with a key not here.
  public internal(set) var unreadSnapshots = 0
}

extension Ledger {
  /// Replays everything from the first record and checks it twice: with the rules that the running
  /// club goes by, and with a second set of books that knows none of them. Snapshots are held against
  /// what the records lead to.
  ///
  /// - Parameters:
  ///   - head: the last record to check, where the running server says which is on the disk.
  ///   - anchors: heads known from elsewhere, which the chain must hold.
  /// - Returns: what was checked.
  /// - Throws: the first fault.
  public func verify(
    upTo head: Head? = nil, anchors: [Head] = []
  ) throws(LedgerFault) -> Verification {
    var club = Club()
    var snapshots: SnapshotComparison
    do throws(JournalError) {
      snapshots = try SnapshotComparison(reader)
    } catch {
      throw LedgerFault(
        sequence: 1, place: error.place, reason: error.reason, remedy: error.remedy)
    }
    var books = SecondBooks()
    var anchorsLeft = anchors
    var found = Verification(extent: LedgerExtent.none)
    let extent = try replay(upTo: head) { view in
      let facts = try FactCoding.decode(view.facts)
      let time = Instant(milliseconds: view.time)
      for (index, fact) in facts.enumerated() {
        let position = Position(sequence: view.sequence, index: index)
        try club.apply(fact, at: position, time: time)
        try books.enter(fact, at: position)
      }
      found.records += 1
      found.facts += facts.count
      for value in view.annex {
        if value.isSealed {
          found.sealed += 1
        } else if value.value == nil {
          found.erased += 1
        } else {
          found.values += 1
        }
      }
      for anchor in anchorsLeft where anchor.sequence == UInt64(view.sequence) {
        guard anchor.hash == view.hash.description else { throw HeadMismatch(expected: anchor) }
        found.anchors += 1
      }
      anchorsLeft.removeAll { $0.sequence == UInt64(view.sequence) }
      try snapshots.take(view, facts, club)
    }
    if let anchor = anchorsLeft.first {
      throw .missing(anchor, in: directory, after: Int(extent.head.sequence))
    }
    if let reason = books.disagreement(with: club) {
      throw LedgerFault(
        sequence: Int(extent.head.sequence), place: directory, reason: reason,
        remedy: "Keep the folder as it is and report this: the program itself is wrong.")
    }
    found.extent = extent
    found.snapshots = snapshots.agreed
    found.unreadSnapshots = snapshots.unread
    found.members = club.membership.count
    found.entries = books.entries
    found.seats = books.seatsGiven
    found.trialBalance = club.points.trialBalance
    return found
  }
}

extension LedgerExtent {
  static let none = LedgerExtent(
    head: Head(sequence: 0, hash: Hash256.zero.description), time: nil, segments: 0, bytes: 0,
    unfinished: [])
}
