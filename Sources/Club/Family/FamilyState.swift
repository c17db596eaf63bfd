public import CivilTime

/// Who is of one family with whom, and who was asked.
public struct FamilyState: Sendable, Hashable {
  /// The members of every family, by ordinal, in the order of joining.
  private var families: [UInt32: [UInt32]] = [:]
  /// By member: the number of the family.
  private var places: [UInt32: UInt32] = [:]
  /// Numbers are given once.
  private var next: UInt32 = 1
  /// By member: who has asked, and when; the latest for each who asked.
  private var invitations: [UInt32: [Invitation]] = [:]
  /// The same from the other side, for whoever looks up their own: by who has asked, whom.
  private var asked: [UInt32: Set<UInt32>] = [:]

  private struct Invitation: Sendable, Hashable {
    var by: UInt32
    var time: Instant
  }

  /// All of a member's family, the member included, in the order of joining; nobody where there is none.
  public func family(of member: MemberNumber) -> [MemberNumber] {
    guard let ordinal = UInt32(exactly: member.ordinal), let family = places[ordinal] else {
      return []
    }
    return (families[family] ?? []).map { MemberNumber(ordinal: Int($0)) }
  }

  /// Who has asked a member, and when, the first first. What is older than `FamilyRules.days` counts no
  /// longer.
  public func invitations(
    of member: MemberNumber, at now: Instant
  ) -> [(by: MemberNumber, time: Instant)] {
    (UInt32(exactly: member.ordinal).flatMap { invitations[$0] } ?? [])
      .filter { now < $0.time.adding(seconds: FamilyRules.days * 86_400) }
      .map { (MemberNumber(ordinal: Int($0.by)), $0.time) }
  }

  /// Whom a member has asked and who has not answered, and when, the first first.
  public func asked(
    by member: MemberNumber, at now: Instant
  ) -> [(member: MemberNumber, time: Instant)] {
    let others = UInt32(exactly: member.ordinal).flatMap { asked[$0] } ?? []
    return others.map { MemberNumber(ordinal: Int($0)) }.flatMap { other in
      invitations(of: other, at: now).filter { $0.by == member }.map { (other, $0.time) }
    }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
  }

  mutating func apply(
    _ fact: FamilyFact, at position: Position, time: Instant, members: MembershipState
  ) throws(Inconsistency) {
    switch fact {
    case .invited(let member, let other):
      guard members.contains(member), members.contains(other), member != other,
        let ordinal = UInt32(exactly: member.ordinal), let by = UInt32(exactly: other.ordinal)
      else {
        throw Inconsistency(position: position, message: "\(other) cannot ask \(member)")
      }
      var open = (invitations[ordinal] ?? []).filter { $0.by != by }
      open.append(Invitation(by: by, time: time))
      invitations[ordinal] = open
      asked[by, default: []].insert(ordinal)
    case .joined(let member, let other):
      let (ordinal, by) = try take(member, other, at: position)
      guard places[ordinal] == nil else {
        throw Inconsistency(position: position, message: "\(member) is of a family already")
      }
      let family = places[by] ?? next
      if places[by] == nil {
        next += 1
        families[family] = [by]
        places[by] = family
      }
      families[family, default: []].append(ordinal)
      places[ordinal] = family
    case .declined(let member, let other):
      _ = try take(member, other, at: position)
    case .left(let member):
      guard let ordinal = UInt32(exactly: member.ordinal), let family = places[ordinal] else {
        throw Inconsistency(position: position, message: "\(member) is of no family")
      }
      places[ordinal] = nil
      let rest = (families[family] ?? []).filter { $0 != ordinal }
      families[family] = rest.count > 1 ? rest : nil
      if rest.count == 1 { places[rest[0]] = nil }
    }
  }

  /// Takes an invitation away that must be there.
  private mutating func take(
    _ member: MemberNumber, _ other: MemberNumber, at position: Position
  ) throws(Inconsistency) -> (UInt32, UInt32) {
    guard let ordinal = UInt32(exactly: member.ordinal), let by = UInt32(exactly: other.ordinal),
      let open = invitations[ordinal], open.contains(where: { $0.by == by })
    else {
      throw Inconsistency(position: position, message: "\(other) has not asked \(member)")
    }
    let rest = open.filter { $0.by != by }
    invitations[ordinal] = rest.isEmpty ? nil : rest
    let others = asked[by]?.subtracting([ordinal]) ?? []
    asked[by] = others.isEmpty ? nil : others
    return (ordinal, by)
  }
}

extension FamilyState {
  func write(to writer: inout StateWriter) {
    writer.uint32(next)
    writer.int(families.count)
    for (family, members) in families.sorted(by: { $0.key < $1.key }) {
      writer.uint32(family)
      writer.int(members.count)
      for member in members { writer.uint32(member) }
    }
    writer.int(invitations.count)
    for (member, open) in invitations.sorted(by: { $0.key < $1.key }) {
      writer.uint32(member)
      writer.int(open.count)
      for invitation in open {
        writer.uint32(invitation.by)
        writer.int64(invitation.time.milliseconds)
      }
    }
  }

  init(from reader: inout StateReader) throws(UnreadableState) {
    next = try reader.uint32()
    for _ in 0..<(try reader.count()) {
      let family = try reader.uint32()
      for _ in 0..<(try reader.count()) {
        let member = try reader.uint32()
        families[family, default: []].append(member)
        places[member] = family
      }
    }
    for _ in 0..<(try reader.count()) {
      let member = try reader.uint32()
      for _ in 0..<(try reader.count()) {
        let by = try reader.uint32()
        invitations[member, default: []].append(
          Invitation(by: by, time: Instant(milliseconds: try reader.int64())))
        asked[by, default: []].insert(member)
      }
    }
  }
}
