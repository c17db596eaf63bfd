import CivilTime

extension Club {
  /// Points go from lot to lot: for each lot that gives some, an entry of the giver and one of the receiver,
  /// whose lot is good as long. What is pending stays where it is.
  func decide(
    _ transfer: Transfer, by actor: Actor, at now: Instant
  ) throws(Rejection) -> Decision {
    let (giver, receiver) = (transfer.giver, transfer.receiver)
    try permit(actor, roles: .counter, owner: giver)
    try checkMembership(of: giver)
    guard giver != receiver else { throw .family(.oneself) }
    guard families.family(of: giver).contains(receiver) else { throw .family(.notOneFamily) }
    try checkMembership(of: receiver)
    let points = transfer.amount.points
    // Whoever is asked for a second person elsewhere is asked for the member here.
    if case .staff = actor, let above = terms.rules.approval.above, transfer.amount > above {
      throw .family(.needsMember(above: above.points))
    }
    var from = try PostingDraft(self.points, member: giver, today: now.day)
    var to = try PostingDraft(self.points, member: receiver, today: now.day)
    try from.checkActive(points)
    let uses = from.lots.taking(points)
    guard uses.count <= FamilyRules.mostLots else { throw .family(.tooManyLots) }
    var facts = from.facts + to.facts
    let days = Dictionary(
      from.lots.map { ($0.entry, $0.through) }, uniquingKeysWith: { first, _ in first })
    for use in uses {
      from.post(
        .transferred, -use.points, source: PointSource.transfer, businessDate: now.day,
        lots: [use], transfer: receiver)
      to.post(
        .transferred, use.points, source: PointSource.transfer, businessDate: now.day,
        expires: days[use.lot] ?? nil, transfer: giver)
      facts += from.facts.suffix(1) + to.facts.suffix(1)
    }
    return Decision(facts: try bounded(facts), annex: transfer.reason.map(annex) ?? [])
  }

  /// A transfer is taken back whole: the receiver gives what came, from what is left of it first, and the
  /// giver has it in the lots that it came from. The entry that was asked for comes last.
  func reverseTransfer(
    _ entry: Entry, _ reversal: Reversal, by actor: Actor, at now: Instant
  ) throws(Rejection) -> Decision {
    let pairs = points.transfer(of: entry.id)
    guard let first = pairs.first else { throw .points(.unknownEntry) }
    let (giver, receiver) = (first.given.member, first.received.member)
    guard reaches(giver, by: actor), reaches(receiver, by: actor) else {
      throw .access(.notPermitted)
    }
    try checkMembership(of: giver)
    try checkMembership(of: receiver)
    var to = try PostingDraft(
      points, member: receiver, today: now.day, except: Set(pairs.map(\.received.id)))
    var from = try PostingDraft(points, member: giver, today: now.day)
    var facts = to.facts + from.facts
    let isLast = { (pair: TransferPair) in
      pair.given.id == entry.id || pair.received.id == entry.id
    }
    for pair in pairs.filter({ !isLast($0) }) + pairs.filter(isLast) {
      let (before, others) = (to.facts.count, from.facts.count)
      try takeBack(pair.received, reversal.leave, by: actor, at: now, &to)
      try giveBack(pair.given, postedBy: reversal.postedBy, by: actor, at: now, &from)
      let (received, given) = (to.facts.dropFirst(before), from.facts.dropFirst(others))
      facts += entry.id == pair.received.id ? given + received : received + given
    }
    return Decision(facts: try bounded(facts), annex: annex(reversal.reason))
  }

  /// Facts that go into one record; what has lapsed may be too much beside what was asked for.
  func bounded(_ facts: [Fact]) throws(Rejection) -> [Fact] {
    guard facts.count <= Decision.maximumFacts else { throw .points(.lapsingUnderWay) }
    return facts
  }
}

/// Two entries by which points of one lot went from one member to another.
struct TransferPair {
  /// The giver's.
  let given: Entry
  /// The receiver's.
  let received: Entry
}

extension PointsState {
  /// All entries of the transfer that one belongs to, in the order of posting.
  func transfer(of id: EntryID) -> [TransferPair] {
    let sequence = id.position.sequence
    var index = entries.firstIndex(
      after: Position(sequence: sequence, index: -1), \.id.position)
    var pairs: [TransferPair] = []
    while index < entries.count, entries[index].id.position.sequence == sequence {
      let entry = entry(at: index)
      if entry.account == .transferred, entry.points < 0, entry.reverses == nil,
        let received = twin(of: entry.id)
      {
        pairs.append(TransferPair(given: entry, received: received))
      }
      index += 1
    }
    return pairs
  }
}
