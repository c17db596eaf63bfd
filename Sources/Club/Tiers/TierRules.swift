public import CivilTime

extension Club {
  /// A member's way through the tiers until a day, the earliest step first.
  ///
  /// Nobody sets a tier: it follows from the facts, the day and the tiers as they are adopted now.
  ///
  /// - Parameters:
  ///   - number: the member.
  ///   - day: the last day of interest.
  /// - Returns: the days on which the tier changed; none where there are no tiers, or no such member yet.
  public func tierSteps(of number: MemberNumber, through day: Day) -> [TierStep] {
    guard !terms.rules.tiers.isEmpty, let joined = membership.member(number)?.joined.day else {
      return []
    }
    return TierHistory(
      terms.rules.tiers, joined: joined, points.earnings(of: number),
      homes: profiles.homes(of: number)
    ).steps(through: day)
  }

  /// A member's tier on a day; nil for none.
  public func tier(of number: MemberNumber, on day: Day) -> Tier? {
    tierSteps(of: number, through: day).last?.tier
  }
}

/// Points that a member has earned, and for how long they count.
struct EarnedPoints: Hashable, Sendable {
  let points: Int
  /// The day on which they were posted, before which nobody knew of them; or on which they could first
  /// be spent, where they were pending.
  let from: Day
  /// The day they belong to.
  let businessDate: Day
  /// The day on which they were taken back.
  let takenBack: Day?
}

extension PointsState {
  /// All that rules ever gave a member: spending changes nothing of it, taking back does. What was posted by
  /// hand, to correct something or to bring an older club's points along, was not earned: no clerk's number
  /// lifts anybody.
  func earnings(of member: MemberNumber) -> [EarnedPoints] {
    let byHand = sourceIndex(of: PointSource.manual)
    return newestRows(of: member).compactMap { index in
      let row = entries[index]
      guard row.account == .issued, !row.isReversal, row.source != byHand else { return nil }
      let isTaken = row.counterpart != EntryRow.none
      let taken = isTaken ? entry(at: Int(row.counterpart)).posted.day : nil
      let entry = entry(at: index)
      return EarnedPoints(
        points: entry.points, from: max(entry.posted.day, entry.activeFrom ?? entry.posted.day),
        businessDate: entry.businessDate,
        takenBack: taken)
    }
  }
}

/// Walks through the days on which something changes, and sees which tier holds.
private struct TierHistory {
  private let tiers: [Tier]
  private let joined: Day
  /// For each tier that asks for points, what counts more or less from which day on, the latest first.
  private var changes: [Int: [(day: Day, points: Int)]] = [:]
  private var sums: [Int: Int] = [:]
  private var days: Set<Day>
  private let homes: [ProfileState.HomesStep]

  init(
    _ tiers: [Tier], joined: Day, _ earnings: [EarnedPoints], homes: [ProfileState.HomesStep]
  ) {
    self.tiers = tiers
    self.joined = joined
    self.homes = homes
    days = [joined]
    if tiers.contains(where: { $0.homes != nil }) { days.formUnion(homes.map(\.day)) }
    for (index, tier) in tiers.enumerated() {
      if let months = tier.months { days.insert(joined.adding(months: months)) }
      guard tier.earned != nil else { continue }
      var changes: [(day: Day, points: Int)] = []
      for earned in earnings {
        let end = [tier.within.map { earned.businessDate.adding(months: $0) }, earned.takenBack]
          .compactMap { $0 }.min()
        if let end, end <= earned.from { continue }
        changes.append((earned.from, earned.points))
        if let end { changes.append((end, -earned.points)) }
      }
      days.formUnion(changes.map(\.day))
      self.changes[index] = changes.sorted { $0.day > $1.day }
    }
  }

  func steps(through last: Day) -> [TierStep] {
    var walk = self
    var steps: [TierStep] = []
    var rank = -1
    for day in days.filter({ $0 <= last && $0 >= joined }).sorted() {
      let next = walk.rank(on: day)
      guard next != rank || steps.isEmpty else { continue }
      // Down it is the tier that was lost that says why.
      let judged = tiers.indices.contains(max(rank, next)) ? max(rank, next) : nil
      let hasAged = judged.flatMap { tiers[$0].months }.map { joined.adding(months: $0) == day }
      steps.append(
        TierStep(
          day: day, tier: next < 0 ? nil : tiers[next],
          cause: day == joined ? .joined : hasAged ?? false ? .time : cause(judged, on: day),
          earned: judged.flatMap { walk.sums[$0] }, isUpgrade: next > rank))
      rank = next
    }
    return steps
  }

  /// What changed on a day but time: the number of homes, where the tier asks for it, or points.
  private func cause(_ judged: Int?, on day: Day) -> TierStep.Cause {
    guard let judged, let needed = tiers[judged].homes, homes.contains(where: { $0.day == day })
    else { return .points }
    let (before, after) = (homes(on: day.adding(days: -1)), homes(on: day))
    return (before >= needed) == (after >= needed) ? .points : .homes
  }

  private func homes(on day: Day) -> Int {
    homes.last(where: { $0.day <= day })?.homes ?? 0
  }

  /// The place of the highest tier that holds on a day; −1 for none. Days come in their order.
  private mutating func rank(on day: Day) -> Int {
    for index in tiers.indices {
      while let change = changes[index]?.last, change.day <= day {
        changes[index]?.removeLast()
        sums[index, default: 0] += change.points
      }
    }
    let owned = homes(on: day)
    return tiers.indices.last { index in
      let tier = tiers[index]
      return (tier.months.map { joined.adding(months: $0) <= day } ?? true)
        && (tier.earned.map { sums[index, default: 0] >= $0.points } ?? true)
        && owned >= tier.homes ?? 0
    } ?? -1
  }
}
