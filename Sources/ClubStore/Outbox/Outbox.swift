import CivilTime
public import Club
import Journal
import Synchronization

/// The messages on their way out. What is to be sent follows from the facts; how far each message has
/// come stands in a file of its own, beside the journal.
extension ClubStore {
  /// How many lines the file may gain before what is over is taken out of it.
  private static let linesBeforeCompaction = 256

  /// Begins to keep an outbox, or goes on with the one that is there. Messages of facts from before the
  /// first time are never sent.
  ///
  /// - Parameter routes: by what members can be reached; pages and forms follow it.
  /// - Throws: where the disk fails. Blocks.
  public func startOutbox(reaching routes: Set<ContactRoute>) throws(StoreError) {
    let now = clock()
    let record = journal.durableSequence
    let contents = state.withLock { state in
      if state.outbox == nil { state.outbox = OutboxState(horizon: record) }
      return state.compactedOutbox(upTo: record, at: now)
    }
    let file = try OutboxFile(in: directory, contents, sealing, fileSystem: fileSystem)
    outboxFile.withLock { $0 = file }
    reach.withLock { $0 = routes }
  }

  /// By what members can be reached; empty where nobody carries messages.
  public var reachableRoutes: Set<ContactRoute> { reach.withLock { $0 } }

  /// What has not been delivered, the latest first: what waits, and what went wrong in the last thirty
  /// days.
  public var undeliveredMessages: [OutboxState.Delivery] {
    state.withLock { $0.outbox?.undelivered ?? [] }
  }

  /// Hands the next message over whose turn it is.
  ///
  /// That it is being handed over is on the disk before the carrier is asked, and what came of it
  /// afterwards; a crash in between leaves it unknown.
  ///
  /// - Parameter carrier: takes it.
  /// - Returns: whether there was one.
  /// - Throws: where the disk fails; what was not handed over stays in its place.
  public func sendNextMessage(by carrier: some MessageCarrier) async throws(StoreError) -> Bool {
    guard let file = outboxFile.withLock({ $0 }) else { return false }
    let now = clock()
    let durable = journal.durableSequence
    let taken = state.withLock { $0.outbox?.next(at: now, durable: durable) }
    guard let taken, !taken.steps.isEmpty else { return false }
    guard let message = taken.message else {
      try await file.append(taken.steps)
      if state.withLock({ !$0.addresses.isEmpty }) { try await compactOutbox() }
      return true
    }
    guard let letter = letter(message, reaching: carrier.routes, tries: taken.steps.last?.tries)
    else {
      let step = state.withLock {
        $0.outbox?.drop(message.id, "nobody is there to send it to", at: now)
      }
      try await file.append(taken.steps.dropLast() + [step].compactMap { $0 })
      if state.withLock({ !$0.addresses.isEmpty }) { try await compactOutbox() }
      return true
    }
    do {
      try await file.append(taken.steps)
    } catch {
      state.withLock { $0.outbox?.takeBack(message.id) }
      throw error
    }
    let handover = await carrier.carry(letter)
    let settled = clock()
    let step = state.withLock { $0.outbox?.settle(message.id, handover, at: settled) }
    if let step { try await file.append([step]) }
    if case .contact = message.recipient, step?.status.isFinal == true {
      // Whose contact it was is nobody's business any longer.
      try await compactOutbox()
    } else if file.lines > Self.linesBeforeCompaction {
      try await compactOutbox()
    }
    return true
  }

  /// Takes what is over out of the outbox's file.
  func compactOutbox() async throws(StoreError) {
    guard let file = outboxFile.withLock({ $0 }) else { return }
    try await file.rewrite { [self] in
      let now = clock()
      let record = journal.durableSequence
      return state.withLock { $0.compactedOutbox(upTo: record, at: now) }
    }
  }

  /// Drops what is on its way to a member who is being erased.
  func forgetMessages(to member: MemberNumber) async throws(StoreError) {
    guard let file = outboxFile.withLock({ $0 }) else { return }
    let now = clock()
    let (steps, isNamed) = state.withLock { state in
      let person = state.people.person(member)
      let named = state.addresses.filter {
        $0.value.contact == person?.phone || $0.value.contact == person?.email
      }
      for code in named.keys { state.addresses[code] = nil }
      return (state.outbox?.forget(member, at: now) ?? [], !named.isEmpty)
    }
    if !steps.isEmpty { try await file.append(steps) }
    if isNamed { try await compactOutbox() }
  }

  /// The letter that a message is now; nil where there is no contact by which it could go.
  private func letter(
    _ message: Message, reaching routes: Set<ContactRoute>, tries: Int?
  ) -> Letter? {
    let (event, address) = state.withLock { state in
      var event: EventTerms?
      if case .seatGiven(let slug) = message.kind { event = state.club.terms.knownEvent(slug) }
      return (event, state.address(of: message, reaching: routes))
    }
    guard let (route, recipient) = address else { return nil }
    var digits: String?
    if case .code(let purpose, let code) = message.kind {
      digits = codeDigits(code, for: purpose, at: recipient)
    }
    return Letter(
      message: message, route: route, recipient: recipient, code: digits, event: event,
      earlierTries: (tries ?? 1) - 1)
  }
}

extension ClubStore {
  /// Sends a code to a contact, if anybody is to get one. Whether somebody is shows in nothing.
  ///
  /// - Parameters:
  ///   - request: what is asked for; its `holder` is filled in here.
  ///   - actor: who asks.
  ///   - idempotency: makes it happen once.
  /// - Throws: why nothing happened.
  public func sendCode(
    _ request: CodeRequest, by actor: Actor = .visitor, idempotency: IdempotencyKey
  ) async throws(SubmissionError) {
    if [.join, .newContact].contains(request.purpose), !remembers(idempotency),
      let file = outboxFile.withLock({ $0 })
    {
      let address = OutboxAddress(
        code: request.code, contact: request.contact.text, expires: request.expires)
      do {
        // Before its fact: a crash in between leaves a contact that the next start takes away.
        try await file.append(address)
      } catch {
        throw .stopped(error.description)
      }
      state.withLock { $0.addresses[request.code] = address }
    }
    try await submit(.membership(.askCode(request)), by: actor, idempotency: idempotency)
  }
}

extension ClubStore.State {
  /// What the outbox's file holds once what is over is taken out of it.
  mutating func compactedOutbox(upTo record: Int, at now: Instant) -> OutboxFile.Contents {
    let settled = outbox?.settledContacts ?? []
    addresses = addresses.filter { !settled.contains($0.key) && $0.value.expires > now }
    let steps = outbox?.compact(upTo: record, at: now) ?? []
    return OutboxFile.Contents(
      horizon: outbox?.horizon ?? record, steps: steps, addresses: Array(addresses.values))
  }

  /// By what a message goes, and to whom; nil where there is nobody.
  fileprivate func address(
    of message: Message, reaching routes: Set<ContactRoute>
  ) -> (ContactRoute, String)? {
    switch message.recipient {
    case .contact(let code, let route):
      return routes.contains(route) ? addresses[code].map { (route, $0.contact) } : nil
    case .member(let member, let wanted):
      let person = people.person(member)
      for route in wanted.map({ [$0] }) ?? ContactRoute.allCases where routes.contains(route) {
        if let contact = route == .phone ? person?.phone : person?.email { return (route, contact) }
      }
      return nil
    }
  }
}
