import CivilTime
public import Club
import Disk
import Journal
import Synchronization

/// The messages on their way out. What is to be sent follows from the facts; how far each message has
/// come stands in a file of its own, beside the journal.
extension ClubStore {
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
      // What a crash has kept from becoming a fact is asked for anew.
      state.addresses = state.addresses.filter { state.outbox?.isSettled($0.key) != nil }
      return state.compactedOutbox(upTo: record, at: now)
    }
    let file = try OutboxFile(in: directory, contents, sealing, fileSystem: fileSystem)
    outboxFile.withLock { $0 = file }
    reach.withLock { $0 = routes }
  }

  /// By what members can be reached; empty where nobody carries messages.
  public var reachableRoutes: Set<ContactRoute> { reach.withLock { $0 } }

  /// What has not been delivered, the latest first: what waits, and what went wrong in the last thirty
  /// days. Letters with issues that do nothing but wait for their turn are left out.
  public var undeliveredMessages: [OutboxState.Delivery] {
    ordered(state.withLock { $0.outbox?.undelivered ?? [] })
  }

  /// How many letters with issues do nothing but wait for their turn.
  public var queuedLetters: Int { state.withLock { $0.outbox?.queuedLetters ?? 0 } }

  /// As much of `undeliveredMessages` as is within the reach of whoever asks. What goes to nobody's
  /// contact is for those alone who serve the whole club.
  ///
  /// - Parameter actor: who asks.
  /// - Returns: the messages, the latest first.
  public func undeliveredMessages(for actor: Actor) -> [OutboxState.Delivery] {
    ordered(
      state.withLock { state in
        let all = state.outbox?.undelivered ?? []
        guard state.club.regions(of: actor) != nil else { return all }
        return all.filter { delivery in
          delivery.message.recipient.member.map { state.club.reaches($0, by: actor) } ?? false
        }
      })
  }

  /// Outside the lock, for which everybody waits.
  private func ordered(_ deliveries: [OutboxState.Delivery]) -> [OutboxState.Delivery] {
    deliveries.sorted { $0.message.id > $1.message.id }
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
      try await note(taken.steps, in: file)
      return true
    }
    guard let letter = letter(message, reaching: carrier.routes, tries: taken.steps.last?.tries)
    else {
      let step = state.withLock {
        $0.outbox?.drop(message.id, "nobody is there to send it to", at: now)
      }
      try await note(taken.steps.dropLast() + [step].compactMap { $0 }, in: file)
      return true
    }
    do {
      try await note(taken.steps, in: file)
    } catch {
      state.withLock { $0.outbox?.takeBack(message.id) }
      throw error
    }
    let handover = await carrier.carry(letter)
    let settled = clock()
    let step = state.withLock { $0.outbox?.settle(message.id, handover, at: settled) }
    if let step { try await note([step], in: file) }
    return true
  }

  /// Puts steps on the disk. What is over is taken out of the files: contacts at once, because whose they
  /// were is nobody's business any longer, everything else every so often.
  private func note(_ steps: [OutboxStep], in file: OutboxFile) async throws(StoreError) {
    if file.isLost { try await rewrite(file) }
    try await file.append(steps)
    if file.contacts > 0 { try await forgetContacts(in: file) }
    if file.isDueForRewriting { try await rewrite(file) }
  }

  private func rewrite(_ file: OutboxFile) async throws(StoreError) {
    try await file.rewrite { [self] in
      let now = clock()
      let record = journal.durableSequence
      return state.withLock { $0.compactedOutbox(upTo: record, at: now) }
    }
  }

  private func forgetContacts(in file: OutboxFile) async throws(StoreError) {
    let now = clock()
    let left = state.withLock { state in
      state.forgetContacts(at: now)
      return state.addresses.count
    }
    if left < file.contacts { try await keepContacts(in: file) }
  }

  private func keepContacts(in file: OutboxFile) async throws(StoreError) {
    try await file.keep { [self] in state.withLock { Array($0.addresses.values) } }
  }

  /// Drops what is on its way to members who are being erased.
  func forgetMessages(to members: Set<MemberNumber>) async throws(StoreError) {
    guard let file = outboxFile.withLock({ $0 }) else { return }
    let now = clock()
    let (steps, isNamed) = state.withLock { state in
      let people = members.compactMap { state.people.person($0) }
      let contacts = Set(people.flatMap { [$0.phone, $0.email].compactMap { $0 } })
      let named = state.addresses.filter { contacts.contains($0.value.contact) }
      for code in named.keys { state.addresses[code] = nil }
      return (state.outbox?.forget(members, at: now) ?? [], !named.isEmpty)
    }
    if !steps.isEmpty { try await note(steps, in: file) }
    if isNamed { try await keepContacts(in: file) }
  }

  /// The letter that a message is now; nil where there is no contact by which it could go.
  private func letter(
    _ message: Message, reaching routes: Set<ContactRoute>, tries: Int?
  ) -> Letter? {
    let (event, edition, address) = state.withLock { state in
      var event: EventTerms?
      var edition: NewsletterEdition?
      switch message.kind {
      case .code: break
      case .seatGiven(let slug): event = state.club.terms.knownEvent(slug)
      case .newsletter:
        // Whoever has taken the consent back meanwhile gets nothing.
        guard let member = message.recipient.member, state.club.wantsNewsletters(member) else {
          return (event, edition, nil as (ContactRoute, String)?)
        }
        edition = state.club.newsletter.edition(of: member)
      }
      return (event, edition, state.address(of: message, reaching: routes))
    }
    guard let (route, recipient) = address else { return nil }
    var digits: String?
    if case .code(let purpose, let code) = message.kind {
      digits = codeDigits(code, for: purpose, at: recipient)
    }
    let reader = edition.flatMap { edition in
      message.recipient.member.map { member in
        Letter.Reader(edition: edition, unsubscribeKey: unsubscribeKey(of: member))
      }
    }
    return Letter(
      message: message, route: route, recipient: recipient, code: digits, event: event,
      reader: reader, earlierTries: (tries ?? 1) - 1)
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
      state.withLock { $0.addresses[request.code] = address }
      do {
        // Before its fact: a crash in between leaves a contact that the next start takes away.
        try await keepContacts(in: file)
      } catch {
        state.withLock { $0.addresses[request.code] = nil }
        throw .stopped(error.description)
      }
    }
    try await submit(.membership(.askCode(request)), by: actor, idempotency: idempotency)
  }
}

extension ClubStore.State {
  /// Forgets the contacts whose codes are over.
  mutating func forgetContacts(at now: Instant) {
    addresses = addresses.filter { code, address in
      address.expires > now && outbox?.isSettled(code) != true
    }
  }

  /// What the outbox's files hold once what is over is taken out of them.
  mutating func compactedOutbox(upTo record: Int, at now: Instant) -> OutboxFile.Contents {
    forgetContacts(at: now)
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
      // What one has only typed may be another's.
      for route in wanted.map({ [$0] }) ?? ContactRoute.allCases
      where routes.contains(route) && club.membership.isConfirmed(member, route) {
        if let contact = person?.contact(by: route) { return (route, contact) }
      }
      return nil
    }
  }
}
