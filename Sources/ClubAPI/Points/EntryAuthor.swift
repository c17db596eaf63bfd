import Club
import ClubStore

extension ClubAPI {
  /// Who of the staff has brought an entry about: who asked for it, where a second person approved it. Its
  /// records alone know.
  ///
  /// - Parameter entry: the entry.
  /// - Returns: their number; nil where it was nobody of the staff, and where there is no such entry.
  /// - Throws: where the records cannot be read.
  func author(of entry: EntryID) async throws -> StaffID? {
    guard try await store.read({ club, _ in club.points.entry(entry) != nil }) else { return nil }
    let record = try await store.record(UInt64(entry.position.sequence))
    guard let asked = record?.approvedRequest else { return record?.staff }
    return try await store.record(UInt64(asked.position.sequence))?.staff
  }
}
