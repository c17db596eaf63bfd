import Club
import ClubStore
import Synchronization

/// Who wrote today's records. Records never change, so each is read for it once, however often the
/// desks look at the day.
final class RecordAuthors: Sendable {
  /// Whoever wrote a record.
  struct Author: Hashable, Sendable {
    /// As the journal names them.
    let actor: String
    /// The person of the staff; nil where it was somebody else.
    let staff: StaffID?
  }

  private let known = Mutex<[UInt64: Author]>([:])

  /// The authors of these records; those of all others are forgotten.
  func authors(
    of sequences: Set<UInt64>, in store: ClubStore
  ) async throws(StoreError) -> [UInt64: Author] {
    var authors = known.withLock { $0 }.filter { sequences.contains($0.key) }
    for (sequence, record) in try await store.records(sequences.subtracting(authors.keys)) {
      authors[sequence] = Author(actor: record.actor, staff: record.staff)
    }
    let found = authors
    known.withLock { $0 = found }
    return found
  }
}
