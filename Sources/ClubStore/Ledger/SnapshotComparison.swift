import Annex
import Club
import Journal
import Lines
import Snapshots

/// Holds every snapshot against what the records lead to.
struct SnapshotComparison {
  /// How many said the same as the records.
  private(set) var agreed = 0
  /// How many could not be read: of another version of the program, or sealed with a key not here.
  private(set) var unread = 0
  private let reader: JournalReader
  private var left: [Int]
  private var people = People()

  /// - Throws: where the snapshots' folder cannot be read.
  init(_ reader: JournalReader) throws(JournalError) {
    self.reader = reader
    left = try reader.snapshots().reversed()
  }

  /// Takes in a record, after the rules have.
  mutating func take(
    _ record: RecordView, _ facts: [Fact], _ club: Club
  ) throws {
    guard let next = left.last else { return }
    let annex = record.annex.kept
    if !annex.isEmpty { for fact in facts { people.learn(fact, annex) } }
    guard record.sequence == next else { return }
    left.removeLast()
    let reading = try reader.snapshot(next, content: Club.snapshotVersion) { file in
      var reader = StateReader { file.next() }
      let state = try ClubStore.State(from: &reader, keyLifetime: nil)
      try reader.finish()
      return state.club == club && state.people.holdsTheSame(as: people)
    }
    switch reading {
    case .read(true): agreed += 1
    case .read(false): throw reader.disagreement(of: next)
    case .gone: break
    case .otherVersion, .sealed: unread += 1
    }
  }
}
