public import CivilTime

/// Who has agreed to letters, and which issues have gone out.
public struct NewsletterState: Sendable, Hashable {
  private var editions: [UInt32: NewsletterEdition] = [:]
  /// By issue, those to whom it has gone, as long as it has not gone to all.
  private var underWay: [Code: Set<UInt32>] = [:]
  private var sent: [Code: Instant] = [:]

  /// In which characters a member gets letters; nil where the member has not agreed to any.
  public func edition(of member: MemberNumber) -> NewsletterEdition? {
    UInt32(exactly: member.ordinal).flatMap { editions[$0] }
  }

  /// When an issue had gone to everybody; nil where it has not.
  public func sent(_ issue: Code) -> Instant? { sent[issue] }

  /// Those who have agreed, members who have left included, as far as they are looked for: in the order of joining.
  func readers(where isSought: (MemberNumber) -> Bool) -> [MemberNumber] {
    editions.keys.map { MemberNumber(ordinal: Int($0)) }.filter(isSought)
      .sorted { $0.ordinal < $1.ordinal }
  }

  func isAddressed(_ member: MemberNumber, _ issue: Code) -> Bool {
    UInt32(exactly: member.ordinal).map { underWay[issue]?.contains($0) == true } ?? false
  }

  mutating func apply(
    _ fact: NewsletterFact, at position: Position, time: Instant, members: MembershipState
  ) throws(Inconsistency) {
    switch fact {
    case .agreed(let member, let edition):
      editions[try known(member, members, at: position)] = edition
    case .withdrawn(let member):
      editions[try known(member, members, at: position)] = nil
    case .addressed(let member, let issue):
      let ordinal = try known(member, members, at: position)
      guard sent[issue] == nil, underWay[issue, default: []].insert(ordinal).inserted else {
        throw Inconsistency(position: position, message: "\(issue) has gone to \(member) before")
      }
    case .sent(let issue):
      guard sent[issue] == nil else {
        throw Inconsistency(position: position, message: "\(issue) has gone out before")
      }
      underWay[issue] = nil
      sent[issue] = time
    }
  }

  private func known(
    _ member: MemberNumber, _ members: MembershipState, at position: Position
  ) throws(Inconsistency) -> UInt32 {
    guard members.contains(member), let ordinal = UInt32(exactly: member.ordinal) else {
      throw Inconsistency(position: position, message: "\(member) is no member")
    }
    return ordinal
  }
}

extension NewsletterState {
  func write(to writer: inout StateWriter) {
    writer.int(editions.count)
    for (member, edition) in editions.sorted(by: { $0.key < $1.key }) {
      writer.uint32(member)
      writer.text(edition.rawValue)
      writer.endRow()
    }
    writer.int(underWay.count)
    for (issue, members) in underWay.sorted(by: { $0.key < $1.key }) {
      writer.code(issue)
      writer.int(members.count)
      for member in members.sorted() { writer.uint32(member) }
      writer.endRow()
    }
    writer.int(sent.count)
    for (issue, time) in sent.sorted(by: { $0.key < $1.key }) {
      writer.code(issue)
      writer.int64(time.milliseconds)
      writer.endRow()
    }
  }

  init(from reader: inout StateReader) throws(UnreadableState) {
    for _ in 0..<(try reader.count()) {
      let member = try reader.uint32()
      guard let edition = NewsletterEdition(rawValue: try reader.text()) else {
        throw UnreadableState("letters are in characters that are not known")
      }
      editions[member] = edition
    }
    for _ in 0..<(try reader.count()) {
      let issue = try reader.code()
      var members: Set<UInt32> = []
      for _ in 0..<(try reader.count()) { members.insert(try reader.uint32()) }
      underWay[issue] = members
    }
    for _ in 0..<(try reader.count()) {
      let issue = try reader.code()
      sent[issue] = Instant(milliseconds: try reader.int64())
    }
  }
}
