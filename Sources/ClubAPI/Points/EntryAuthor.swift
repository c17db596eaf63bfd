import Club
import ClubStore

extension ClubAPI {
  /// Who of the staff has brought an entry about that is to be taken back: who asked for it, where a second
  /// person approved it. Its records alone know, and are read where it can decide anything.
  ///
  /// - Parameters:
  ///   - entry: the entry.
  ///   - allowsDebt: whether the account may go below zero by it.
  ///   - call: the request.
  /// - Returns: their number; nil where it was nobody of the staff or does not matter, and where there is no
  ///   such entry.
  /// - Throws: where the records cannot be read.
  func author(
    of entry: EntryID, allowsDebt: Bool = false, _ call: Call
  ) async throws -> StaffID? {
    let (actor, now) = (call.identity.actor, call.now)
    let matters = try await store.read { club, _ in
      club.mayMatter(authorOf: entry, allowsDebt: allowsDebt, to: actor, at: now)
    }
    guard matters else { return nil }
    let record = try await store.record(UInt64(entry.position.sequence))
    guard let asked = record?.approvedRequest else { return record?.staff }
    return try await store.record(UInt64(asked.position.sequence))?.staff
  }
}
