import CivilTime

extension Club {
  func decide(
    _ command: RegistrationCommand, by actor: Actor, at now: Instant
  ) throws(Rejection) -> Decision {
    switch command {
    case .register(let event, let member):
      try permit(actor, roles: .counter, owner: member)
      return Decision(facts: [.registration(try register(event, member, at: now))])
    case .cancel(let id):
      return Decision(facts: try cancel(id, by: actor, at: now).map(Fact.registration))
    case .checkIn(let event, let member):
      try permit(actor, roles: .door)
      let attended = Fact.registration(try checkIn(event, member, at: now))
      return Decision(facts: [attended] + attendance(of: event, member, by: actor, at: now))
    }
  }

  private func register(
    _ event: Code, _ member: MemberNumber, at now: Instant
  ) throws(Rejection) -> RegistrationFact {
    try checkMembership(of: member)
    guard let terms = terms.event(event) else { throw .registration(.unknownEvent) }
    guard !terms.cancelled else { throw .registration(.eventCancelled) }
    guard now < terms.start else { throw .registration(.eventPast) }
    if let closes = terms.closes, now >= closes {
      throw .registration(.registrationClosed(since: closes))
    }
    if let id = registration.active(event, member) {
      throw .registration(.alreadyRegistered(id))
    }
    let seats = registration.seats(of: event, terms: terms)
    // Whoever waits comes first, even in the moment between a rise of the capacity and the
    // promotions that follow from it.
    return seats.hasFree && seats.waiting == 0
      ? .seated(event: event, member: member)
      : .waitlisted(event: event, member: member, place: seats.waiting + 1)
  }

  /// On the days of the event: the door opens before the programme begins, and nobody who came is
  /// entered weeks later by this door.
  private func checkIn(
    _ event: Code, _ member: MemberNumber, at now: Instant
  ) throws(Rejection) -> RegistrationFact {
    guard membership.contains(member) else { throw .membership(.unknownMember) }
    guard let terms = terms.event(event) else { throw .registration(.unknownEvent) }
    guard !terms.cancelled else { throw .registration(.eventCancelled) }
    let days = (first: terms.start.day, last: (terms.end ?? terms.start).day)
    guard (days.first...max(days.first, days.last)).contains(now.day) else {
      throw .registration(.checkInClosed(from: days.first, through: days.last))
    }
    guard let id = registration.active(event, member),
      let found = registration.registration(id)
    else { throw .registration(.noSeat) }
    switch found.status {
    case .seated: return .attended(id, event: event, member: member)
    case .attended: throw .registration(.alreadyCheckedIn)
    case .waiting, .cancelled: throw .registration(.noSeat)
    }
  }

  /// What coming earns, by the first rule for attending that gives something, posted with the check-in or,
  /// where one person is not enough, asked for. Where nothing is to be had, or it was given before, the
  /// member has come all the same.
  private func attendance(
    of event: Code, _ member: MemberNumber, by actor: Actor, at now: Instant
  ) -> [Fact] {
    for rule in terms.rules.pointRules where rule.isAttendance && rule.needs == [.event] {
      let order = PointsOrder(attending: event, member, by: rule.code)
      if let decision = try? award(order, by: actor, at: now, isThere: true) {
        return decision.facts
      }
    }
    return []
  }

  private func cancel(
    _ id: RegistrationID, by actor: Actor, at now: Instant
  ) throws(Rejection) -> [RegistrationFact] {
    if actor == .visitor { throw .access(.signInNeeded) }
    let found = registration.registration(id)
    // To another member a registration looks as if it did not exist.
    if case .member(let number) = actor, number != found?.member,
      number != (found?.member).flatMap(membership.guardian)
    {
      throw .registration(.unknownRegistration)
    }
    try permit(actor, roles: .counter, owner: found?.member)
    guard let found else { throw .registration(.unknownRegistration) }
    guard found.status != .cancelled else { throw .registration(.alreadyCancelled) }
    guard found.status != .attended else { throw .registration(.alreadyCheckedIn) }
    let known = terms.knownEvent(found.event)
    if let known, now >= known.start { throw .registration(.eventPast) }
    var facts = [RegistrationFact.cancelled(id, event: found.event, member: found.member)]
    if found.status == .seated {
      facts += promotions(found.event, terms.event(found.event), freed: 1, at: now, limit: 999)
    }
    return facts
  }

  /// Who moves up from an event's waiting list, in order.
  ///
  /// - Parameters:
  ///   - event: the event's slug.
  ///   - terms: its terms as they will be; nil, called off or begun: nobody moves up.
  ///   - freed: seats given up in the same decision.
  ///   - now: the time of the decision.
  ///   - limit: the most promotions the decision has room for.
  /// - Returns: one fact for each who moves up.
  func promotions(
    _ event: Code, _ terms: EventTerms?, freed: Int = 0, at now: Instant, limit: Int
  ) -> [RegistrationFact] {
    guard let terms, !terms.cancelled, now < terms.start else { return [] }
    let seats = registration.seats(of: event, terms: terms)
    let free = terms.capacity.map { max(0, $0 - seats.taken + freed) } ?? seats.waiting
    return registration.waitingList(of: event, limit: min(free, limit)).map { waiting in
      .promoted(waiting.id, event: event, member: waiting.member)
    }
  }
}
