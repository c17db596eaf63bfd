import CivilTime

/// Which tier of each member was noted last.
public struct TierState: Sendable, Hashable {
  /// A tier as it was noted; nil for none.
  struct Note: Hashable {
    var tier: Code?
    var since: Day
  }

  private struct Row: Sendable, Hashable {
    /// The tier's index; nil where none was noted, or that there is none.
    var code: UInt16?
    /// Days since 1970; nil where nothing was ever noted.
    var since: Int32?
  }

  private var codes = CodeTable()
  /// By the members' ordinals, as far as somebody was noted.
  private var rows = Table<Row>()

  init() {}

  /// What was noted of a member; nil where nothing ever was.
  func noted(of member: MemberNumber) -> Note? {
    guard member.ordinal < rows.count, let since = rows[member.ordinal].since else { return nil }
    return Note(
      tier: rows[member.ordinal].code.map { codes[$0] }, since: Day(daysSinceEpoch: Int(since)))
  }

  mutating func apply(
    _ fact: TierFact, at position: Position, members: MembershipState
  ) throws(Inconsistency) {
    switch fact {
    case .changed(let change):
      guard members.contains(change.member) else {
        throw Inconsistency(position: position, message: "nobody has the number \(change.member)")
      }
      let before = noted(of: change.member)?.tier
      guard change.from == before, change.to != before else {
        throw Inconsistency(
          position: position,
          message: "the tier noted before is \(before?.text ?? "none"), the fact comes from "
            + "\(change.from?.text ?? "none") to \(change.to?.text ?? "none")")
      }
      var code: UInt16?
      if let to = change.to {
        guard let index = codes.enter(to) else {
          throw Inconsistency(position: position, message: "there are too many codes")
        }
        code = index
      }
      while rows.count <= change.member.ordinal { rows.append(Row()) }
      rows.update(change.member.ordinal) { row in
        row = Row(code: code, since: Int32(clamping: change.since.daysSinceEpoch))
      }
    }
  }
}

extension TierState {
  func write(to writer: inout StateWriter) {
    codes.write(to: &writer)
    rows.write(to: &writer) { row, writer in
      writer.optional(row.code) { code, writer in writer.uint16(code) }
      writer.optional(row.since) { since, writer in writer.uint32(UInt32(bitPattern: since)) }
    }
  }

  init(from reader: inout StateReader) throws(UnreadableState) {
    codes = try CodeTable(from: &reader)
    rows = try Table(from: &reader) { reader throws(UnreadableState) in
      Row(
        code: try reader.optional { reader throws(UnreadableState) in try reader.uint16() },
        since: try reader.optional { reader throws(UnreadableState) in try reader.uint32() }
          .map { Int32(bitPattern: $0) })
    }
  }
}
