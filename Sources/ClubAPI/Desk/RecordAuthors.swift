import CivilTime
import Club
import ClubStore
import Synchronization

/// Who wrote today's records. Records never change, so each is read for it once, however many desks
/// look at the day, and however often.
final class RecordAuthors: Sendable {
  /// Whoever wrote a record.
  struct Author: Hashable, Sendable {
    /// As the journal names them.
    let actor: String
    /// The person of the staff; nil where it was somebody else.
    let staff: StaffID?
  }

  private let known = Mutex<(day: Day, authors: [UInt64: Author])?>(nil)

  /// The authors of these records. A desk of one region asks for others than that of the next, so all
  /// that were asked for stay known as long as it is this day.
  func authors(
    of sequences: Set<UInt64>, on day: Day, in store: ClubStore
  ) async throws(StoreError) -> [UInt64: Author] {
    var authors = known.withLock { $0?.day == day ? $0?.authors ?? [:] : [:] }
    for (sequence, record) in try await store.records(sequences.subtracting(authors.keys)) {
      authors[sequence] = Author(actor: record.actor, staff: record.staff)
    }
    let found = authors
    known.withLock { known in
      let others = known?.day == day ? known?.authors ?? [:] : [:]
      known = (day, found.merging(others) { author, _ in author })
    }
    return found.filter { sequences.contains($0.key) }
  }
}
