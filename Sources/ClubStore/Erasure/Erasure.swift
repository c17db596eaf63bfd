import Annex
public import CivilTime
public import Club
import Disk
import Dispatch
import Journal
import Lines
import Synchronization

/// What an erasure has done, and the proof of it.
public struct Erasure: Hashable, Sendable {
  /// Free text about somebody else in which the person is named.
  public struct Mention: Hashable, Sendable {
    /// The record.
    public let sequence: UInt64
    /// The field of its annex.
    public let field: String
  }

  /// Who was erased, when, and up to which record.
  public let line: ErasedMembers.Line
  /// How many values were erased now; 0 where somebody had done it before.
  public let values: Int
  /// In how many records they were.
  public let records: Int
  /// What the verification found afterwards, over everything.
  public let verification: Verification
  /// How many files of the store were searched for the person's name and contacts.
  public let filesSearched: Int
  /// Where they were found, `file:line`; empty is the proof.
  public let leftovers: [String]
  /// Free text about other people that names the person: for somebody to read and judge.
  public let mentions: [Mention]
}

extension ClubStore {
  /// Members who have left and whose name or contacts are still kept, or not yet erased everywhere: they
  /// are to be erased.
  ///
  /// - Throws: where the store has stopped.
  public func leaversToErase() async throws(StoreError) -> [(member: MemberNumber, left: Instant)] {
    // Whom an erasure that failed has left is forgotten in memory already.
    let begun = try await onErasures { () throws(StoreError) in
      Set(try self.begunErasures().lines.map(\.member))
    }
    return try await read { club, people in
      club.membership.left.filter { leaver in
        let person = people.person(leaver.member)
        return person?.name != nil || person?.phone != nil || person?.email != nil
          || begun.contains(leaver.member)
      }.map { (member: $0.member, left: $0.time) }
    }
  }

  /// Erases a member as a person, for good: the values in the annex of every record about the member
  /// give way to their trace. Records, chain, sums and seats stay as they are.
  ///
  /// A crash in between is made good at the next start.
  ///
  /// - Parameters:
  ///   - member: who; a number that nobody has is an error.
  ///   - also: records about others whose free text names the person; their annex is erased too.
  /// - Returns: what was done, and what was found afterwards.
  /// - Throws: where nobody has the number, or the disk fails.
  public func erase(
    _ member: MemberNumber, also: [UInt64] = []
  ) async throws(StoreError) -> Erasure {
    try await erase([member], also: also)[0]
  }

  /// Erases members as persons, all of them by one reading, one rewriting and one verification of the
  /// ledger: a night with a hundred leavers costs what one costs.
  ///
  /// - Parameter members: who; a number that nobody has is an error.
  /// - Returns: for each what was done, and what was found afterwards.
  /// - Throws: where nobody has a number, or the disk fails: who was not erased is at the next try or start.
  public func erase(_ members: [MemberNumber]) async throws(StoreError) -> [Erasure] {
    try await erase(members, also: [])
  }

  private func erase(
    _ members: [MemberNumber], also: [UInt64]
  ) async throws(StoreError) -> [Erasure] {
    try await checkExistence(of: members)
    try await checkFreeText(in: also)
    let time = max(clock(), Instant(milliseconds: journal.lastTime))
    let head = UInt64(journal.durableHead.sequence)
    return try await carryOut(
      members.map { ErasedMembers.Line(member: $0, time: time, upTo: head, also: also) })
  }

  /// Erases members again, as a list beside a backup says.
  ///
  /// - Parameter lines: who, and up to which record; a number that nobody has is an error.
  /// - Returns: for each line what was done, and what was found afterwards.
  /// - Throws: where nobody has a number, or the disk fails.
  public func erase(noted lines: [ErasedMembers.Line]) async throws(StoreError) -> [Erasure] {
    try await checkExistence(of: lines.map(\.member))
    return try await carryOut(lines)
  }

  private func checkExistence(of members: [MemberNumber]) async throws(StoreError) {
    let unknown = try await read { club, _ in members.first { !club.membership.contains($0) } }
    if let unknown { throw StoreError.nobody(unknown) }
  }

  /// Everything that somebody names by hand is looked at before anything is erased: that cannot be undone.
  private func checkFreeText(in also: [UInt64]) async throws(StoreError) {
    for number in also {
      let record: Record?
      do {
        record = try await journal.record(at: Int(clamping: number))
      } catch {
        throw StoreError(error)
      }
      try StoreError.checkFreeText(
        number, fields: record?.annex.map(\.field), last: journal.durableHead.sequence)
    }
  }

  private func carryOut(_ lines: [ErasedMembers.Line]) async throws(StoreError) -> [Erasure] {
    guard !lines.isEmpty else { return [] }
    try await forgetMessages(to: Set(lines.map(\.member)))
    let search = try await onErasures { () throws(StoreError) in try self.eraseNow(lines) }
    // Before the proof, which looks at it as well.
    await replaceErasedSnapshots()
    return try await onErasures { () throws(StoreError) in try self.prove(search, lines) }
  }

  /// One after the other, and never on the pool that serves requests: all files are read.
  private func onErasures<Value: Sendable>(
    _ body: @escaping @Sendable () throws(StoreError) -> Value
  ) async throws(StoreError) -> Value {
    let result = await withCheckedContinuation { continuation in
      Self.erasures.async {
        continuation.resume(returning: Result { () throws(StoreError) in try body() })
      }
    }
    return try result.get()
  }

  private static let erasures = DispatchQueue(label: "store.erasures")
  private static let fileOfIntent = "erasing"

  /// Finishes what a crash has interrupted. Blocks.
  func finishErasures() throws(StoreError) {
    guard try !begunErasures().lines.isEmpty else { return }
    _ = try eraseNow([])
    snapshotPlan.withLock { $0.due = 0 }
  }

  /// Who is being erased, and whom an earlier try has not come to the end with.
  private func begunErasures() throws(StoreError) -> ErasedMembers {
    try ErasedMembers.read("\(directory)/\(Self.fileOfIntent)", fileSystem: fileSystem)
  }

  /// Erases members, and those too with whom an earlier try has not come to the end. Blocks.
  ///
  /// Whom it is about is on the disk before anything is erased, and until everything is: so the next
  /// start, or the next try, goes on with it.
  private func eraseNow(_ lines: [ErasedMembers.Line]) throws(StoreError) -> ErasureSearch {
    var list = ErasedMembers(lines: lines)
    list.merge(try begunErasures())
    let members = list.lines.map(\.member)
    let people = state.withLock { state in members.map { state.people.person($0) } }
    var search = ErasureSearch(list.lines, people)
    do throws(JournalFault) {
      _ = try journal.reader.replay { try search.take($0) }
    } catch {
      throw StoreError(error.error)
    }
    try list.add(to: Self.fileOfIntent, in: directory, on: fileSystem)
    state.withLock { state in
      for member in members { state.people.forget(member) }
    }
    do throws(JournalError) {
      _ = try journal.erase(annexOf: search.sequences)
    } catch {
      throw StoreError(error)
    }
    try list.add(to: ErasedMembers.fileInStore, in: directory, on: fileSystem)
    do {
      try fileSystem.remove("\(directory)/\(Self.fileOfIntent)")
      try fileSystem.syncDirectory(directory)
    } catch {
      throw StoreError(error)
    }
    return search
  }

  /// Verifies the whole ledger, and looks for what is left of the erased in every file. Blocks.
  private func prove(
    _ search: ErasureSearch, _ lines: [ErasedMembers.Line]
  ) throws(StoreError) -> [Erasure] {
    let verification: Verification
    do throws(LedgerFault) {
      verification = try Ledger(reader: journal.reader, directory: directory)
        .verify(upTo: Head(journal.durableHead))
    } catch {
      throw StoreError(description: error.description)
    }
    let (files, leftovers) = try search.traces.search(directory, on: fileSystem)
    return lines.compactMap { line in
      search[line].map { index, found in
        Erasure(
          line: line, values: found.values, records: found.records, verification: verification,
          filesSearched: files, leftovers: leftovers[index], mentions: found.mentions)
      }
    }
  }
}

extension StoreError {
  /// Nobody is to be erased who is not there.
  static func nobody(_ number: MemberNumber) -> StoreError {
    StoreError(description: "nobody has the number \(number)")
  }

  /// Refuses a record named by hand that is not there, or holds no text about others.
  ///
  /// - Parameters:
  ///   - number: the record.
  ///   - fields: the names of its annex's fields; nil where there is no such record.
  ///   - last: the last record that there is.
  /// - Throws: what is wrong with it.
  static func checkFreeText(
    _ number: UInt64, fields: [String]?, last: Int
  ) throws(StoreError) {
    guard let fields else {
      throw StoreError(
        description: "there is no record \(number); the last is \(last). Nothing was erased.")
    }
    guard !fields.isEmpty else {
      throw StoreError(
        description: "record \(number) holds no text that could be erased. Nothing was erased.")
    }
    guard !fields.contains("name") else {
      throw StoreError(
        description: "record \(number): \(NotFreeText()). Nothing was erased.")
    }
  }
}
