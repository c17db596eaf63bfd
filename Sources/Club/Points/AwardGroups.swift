import CivilTime

/// Awards of a member that one rule gave for one day, as far as nothing tells them apart but their points. Days are
/// counted from 1970-01-01.
struct AwardGroup: Hashable, Sendable {
  /// The number by which rows name the rule.
  let source: UInt16
  /// The day on which they were posted, before which nobody knew of them; or on which they could first
  /// be spent, where they were pending.
  let from: Int
  /// The day they belong to.
  let businessDay: Int
  /// The day on which they were taken back; nil where they stand.
  let takenBack: Int?
  /// How many points they gave together.
  var points: Int

  fileprivate func isAlike(_ other: AwardGroup) -> Bool {
    source == other.source && from == other.from && businessDay == other.businessDay
      && takenBack == other.takenBack
  }
}

/// The groups of those who were awarded something lately: tiers and caps ask for all of them with each award, and an
/// account may have thousands of entries.
///
/// They follow from the books, so they make no two states different and stand in no snapshot.
struct RecentAwards: Hashable, Sendable {
  private var groups: [Int: [AwardGroup]] = [:]
  /// How many groups all of them have.
  private var count = 0

  /// Beyond so many members, or so many groups (about 10 MB), all are forgotten.
  static let mostMembers = 4_096
  static let mostGroups = 200_000

  init() {}

  static func == (lhs: RecentAwards, rhs: RecentAwards) -> Bool { true }

  func hash(into hasher: inout Hasher) {}

  /// A member's groups in the order of posting; nil where they are not known.
  subscript(ordinal: Int) -> [AwardGroup]? { groups[ordinal] }

  mutating func remember(_ groups: [AwardGroup], of ordinal: Int) {
    // An account as large as all of them together is looked through each time, and takes nobody's place.
    guard groups.count <= Self.mostGroups else { return }
    if self.groups.count >= Self.mostMembers || count + groups.count > Self.mostGroups {
      self.groups.removeAll(keepingCapacity: true)
      count = 0
    }
    self.groups[ordinal] = groups
    count += groups.count
  }

  mutating func forget(_ ordinal: Int) { count -= groups.removeValue(forKey: ordinal)?.count ?? 0 }

  /// Takes in a new award of whoever is known.
  mutating func add(_ group: AwardGroup, of ordinal: Int) {
    guard let known = groups[ordinal]?.count else { return }
    groups[ordinal]?.add(group)
    count += (groups[ordinal]?.count ?? known) - known
  }
}

extension [AwardGroup] {
  /// Adds an award to the group before it, or as a group of its own.
  fileprivate mutating func add(_ group: AwardGroup) {
    if let last = indices.last, self[last].isAlike(group) {
      self[last].points += group.points
    } else {
      append(group)
    }
  }
}

extension PointsState {
  /// All that a member was ever awarded, in the order of posting. Spending changes nothing of it.
  func awardGroups(of member: MemberNumber) -> [AwardGroup] {
    recentAwards[member.ordinal] ?? gatheredAwards(of: member)
  }

  /// Has them at hand for the next decisions.
  mutating func recallAwards(of member: MemberNumber) {
    guard recentAwards[member.ordinal] == nil else { return }
    recentAwards.remember(gatheredAwards(of: member), of: member.ordinal)
  }

  /// Takes in a new entry.
  mutating func noteAward(_ row: EntryRow) {
    let ordinal = Int(row.member)
    if row.isReversal {
      // It may have taken back any of them.
      recentAwards.forget(ordinal)
    } else if row.account == .issued {
      recentAwards.add(group(row), of: ordinal)
    }
  }

  private func gatheredAwards(of member: MemberNumber) -> [AwardGroup] {
    var groups: [AwardGroup] = []
    for (_, row) in newestRows(of: member) where row.account == .issued && !row.isReversal {
      groups.add(group(row))
    }
    groups.reverse()
    return groups
  }

  private func group(_ row: EntryRow) -> AwardGroup {
    let isTaken = row.counterpart != EntryRow.none
    return AwardGroup(
      source: row.source, from: max(row.postedDay, Int(row.active)),
      businessDay: Int(row.businessDay),
      takenBack: isTaken ? entries[Int(row.counterpart)].postedDay : nil, points: Int(row.points))
  }
}

extension Club {
  /// Gets ready for a command: an award asks for all that its member was ever awarded, more than once. What is
  /// decided is the same without it.
  public mutating func prepare(for command: Command) {
    for member in awarded(by: command) where membership.contains(member) {
      points.recallAwards(of: member)
    }
  }

  /// Whom a command would award something.
  private func awarded(by command: Command) -> [MemberNumber] {
    switch command {
    case .points(.award(let order)): return [order.member]
    case .approval(.approve(let id, _, _)):
      guard let request = approvals.request(id), request.account == .issued,
        request.reverses == nil
      else { return [] }
      return request.members
    case .registration(.checkIn(_, let member)):
      return terms.rules.pointRules.contains(where: \.isAttendance) ? [member] : []
    default: return []
    }
  }
}
