import CivilTime

extension Club {
  /// What a rule gives for what is told, and why.
  struct Earned {
    var amount: Amount
    var earning: Earning
    var caps: [CapStanding]
  }

  /// What an order comes to by its rule on its business date.
  ///
  /// - Parameters:
  ///   - order: what is told; its amount is taken where the rule leaves it open, and otherwise must be what
  ///     comes out.
  ///   - rule: the rule.
  ///   - day: the business date.
  ///   - now: the time of the decision.
  ///   - isThere: whether the member stands at the event's door, which opens before it begins.
  /// - Returns: how many points, why, and what the caps leave.
  /// - Throws: why it is nothing.
  func earn(
    _ order: PointsOrder, by rule: PointRule, on day: Day, at now: Instant, isThere: Bool = false
  ) throws(Rejection) -> Earned {
    guard !rule.isAutomatic else { throw .earning(.givenByItself(rule.name)) }
    try checkFacts(order, rule)
    guard rule.term.contains(day) else { throw .earning(.notInForce(rule.name, rule.term)) }
    var earning = Earning(version: rule.version, base: 0, money: order.money, event: order.event)
    try checkTier(order.member, rule, on: day, &earning)
    var unit = rule.points?.points ?? order.amount?.points ?? 0
    if let event = order.event {
      unit = try points(forAttending: event, on: day, at: now, isThere: isThere)
      if let id = registration.active(event, order.member),
        registration.registration(id)?.status == .seated
      {
        earning.registration = id
      }
    }
    let times = rule.per.map { per in (order.money?.fen ?? 0) / per.fen } ?? 1
    let gross = try gross(unit, times: times, rule, on: day, &earning)
    guard gross > 0 else { throw .earning(.nothingEarned(rule.name)) }
    guard gross <= Amount.range.upperBound else { throw .earning(.tooManyPoints(gross)) }
    try claim(order, rule, &earning)
    let caps = try caps(of: rule, order.member, on: day)
    let points = min(gross, caps.map(\.left).min() ?? gross)
    guard let amount = Amount(points) else { throw .earning(.nothingEarned(rule.name)) }
    earning.cut = gross - points
    if let expected = order.amount, expected != amount {
      throw .points(.pointsDifferFromRule(rule.name, points: points))
    }
    return Earned(
      amount: amount, earning: earning,
      caps: caps.map { CapStanding(cap: $0.cap, left: $0.left - points) })
  }

  private func checkFacts(_ order: PointsOrder, _ rule: PointRule) throws(Rejection) {
    let told: [(need: PointRule.Need, isTold: Bool)] = [
      (.points, order.amount != nil), (.money, order.money != nil), (.event, order.event != nil),
      (.reference, order.reference != nil),
    ]
    let lacking = told.filter { !$0.isTold && rule.asks(for: $0.need) }
    // What it comes to may be told by every rule, and every award may refer to something.
    let hasSurplus = told.contains { need, isTold in
      isTold && need != .points && need != .reference && !rule.asks(for: need)
    }
    guard lacking.isEmpty, !hasSurplus else {
      throw .earning(
        .needsDiffer(rule.name, needs: rule.needs, lacking: Set(lacking.map(\.need))))
    }
  }

  /// Notes the tier, where the rule goes by it.
  private func checkTier(
    _ member: MemberNumber, _ rule: PointRule, on day: Day, _ earning: inout Earning
  ) throws(Rejection) {
    guard !rule.tiers.isEmpty || !rule.tierPercents.isEmpty else { return }
    let tier = tier(of: member, on: day)?.code
    guard rule.tiers.isEmpty || tier.map({ rule.tiers.contains($0) }) ?? false else {
      throw .earning(.tierNeeded(rule.name, tiers: rule.tiers.map(name(ofTier:))))
    }
    earning.tier = tier
    earning.tierPercent = rule.tierPercents.first { $0.tier == tier }?.percent ?? 100
  }

  private func points(
    forAttending event: Code, on day: Day, at now: Instant, isThere: Bool
  ) throws(Rejection) -> Int {
    guard let terms = terms.knownEvent(event) else { throw .registration(.unknownEvent) }
    guard !terms.cancelled else { throw .registration(.eventCancelled) }
    guard let points = terms.points else { throw .earning(.eventWithoutPoints(event)) }
    guard isThere || now >= terms.start else { throw .earning(.eventNotBegun(event, terms.start)) }
    guard day >= terms.start.day else {
      throw .points(.businessDateOutOfRange(earliest: terms.start.day, latest: now.day))
    }
    return points.points
  }

  /// What it comes to before any cap, in the campaign that gives most.
  private func gross(
    _ unit: Int, times: Int, _ rule: PointRule, on day: Day, _ earning: inout Earning
  ) throws(Rejection) -> Int {
    let share = earning.tierPercent
    var best = (
      gross: try product(unit, times, 100, share), base: try product(unit, times, 100, 100)
    )
    // Where whoever posts says how many points, they have said it.
    let campaigns = rule.isOpen ? [] : terms.rules.campaigns
    for campaign in campaigns {
      guard campaign.term.contains(day),
        campaign.rules.isEmpty || campaign.rules.contains(rule.code)
      else { continue }
      let base = try product(campaign.points?.points ?? unit, times, 100, 100)
      let gross = try product(
        campaign.points?.points ?? unit, times, campaign.percent, share)
      guard gross > best.gross else { continue }
      best = (gross, base)
      earning.campaign = campaign.code
      earning.percent = campaign.percent
    }
    earning.base = best.base
    return best.gross
  }

  private func product(
    _ unit: Int, _ times: Int, _ percent: Int, _ tierPercent: Int
  ) throws(Rejection) -> Int {
    // A thousand million yuan at a million points for each fen, a hundredfold, is beyond 64 bits.
    let (base, overflows) = unit.multipliedReportingOverflow(by: times)
    guard !overflows, base <= Amount.range.upperBound * 100 else {
      throw .earning(.tooManyPoints(overflows ? .max : base))
    }
    return base * percent * tierPercent / 10_000
  }

  /// Checks that what the award is for has not been awarded, and notes what it uses up.
  private func claim(
    _ order: PointsOrder, _ rule: PointRule, _ earning: inout Earning
  ) throws(Rejection) {
    earning.claim =
      order.event != nil
      ? .event : order.reference == nil ? nil : rule.reference == .receipt ? .receipt : .reference
    guard
      let key = ClaimKey(
        earning, rule: rule.code, member: order.member, reference: order.reference)
    else { return }
    if let entry = points.claimant(of: key) { throw .earning(.alreadyAwarded(by: entry)) }
  }

  /// What the rule's caps still leave to a member on a day.
  func caps(
    of rule: PointRule, _ member: MemberNumber, on day: Day
  ) throws(Rejection) -> [CapStanding] {
    if let once = rule.once,
      let entry = points.awards(by: rule.code, to: member, in: once.term(of: day)).first
    {
      throw .earning(.onlyOnce(rule.name, once, by: entry.id))
    }
    let given = points.awarded(
      by: rule.code, to: member, in: rule.caps.map { $0.period.term(of: day) })
    var standings: [CapStanding] = []
    for (cap, given) in zip(rule.caps, given) {
      guard given < cap.points.points else { throw .earning(.capReached(rule.name, cap)) }
      standings.append(CapStanding(cap: cap, left: cap.points.points - given))
    }
    return standings
  }
}

extension PointsState {
  /// A member's awards by a rule, those taken back left out, by business date, the newest first.
  func awards(by rule: Code, to member: MemberNumber, in term: Term) -> [Entry] {
    guard let source = sourceIndex(of: rule) else { return [] }
    // Nothing is posted before its day, so nothing older can belong to the term.
    let first = term.from.map { Instant($0).milliseconds / 1000 } ?? 0
    var found: [Entry] = []
    for (index, row) in newestRows(of: member) {
      if Int64(row.posted) < first { break }
      guard row.source == source, row.account == .issued, !row.isReversal,
        row.counterpart == EntryRow.none
      else { continue }
      let entry = entry(at: index)
      if term.contains(entry.businessDate) { found.append(entry) }
    }
    return found
  }

  /// How many points these are together, for each of some times.
  func awarded(by rule: Code, to member: MemberNumber, in terms: [Term]) -> [Int] {
    guard let source = sourceIndex(of: rule) else { return terms.map { _ in 0 } }
    let groups = awardGroups(of: member).filter { $0.source == source && $0.takenBack == nil }
    return terms.map { term in
      let first = term.from?.daysSinceEpoch ?? .min
      let last = term.through?.daysSinceEpoch ?? .max
      return groups.reduce(0) { sum, group in
        group.businessDay >= first && group.businessDay <= last ? sum + group.points : sum
      }
    }
  }
}
