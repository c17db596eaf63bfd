public import CivilTime
public import Club
import Dispatch
import Journal
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
  /// Members who have left and whose name or contacts are still kept: they are to be erased.
  ///
  /// - Throws: where the store has stopped.
  public func leaversToErase() async throws(StoreError) -> [(member: MemberNumber, left: Instant)] {
    try await read { club, people in
      club.membership.left.filter { leaver in
        let person = people.person(leaver.member)
        return person?.name != nil || person?.phone != nil || person?.email != nil
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
  ///   - line: what a list beside a backup says; nil for an erasure of today.
  /// - Returns: what was done, and what was found afterwards.
  /// - Throws: where nobody has the number, or the disk fails.
  public func erase(
    _ member: MemberNumber, also: [UInt64] = [], noted line: ErasedMembers.Line? = nil
  ) async throws(StoreError) -> Erasure {
    guard try await read({ club, _ in club.membership.contains(member) }) else {
      throw StoreError(description: "nobody has the number \(member)")
    }
    try await forgetMessages(to: member)
    let head = journal.durableHead.sequence
    let line =
      line
      ?? ErasedMembers.Line(
        member: member, time: max(clock(), Instant(milliseconds: journal.lastTime)),
        upTo: UInt64(head), also: also)
    let result = await withCheckedContinuation { continuation in
      // One after the other, and never on the pool that serves requests: all files are read.
      Self.erasures.async {
        continuation.resume(
          returning: Result { () throws(StoreError) in
            try self.erase(line)
          })
      }
    }
    return try result.get()
  }

  private static let erasures = DispatchQueue(label: "store.erasures")
  private static let fileOfIntent = "erasing"

  private func erase(_ line: ErasedMembers.Line) throws(StoreError) -> Erasure {
    let person = state.withLock { $0.people.person(line.member) }
    let traces = PersonalTraces(person)
    let found = try search(line, traces)
    let directory = journal.directory
    var list = ErasedMembers()
    list.add(line)
    try list.add(to: Self.fileOfIntent, in: directory)
    state.withLock { $0.people.forget(line.member) }
    let values = try erase(found.sequences)
    try list.add(to: ErasedMembers.fileInStore, in: directory)
    try forgetIntent()
    let verification: Verification
    do throws(LedgerFault) {
      verification = try Ledger(reader: journal.reader, directory: directory)
        .verify(upTo: Head(journal.durableHead))
    } catch {
      throw StoreError(description: error.description)
    }
    let (files, leftovers) = try traces.search(directory)
    return Erasure(
      line: line, values: values, records: found.sequences.count, verification: verification,
      filesSearched: files, leftovers: leftovers, mentions: found.mentions)
  }

  /// Finishes what a crash has interrupted. Blocks.
  func finishErasures(_ fileSystem: any FileSystem) throws(StoreError) {
    let list = try ErasedMembers.read(
      "\(journal.directory)/\(Self.fileOfIntent)", fileSystem: fileSystem)
    for line in list.lines {
      let found = try search(line, PersonalTraces(nil))
      state.withLock { $0.people.forget(line.member) }
      _ = try erase(found.sequences)
    }
    guard !list.lines.isEmpty else { return }
    try list.add(to: ErasedMembers.fileInStore, in: journal.directory)
    try forgetIntent()
  }

  private func forgetIntent() throws(StoreError) {
    do {
      let disk = POSIXFileSystem()
      try disk.remove("\(journal.directory)/\(Self.fileOfIntent)")
      try disk.syncDirectory(journal.directory)
    } catch {
      throw StoreError(error)
    }
  }

  private func erase(_ sequences: Set<Int>) throws(StoreError) -> Int {
    do {
      return try journal.erase(annexOf: sequences)
    } catch {
      throw StoreError(error)
    }
  }

  /// The records about a member that have an annex, and the free text of others that names them.
  private func search(
    _ line: ErasedMembers.Line, _ traces: PersonalTraces
  ) throws(StoreError) -> (sequences: Set<Int>, mentions: [Erasure.Mention]) {
    let digits = Array(line.member.digits.utf8)
    var sequences: Set<Int> = []
    var mentions: [Erasure.Mention] = []
    do throws(JournalFault) {
      _ = try journal.reader.replay { view in
        let sequence = UInt64(view.sequence)
        guard !view.annex.isEmpty, sequence <= line.upTo else { return }
        if line.also.contains(sequence) {
          // Free text is what names others by the way; a name of its own is erased as a person.
          guard !view.annex.contains(where: { $0.field == "name" }) else {
            throw NotFreeText()
          }
          sequences.insert(view.sequence)
          return
        }
        if PersonalTraces.contains(UnsafeRawBufferPointer(view.facts), digits),
          try FactCoding.decode(view.facts).contains(where: { $0.member == line.member })
        {
          sequences.insert(view.sequence)
          return
        }
        for value in view.annex where traces.isMentioned(in: value) {
          mentions.append(
            Erasure.Mention(sequence: sequence, field: value.field))
        }
      }
    } catch {
      throw StoreError(error.error)
    }
    return (sequences, mentions)
  }
}

/// A record that cannot be erased with somebody else.
private struct NotFreeText: Error, CustomStringConvertible {
  let description =
    "the record holds the name of a member or of somebody of the staff, not text about others"
}
