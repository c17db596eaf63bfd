import CivilTime
public import Club
import Journal
import Synchronization

extension ClubStore {
  /// One command of several that stand or fall together.
  public struct Part: Sendable {
    /// What is wanted.
    public let command: Command
    /// Makes it happen once, however often the whole is sent.
    public let idempotency: IdempotencyKey

    /// - Parameters:
    ///   - command: what is wanted.
    ///   - idempotency: makes it happen once.
    public init(_ command: Command, _ idempotency: IdempotencyKey) {
      self.command = command
      self.idempotency = idempotency
    }
  }

  /// Why several commands were not carried out: the first that is refused, and why.
  public struct PartRefused: Error, Sendable {
    /// Which of them, from 0.
    public let index: Int
    /// Why.
    public let rejection: Rejection
  }

  /// Finds out whether the rules accept commands one after the other, each as the ones before leave the
  /// club. Nothing is written.
  ///
  /// - Parameters:
  ///   - commands: what is wanted, in order.
  ///   - actor: who wants it.
  /// - Returns: what each leads to, or why it is refused; what is refused changes nothing for the rest.
  /// - Throws: where the store has stopped.
  public func rehearse(
    _ commands: [Command], by actor: Actor
  ) async throws(StoreError) -> [Result<Decision, Rejection>] {
    let now = max(clock(), Instant(milliseconds: journal.lastTime))
    let sequence = journal.head.sequence
    return try await read { club, people in
      Self.rehearse(
        commands.map { people.completed($0, in: club) }, in: club, by: actor, at: now, sequence)
    }
  }

  private static func rehearse(
    _ commands: [Command], in club: Club, by actor: Actor, at now: Instant, _ sequence: Int
  ) -> [Result<Decision, Rejection>] {
    var club = club
    var sequence = sequence
    return commands.map { command in
      Result { () throws(Rejection) in
        let decision = try club.decide(command, by: actor, at: now)
        sequence += 1
        for (index, fact) in decision.facts.enumerated() {
          do {
            try club.apply(fact, at: Position(sequence: sequence, index: index), time: now)
          } catch {
            preconditionFailure("a decision does not fit the state it was made from: \(error)")
          }
        }
        return decision
      }
    }
  }

  /// Carries several commands out, decided under one lock so that nothing comes in between, each as a
  /// record of its own.
  ///
  /// Where the machine stops in the middle, or its disk is full, what is on the disk stays; the same
  /// parts sent again bring their outcomes and carry the rest out.
  ///
  /// - Parameters:
  ///   - parts: the commands, each with a key of its own.
  ///   - actor: who wants it.
  ///   - isWhole: whether nothing is to happen where the rules refuse one of them.
  /// - Returns: what came of each.
  /// - Throws: `PartRefused` where nothing has happened for that reason; otherwise `SubmissionError`
  ///   where the store has stopped.
  public func submit(
    _ parts: [Part], by actor: Actor, asWhole isWhole: Bool
  ) async throws -> [Result<Outcome, SubmissionError>] {
    let keys = parts.map { RememberedKey($0.idempotency, secret) }
    let isNew = parts.first.map { !remembers($0.idempotency) } ?? true
    var results: [Result<Outcome, SubmissionError>?] = Array(repeating: nil, count: parts.count)
    let (refused, decided, last) = state.withLock { state in
      let now = max(clock(), Instant(milliseconds: journal.lastTime))
      if isWhole, isNew {
        let commands = parts.map { state.people.completed($0.command, in: state.club) }
        let rehearsal = Self.rehearse(
          commands, in: state.club, by: actor, at: now, journal.head.sequence)
        for (index, result) in rehearsal.enumerated() {
          guard case .failure(let rejection) = result else { continue }
          let refused = PartRefused(index: index, rejection: rejection)
          return (refused as PartRefused?, [(Int, Step)](), journal.head.sequence)
        }
      }
      var decided: [(Int, Step)] = []
      for (index, part) in parts.enumerated() {
        let result = step(&state, part.command, actor, keys[index], [], at: now)
        decided.append((index, result))
        // Later parts must not overtake one that waits for room.
        if case .noRoom = result { break }
      }
      return (nil, decided, journal.head.sequence)
    }
    try await durable(last)
    if let refused { throw refused }
    for (index, step) in decided {
      switch step {
      case .accepted(let outcome):
        results[index] = .success(outcome)
        if !outcome.facts.isEmpty {
          feed.publish(Change(outcome.facts, sequence: Int(outcome.sequence)))
        }
      case .refused(let rejection, _): results[index] = .failure(.rejected(rejection))
      case .earlier, .inFlight, .changed, .noRoom: break
      }
    }
    makeSnapshotIfDue(after: last)
    // What was sent before, and what waits for room.
    for (index, part) in parts.enumerated() where results[index] == nil {
      do {
        results[index] = .success(
          try await submit(part.command, by: actor, idempotency: part.idempotency))
      } catch {
        results[index] = .failure(error)
      }
    }
    return results.compactMap { $0 }
  }
}
