public import CivilTime

/// From when on and until when the points of an award are good.
struct LotLife {
  /// The first day; nil where they are good at once.
  var activeFrom: Day?
  /// The last day; nil where they never lapse.
  var expires: Day?
}

extension Club {
  /// How long the points of an award are good. Where they are pending first, their validity is counted from
  /// the day on which they become active.
  ///
  /// - Parameters:
  ///   - rule: the rule of the award; nil by hand.
  ///   - businessDate: the day it belongs to.
  ///   - now: the time of the decision.
  /// - Returns: the days.
  /// - Throws: where they would have lapsed before anybody could spend them.
  func life(
    of rule: PointRule?, on businessDate: Day, at now: Instant
  ) throws(Rejection) -> LotLife {
    let start = rule?.pendingDays.map { businessDate.adding(days: $0) } ?? businessDate
    let expires = (rule?.validity ?? terms.rules.validity).lastDay(of: start)
    if let expires, expires < max(now.day, start) {
      throw .points(.alreadyLapsed(through: expires))
    }
    return LotLife(activeFrom: start > now.day ? start : nil, expires: expires)
  }

  /// Facts for all pending lots whose day has come, in the order of their opening.
  func activate(after id: EntryID?, at now: Instant) -> Decision {
    let due = points.dueLots(on: now.day, after: id, limit: PointsRules.expiriesAtOnce)
    return Decision(
      facts: due.map { member, lot in
        .points(.activated(lot: lot.entry, member: member, points: lot.remaining))
      })
  }
}

/// Points that become active together.
public struct Activation: Hashable, Sendable {
  /// The first day on which they are good.
  public let from: Day
  /// How many.
  public let points: Int
}

extension PointsState {
  /// How many of a member's points are pending: part of the balance, and not to be spent.
  public func pending(of member: MemberNumber) -> Int {
    guard turns(of: member).hasPending else { return 0 }
    return lots(of: member).reduce(0) { $0 + ($1.isPending ? $1.remaining : 0) }
  }

  /// What of a member's points becomes active when, the soonest first. The day may have passed where the
  /// daily run has not been there yet.
  public func upcomingActivations(of member: MemberNumber) -> [Activation] {
    guard turns(of: member).hasPending else { return [] }
    var sums: [Day: Int] = [:]
    for lot in lots(of: member) where lot.isPending {
      if let day = lot.activeFrom { sums[day, default: 0] += lot.remaining }
    }
    return sums.map { Activation(from: $0.key, points: $0.value) }.sorted { $0.from < $1.from }
  }

  /// Pending lots whose day has come and that hold something, in the order of their opening.
  ///
  /// - Parameters:
  ///   - today: the day.
  ///   - id: where to go on; nil from the first.
  ///   - limit: how many at most.
  /// - Returns: whose lots, and the lots.
  func dueLots(
    on today: Day, after id: EntryID?, limit: Int
  ) -> [(member: MemberNumber, lot: Lot)] {
    let day = UInt16(clamping: today.daysSinceEpoch)
    return lots(after: id, limit: limit) {
      $0.isPending && $0.active <= day && $0.remaining > 0
    }
  }

  /// Takes in that a lot is pending no longer.
  mutating func activate(
    _ lot: EntryID, _ member: MemberNumber, _ points: Int, at position: Position, time: Instant
  ) throws(Inconsistency) {
    guard let index = entries.index(of: lot.position, \.id.position), entries[index].isPending,
      Int(entries[index].member) == member.ordinal, Int(entries[index].remaining) == points,
      points > 0, Day(daysSinceEpoch: Int(entries[index].active)) <= time.day
    else {
      throw Inconsistency(
        position: position, message: "lot \(lot) has no \(points) points that become active")
    }
    entries.update(index) { $0.marks.remove(.pending) }
    renewTurns(of: member)
  }
}

extension PostingDraft {
  /// How many points can be spent: the balance without what is pending.
  var active: Int { balance - pending }

  /// How many are pending.
  var pending: Int { lots.reduce(0) { $0 + ($1.isPending ? $1.remaining : 0) } }

  /// Checks that so many points can be spent.
  func checkActive(_ needed: Int) throws(Rejection) {
    guard active >= needed else {
      throw .points(.insufficientPoints(balance: active, needed: needed, pending: pending))
    }
  }
}
