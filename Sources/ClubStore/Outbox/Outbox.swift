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
    let (copy, steps) = state.withLock { state in
      var outbox = state.outbox ?? OutboxState(horizon: record)
      let steps = outbox.compact(upTo: record, at: now)
      state.outbox = outbox
      return (outbox, steps)
    }
    let file = try OutboxFile(in: directory, copy, steps, fileSystem: fileSystem)
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
      return true
    }
    guard let letter = letter(message, reaching: carrier.routes, tries: taken.steps.last?.tries)
    else {
      let step = state.withLock {
        $0.outbox?.drop(message.id, "nobody is there to send it to", at: now)
      }
      try await file.append(taken.steps.dropLast() + [step].compactMap { $0 })
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
    if file.lines > Self.linesBeforeCompaction { try await compactOutbox() }
    return true
  }

  /// Takes what is over out of the outbox's file.
  func compactOutbox() async throws(StoreError) {
    guard let file = outboxFile.withLock({ $0 }) else { return }
    try await file.rewrite { [self] in
      let now = clock()
      let record = journal.durableSequence
      return state.withLock { state in
        let steps = state.outbox?.compact(upTo: record, at: now) ?? []
        return (state.outbox?.horizon ?? record, steps)
      }
    }
  }

  /// Drops what is on its way to a member who is being erased.
  func forgetMessages(to member: MemberNumber) async throws(StoreError) {
    guard let file = outboxFile.withLock({ $0 }) else { return }
    let now = clock()
    let steps = state.withLock { $0.outbox?.forget(member, at: now) ?? [] }
    if !steps.isEmpty { try await file.append(steps) }
  }

  /// The letter that a message is now; nil where there is no contact by which it could go.
  private func letter(
    _ message: Message, reaching routes: Set<ContactRoute>, tries: Int?
  ) -> Letter? {
    let (person, event) = state.withLock { state in
      let event: EventTerms? =
        if case .seatGiven(let slug) = message.kind { state.club.terms.knownEvent(slug) } else {
          nil
        }
      return (state.people.person(message.member), event)
    }
    let wanted = message.route.map { [$0] } ?? ContactRoute.allCases
    for route in wanted where routes.contains(route) {
      guard let recipient = route == .phone ? person?.phone : person?.email else { continue }
      return Letter(
        message: message, route: route, recipient: recipient, code: nil, event: event,
        earlierTries: (tries ?? 1) - 1)
    }
    return nil
  }
}
