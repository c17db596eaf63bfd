import Annex
public import CivilTime
public import Club
import Journal
import Synchronization

/// One record of the journal: who did what, when and why.
public struct StoredRecord: Hashable, Sendable {
  /// Its number.
  public let sequence: UInt64
  /// Its time.
  public let time: Instant
  /// Who gave the command: `visitor`, `member:027603188429`, `staff:3`, `system`.
  public let actor: String
  /// What happened, in order.
  public let facts: [Fact]
  /// The command's personal values and free text, without those erased since.
  public let annex: [AnnexField]

  init(_ record: Record) throws(UnreadableFact) {
    facts = try record.decodedFacts()
    sequence = UInt64(record.sequence)
    time = Instant(milliseconds: record.time)
    actor = record.actor
    annex = record.annex.kept
  }

  /// The person of the staff who gave the command; nil where it was somebody else.
  public var staff: StaffID? {
    guard actor.hasPrefix("staff:"), let number = Int(actor.dropFirst(6)) else { return nil }
    return StaffID(number)
  }
}

extension Record {
  /// What happened, in order.
  func decodedFacts() throws(UnreadableFact) -> [Fact] {
    let decoded = facts.withUnsafeBufferPointer { bytes in
      Result { () throws(UnreadableFact) in try FactCoding.decode(bytes) }
    }
    return try decoded.get()
  }
}

extension ClubStore {
  /// Reads a record from the disk, with its annex as it is now.
  ///
  /// - Parameter sequence: the record's number.
  /// - Returns: the record; nil where there is none of that number.
  /// - Throws: where the disk fails or does not hold what was written, or the store has stopped
  ///   before the record was on the disk.
  public func record(_ sequence: UInt64) async throws(StoreError) -> StoredRecord? {
    let found: Record?
    do {
      found = try await journal.record(at: Int(clamping: sequence))
    } catch {
      throw StoreError(error)
    }
    guard let found else { return nil }
    do {
      return try StoredRecord(found)
    } catch {
      throw .unreadable(sequence, error)
    }
  }

  /// Reads records from the disk, each of them once however often it is asked for.
  ///
  /// - Parameter sequences: the records' numbers.
  /// - Returns: the records by their numbers; without those that do not exist.
  /// - Throws: as `record(_:)` does.
  public func records(
    _ sequences: some Sequence<UInt64>
  ) async throws(StoreError) -> [UInt64: StoredRecord] {
    let found: [Record]
    do {
      found = try await journal.records(at: Set(sequences).sorted().map { Int(clamping: $0) })
    } catch {
      throw StoreError(error)
    }
    var records: [UInt64: StoredRecord] = [:]
    for record in found {
      do {
        records[UInt64(record.sequence)] = try StoredRecord(record)
      } catch {
        throw .unreadable(UInt64(record.sequence), error)
      }
    }
    return records
  }

  /// The name of a person of the staff, for whoever has seen the person's doings on the disk.
  ///
  /// - Parameter id: the person.
  /// - Returns: the name; nil where there is no such person or the name has been erased.
  public func name(of id: StaffID) -> String? { state.withLock { $0.people.name(of: id) } }

  /// What an entry is for, by the name that the club has for it now, for whoever has seen the entry on
  /// the disk: nothing is waited for once more.
  ///
  /// - Parameter id: the entry.
  /// - Returns: as `Club.title(of:)`; nil also where there is no such entry.
  public func title(of id: EntryID) -> String? { state.withLock { $0.club.title(of: id) } }

  /// What a request is for that waits for a second person, likewise.
  public func title(of request: ApprovalRequest) -> String? {
    state.withLock { $0.club.title(of: request) }
  }

  /// What a request would change in the member's account, likewise.
  public func change(by request: ApprovalRequest) -> Int {
    state.withLock { $0.club.change(by: request) }
  }

  /// What the entries are for that a decision would post, likewise.
  ///
  /// - Parameter facts: the facts of the decision.
  /// - Returns: for each fact as `Club.title(ofPostingAt:in:)`.
  public func titles(ofPostingsIn facts: [Fact]) -> [String?] {
    state.withLock { state in facts.indices.map { state.club.title(ofPostingAt: $0, in: facts) } }
  }
}
