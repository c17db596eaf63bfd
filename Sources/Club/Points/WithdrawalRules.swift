import CivilTime

/// How much of the books one record goes through for events that were called off.
package enum Withdrawals {
  /// How many entries are looked at.
  package static let entriesAtOnce = 1_024
  /// How many of them are taken back.
  package static let awardsAtOnce = 200
}

extension Club {
  /// What was earned by coming to events that have been called off since is taken back: nobody has come to
  /// what was not held. What was spent meanwhile is owed; the accounts of those who have left stay closed.
  ///
  /// - Parameters:
  ///   - row: the first entry to look at.
  ///   - reason: what the members read.
  ///   - now: the time of the decision.
  /// - Returns: the entries, at most one for each member: further ones follow with the next record. None
  ///   where nothing looked at is to be taken back.
  func withdraw(from row: Int, because reason: Reason, at now: Instant) -> Decision {
    let events = terms.cancelledEvents
    let rules = terms.everRuleCodes
    guard !events.isEmpty, row >= 0 else { return Decision(facts: []) }
    var facts: [Fact] = []
    var members: Set<MemberNumber> = []
    let end = min(row + Withdrawals.entriesAtOnce, points.entryCount)
    for award in points.standingAwards(by: rules, in: row..<max(row, end)) {
      guard members.count < Withdrawals.awardsAtOnce else { break }
      guard !members.contains(award.member),
        events.contains(where: { points.isAward(award, forAttending: $0) }),
        let withdrawn = try? withdraw(award, at: now)
      else { continue }
      guard facts.count + withdrawn.count <= Decision.maximumFacts else { break }
      facts += withdrawn
      members.insert(award.member)
    }
    return Decision(facts: facts, annex: facts.isEmpty ? [] : annex(reason))
  }

  private func withdraw(_ award: Entry, at now: Instant) throws(Rejection) -> [Fact] {
    try checkMembership(of: award.member)
    var draft = try PostingDraft(points, member: award.member, today: now.day, except: [award.id])
    try takeBack(award, .system, by: .system, at: now, &draft)
    return try bounded(draft.facts)
  }

  /// The award for a receipt, by whoever holds the receipt and knows neither the member nor the entry.
  ///
  /// - Parameters:
  ///   - receipt: what it is called in the till's books.
  ///   - rule: by which rule it was awarded.
  ///   - actor: who asks: what is out of their reach is not there.
  /// - Returns: the entry; where it was taken back and nothing stands in its place, that one.
  /// - Throws: where there is none; where it waits for a second person, that request.
  public func award(
    forReceipt receipt: Reference, by rule: Code, askedBy actor: Actor
  ) throws(Rejection) -> EntryID {
    let waiting = approvals.waiting.first { _, request in
      request.source == rule && request.reference == receipt && reaches(request, by: actor)
        && terms.rules.rule(rule)?.reference == .receipt
    }
    if let waiting { throw .earning(.alreadyRequested(waiting.id)) }
    guard let entry = points.everClaimant(of: ClaimKey(receipt: receipt)), entry.source == rule,
      reaches(entry.member, by: actor)
    else { throw .points(.unknownEntry) }
    return entry.id
  }
}

extension PointsState {
  /// The awards by some rules that were not taken back, among so many rows.
  fileprivate func standingAwards(
    by rules: [Code], in rows: Range<Int>
  ) -> some Sequence<Entry> {
    let sources = Set(rules.compactMap { sourceIndex(of: $0) })
    return rows.lazy.filter { index in
      let row = entries[index]
      return row.account == .issued && !row.isReversal && row.counterpart == EntryRow.none
        && sources.contains(row.source)
    }.map { entry(at: $0) }
  }

  /// Whether an award is for coming to an event. A row does not hold the event, what it has used up does.
  fileprivate func isAward(_ award: Entry, forAttending event: Code) -> Bool {
    let earning = Earning(base: 0, event: event, claim: .event)
    guard
      let key = ClaimKey(earning, rule: award.source, member: award.member, reference: nil)
    else { return false }
    return claimant(of: key) == award.id
  }
}
