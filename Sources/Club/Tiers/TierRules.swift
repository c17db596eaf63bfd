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

extension PointsState {
  /// All that rules ever gave a member: spending changes nothing of it, taking back does. What was posted by
  /// hand, to correct something or to bring an older club's points along, was not earned: no clerk's number
  /// lifts anybody.
  fileprivate func earnings(of member: MemberNumber) -> [AwardGroup] {
    let byHand = sourceIndex(of: PointSource.manual)
    return awardGroups(of: member).filter { $0.source != byHand }
  }
}

/// Walks through the days on which something changes, and sees which tier holds. Days are counted from
/// 1970-01-01.
private struct TierHistory {
  private let tiers: [Tier]
  private let joined: Int
  /// For each tier the day on which the membership is long enough; nil where it asks for no time.
  private let ages: [Int?]
  /// For each tier that asks for points, what counts more or less from which day on, the latest first.
  private var changes: [[(day: Int, points: Int)]] = []
  /// For each tier what has counted until the day of the walk; nil where nothing ever has.
  private var sums: [Int?]
  private var days: Set<Int>
  private let homes: [(day: Int, homes: Int)]

  init(
    _ tiers: [Tier], joined: Day, _ earnings: [AwardGroup], homes: [ProfileState.HomesStep]
  ) {
    self.tiers = tiers
    self.joined = joined.daysSinceEpoch
    self.homes = homes.map { ($0.day.daysSinceEpoch, $0.homes) }
    ages = tiers.map { $0.months.map { joined.adding(months: $0).daysSinceEpoch } }
    sums = tiers.map { _ in nil }
    days = [self.joined]
    days.formUnion(ages.compactMap { $0 })
    if tiers.contains(where: { $0.homes != nil }) { days.formUnion(self.homes.map(\.day)) }
    changes = tiers.map { $0.earned == nil ? [] : Self.changes(earnings, within: $0.within) }
    for changes in changes { days.formUnion(changes.lazy.map(\.day)) }
  }

  /// What counts from which day on and until when, where points count for so many months; nil: for ever.
  private static func changes(
    _ earnings: [AwardGroup], within months: Int?
  ) -> [(day: Int, points: Int)] {
    var changes: [(day: Int, points: Int)] = []
    for earned in earnings {
      var end = earned.takenBack ?? .max
      if let months {
        let last = Day(daysSinceEpoch: earned.businessDay).adding(months: months)
        end = min(end, last.daysSinceEpoch)
      }
      guard end > earned.from else { continue }
      changes.append((earned.from, earned.points))
      if end < .max { changes.append((end, -earned.points)) }
    }
    return changes.sorted { $0.day > $1.day }
  }

  func steps(through last: Day) -> [TierStep] {
    let through = last.daysSinceEpoch
    var walk = self
    var steps: [TierStep] = []
    var rank = -1
    for day in days.filter({ $0 <= through && $0 >= joined }).sorted() {
      let next = walk.rank(on: day)
      guard next != rank || steps.isEmpty else { continue }
      // Down it is the tier that was lost that says why.
      let judged = tiers.indices.contains(max(rank, next)) ? max(rank, next) : nil
      let hasAged = judged.map { ages[$0] == day } ?? false
      steps.append(
        TierStep(
          day: Day(daysSinceEpoch: day), tier: next < 0 ? nil : tiers[next],
          cause: day == joined ? .joined : hasAged ? .time : cause(judged, on: day),
          earned: judged.flatMap { walk.sums[$0] }, isUpgrade: next > rank))
      rank = next
    }
    return steps
  }

  /// What changed on a day but time: the number of homes, where the tier asks for it, or points.
  private func cause(_ judged: Int?, on day: Int) -> TierStep.Cause {
    guard let judged, let needed = tiers[judged].homes, homes.contains(where: { $0.day == day })
    else { return .points }
    return (homes(on: day - 1) >= needed) == (homes(on: day) >= needed) ? .points : .homes
  }

  private func homes(on day: Int) -> Int {
    homes.last(where: { $0.day <= day })?.homes ?? 0
  }

  /// The place of the highest tier that holds on a day; −1 for none. Days come in their order.
  private mutating func rank(on day: Int) -> Int {
    for index in tiers.indices {
      while let change = changes[index].last, change.day <= day {
        changes[index].removeLast()
        sums[index] = (sums[index] ?? 0) + change.points
      }
    }
    let owned = homes(on: day)
    return tiers.indices.last { index in
      let tier = tiers[index]
      return (ages[index].map { $0 <= day } ?? true)
        && (tier.earned.map { sums[index] ?? 0 >= $0.points } ?? true)
        && owned >= tier.homes ?? 0
    } ?? -1
  }
}
