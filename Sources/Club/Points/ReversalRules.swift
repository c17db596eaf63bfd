public import CivilTime

extension Club {
  func reverse(
    _ reversal: Reversal, by actor: Actor, at now: Instant
  ) throws(Rejection) -> Decision {
    guard let entry = points.entry(reversal.entry) else { throw .points(.unknownEntry) }
    try checkMembership(of: entry.member)
    if let other = entry.reversedBy { throw .points(.alreadyReversed(by: other)) }
    guard entry.reverses == nil else { throw .points(.isReversal) }
    if entry.account == .transferred {
      return try reverseTransfer(entry, reversal, by: actor, at: now)
    }
    if let voucher = rewards.voucher(paidBy: entry.id) {
      throw .rewards(.entryPaysVoucher(voucher.id))
    }
    // What is taken back need not lapse before: it would be taken twice.
    var facts: [Fact] = []
    if let twin = twin(of: entry) {
      // What stands in two accounts is taken back by whoever reaches both.
      guard reaches(twin.member, by: actor) else { throw .access(.notPermitted) }
      var draft = try PostingDraft(points, member: twin.member, today: now.day, except: [twin.id])
      try takeBack(twin, reversal.leave, by: actor, at: now, &draft)
      facts = draft.facts
    }
    var draft = try PostingDraft(
      points, member: entry.member, today: now.day, except: entry.points > 0 ? [entry.id] : [])
    if entry.points > 0 {
      try takeBack(entry, reversal.leave, by: actor, at: now, &draft)
    } else {
      try giveBack(entry, postedBy: reversal.postedBy, by: actor, at: now, &draft)
    }
    return Decision(facts: try bounded(facts + draft.facts), annex: annex(reversal.reason))
  }

  /// What gives a spending back, as a reversal does.
  func refund(
    _ entry: Entry, postedBy: StaffID? = nil, by actor: Actor, at now: Instant
  ) throws(Rejection) -> [Fact] {
    var draft = try PostingDraft(points, member: entry.member, today: now.day)
    try giveBack(entry, postedBy: postedBy, by: actor, at: now, &draft)
    return draft.facts
  }

  /// An award is taken from what is left of its own lot, then from the others; what they do not hold is
  /// owed. What has lapsed of it comes back first, or it would be taken twice.
  func takeBack(
    _ entry: Entry, _ leave: DebtLeave, by actor: Actor, at now: Instant,
    _ draft: inout PostingDraft
  ) throws(Rejection) {
    for expiry in points.expiries(ofLot: entry.id) {
      // What covers a debt goes into no lot.
      let back = expiry.points - min(expiry.points, max(0, -draft.balance))
      draft.post(
        .expired, expiry.points, source: PointSource.reversal, businessDate: now.day,
        reverses: expiry.entry, lots: back > 0 ? [LotUse(lot: entry.id, points: back)] : [])
    }
    let before = draft.balance
    let after = before - entry.points
    let debt = max(0, -after) - max(0, -before)
    if debt > 0 {
      guard leave.allowsDebt else {
        throw .points(.awardAlreadySpent(balance: before, debt: debt))
      }
      if case .staff(_, let role) = actor, role != .manager { throw .points(.debtNeedsManager) }
      try checkOther(than: leave.postedBy, actor)
    }
    let own = draft.lots.filter { $0.entry == entry.id }.taking(entry.points - debt)
    let rest = entry.points - debt - own.reduce(0) { $0 + $1.points }
    let others = draft.lots.filter { $0.entry != entry.id }.taking(rest)
    draft.post(
      entry.account, -entry.points, source: PointSource.reversal, businessDate: now.day,
      reverses: entry.id, debt: debt, lots: own + others)
  }

  /// A spending goes back to its lots, with their own last days. What would have lapsed meanwhile is
  /// good for another thirty days, by a manager's leave.
  func giveBack(
    _ entry: Entry, postedBy: StaffID? = nil, by actor: Actor, at now: Instant,
    _ draft: inout PostingDraft
  ) throws(Rejection) {
    let origins = points.uses(of: entry.id)
    // Also where they only cover a debt: lapsed points that pay for something are given anew.
    let lapsedPoints = self.lapsedPoints(behind: entry.id, on: now.day)
    if lapsedPoints > 0 {
      guard actor.isManager else { throw .points(.refundNeedsManager(points: lapsedPoints)) }
      try checkOther(than: postedBy, actor)
    }
    var left = -entry.points - min(-entry.points, max(0, -draft.balance))
    var uses: [LotUse] = []
    var lapsed = 0
    for use in origins.reversed() where left > 0 {
      let given = min(use.points, left)
      left -= given
      if hasLapsed(use, on: now.day) {
        lapsed += given
      } else {
        uses.append(LotUse(lot: use.lot, points: given))
      }
    }
    draft.post(
      entry.account, -entry.points, source: PointSource.reversal, businessDate: now.day,
      reverses: entry.id,
      expires: lapsed > 0 ? now.day.adding(days: PointsRules.refundDays) : nil,
      lots: uses.reversed())
  }
}

extension Club {
  /// Whether it may matter who has posted an entry that somebody takes back or cancels. Where it does
  /// not, the entry's record need not be read.
  ///
  /// - Parameters:
  ///   - id: the entry.
  ///   - allowsDebt: whether the account may go below zero by it.
  ///   - actor: who takes it back.
  ///   - now: the time of the asking.
  /// - Returns: false only where the decision asks nobody who posted it, also if that falls on the next day.
  public func mayMatter(
    authorOf id: EntryID, allowsDebt: Bool, to actor: Actor, at now: Instant
  ) -> Bool {
    guard case .staff(_, .manager) = actor, let entry = points.entry(id) else { return false }
    if entry.account == .transferred { return true }
    guard entry.points < 0 else { return allowsDebt }
    // What is good today may have lapsed when it is decided.
    let tomorrow = now.day.adding(days: 1)
    return lapsedPoints(behind: id, on: tomorrow) > 0
  }

  /// How many of the points that paid for something would have lapsed by a day.
  func lapsedPoints(behind id: EntryID, on day: Day) -> Int {
    points.uses(of: id).filter { hasLapsed($0, on: day) }.reduce(0) { $0 + $1.points }
  }

  /// Whether the lot that points were spent from is no longer good on a day.
  private func hasLapsed(_ use: LotUse, on day: Day) -> Bool {
    points.entry(use.lot)?.expires.map { $0 < day } ?? false
  }

  /// Nobody is the second person to an entry of their own: who has posted it and then lets the member owe
  /// it, or gives its lapsed points anew, could alone make points out of nothing.
  ///
  /// Whoever asks it, or uses `postedBy`, in another case adds that case to `mayMatter(authorOf:)`: where that
  /// says no, nobody reads who it was, and the check passes.
  private func checkOther(than author: StaffID?, _ actor: Actor) throws(Rejection) {
    if let author, author == actor.staff { throw .points(.ownEntry) }
  }
}

/// Whether what is taken back may leave a debt, and who may not say so.
struct DebtLeave {
  /// The program itself asks nobody.
  static let system = DebtLeave(allowsDebt: true, postedBy: nil)

  var allowsDebt: Bool
  /// Who of the staff has posted the entry.
  var postedBy: StaffID?
}

extension Reversal {
  /// What it allows of a debt.
  var leave: DebtLeave { DebtLeave(allowsDebt: allowsDebt, postedBy: postedBy) }
}
