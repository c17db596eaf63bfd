import Annex
import CivilTime
public import Club
import Disk
import Journal

/// What an erasure would come to: nothing is changed.
public struct ErasureRehearsal: Hashable, Sendable {
  /// Who would be erased.
  public let member: MemberNumber
  /// How many values would be erased.
  public let values: Int
  /// In how many records they are.
  public let records: Int
  /// Free text about other people that names the person.
  public let mentions: [Erasure.Mention]
}

extension Ledger {
  /// Says what the erasure of a member would come to.
  ///
  /// Like everything else here it only reads the files, beside a running server too: so no server, and no
  /// older one, can take it for the order itself.
  ///
  /// - Parameters:
  ///   - member: who.
  ///   - also: records about others whose free text names the person.
  ///   - stillMember: whether somebody is meant who has not left; nil comes back for one who is not.
  ///   - head: the last record to read, where the running server says which is on the disk.
  /// - Returns: what would be erased; nil where the erasure would be refused because it is somebody who
  ///   has not left.
  /// - Throws: what the erasure itself would be refused for, or the first fault of the books.
  public func rehearseErasure(
    of member: MemberNumber, also: [UInt64] = [], stillMember: Bool = false, upTo head: Head? = nil
  ) throws(StoreError) -> ErasureRehearsal? {
    let known = try known(upTo: head, annexOf: Set(also))
    guard known.club.membership.contains(member) else { throw StoreError.nobody(member) }
    guard stillMember || known.club.membership.hasLeft(member) else { return nil }
    for number in also {
      try StoreError.checkFreeText(
        number, fields: known.fields[number], last: Int(known.head.sequence))
    }
    return try rehearse([member], also: also, known).first
  }

  /// Says what the erasure of everybody would come to who has left and is not erased yet.
  ///
  /// - Parameter head: the last record to read, where the running server says which is on the disk.
  /// - Returns: what would be erased, by member.
  /// - Throws: the first fault of the books.
  public func rehearseErasureOfLeavers(
    upTo head: Head? = nil
  ) throws(StoreError) -> [ErasureRehearsal] {
    let known = try known(upTo: head, annexOf: [])
    let leavers = known.club.membership.left.map(\.member).filter { member in
      let person = known.people.person(member)
      return person?.name != nil || person?.phone != nil || person?.email != nil
    }
    return try rehearse(leavers, also: [], known)
  }

  /// The club and the people as the files have them.
  private struct Known {
    var club = Club()
    var people = People()
    /// The names of the annex's fields, of the records that were asked for; none where a record has no annex.
    var fields: [UInt64: [String]] = [:]
    var head = LedgerExtent.none.head
  }

  private func known(
    upTo head: Head?, annexOf wanted: Set<UInt64>
  ) throws(StoreError) -> Known {
    // Nobody is found in what cannot be read.
    if let withoutKey { throw StoreError(description: withoutKey) }
    var known = Known()
    do throws(LedgerFault) {
      let extent = try replay(upTo: head) { view in
        let record = try StoredRecord(view.owned)
        for (index, fact) in record.facts.enumerated() {
          try known.club.apply(
            fact, at: Position(sequence: view.sequence, index: index),
            time: Instant(milliseconds: view.time))
          if !record.annex.isEmpty { known.people.learn(fact, record.annex) }
        }
        let number = UInt64(view.sequence)
        if wanted.contains(number) { known.fields[number] = view.annex.map(\.field) }
      }
      known.head = extent.head
    } catch {
      throw StoreError(description: error.description)
    }
    return known
  }

  private func rehearse(
    _ members: [MemberNumber], also: [UInt64], _ known: Known
  ) throws(StoreError) -> [ErasureRehearsal] {
    guard !members.isEmpty else { return [] }
    let lines = members.map {
      ErasedMembers.Line(
        member: $0, time: Instant(milliseconds: 0), upTo: known.head.sequence, also: also)
    }
    var search = ErasureSearch(lines, members.map { known.people.person($0) })
    do throws(LedgerFault) {
      _ = try replay(upTo: known.head) { try search.take($0) }
    } catch {
      throw StoreError(description: error.description)
    }
    return lines.compactMap { line in
      search[line].map { _, found in
        ErasureRehearsal(
          member: line.member, values: found.values, records: found.records,
          mentions: found.mentions)
      }
    }
  }
}
