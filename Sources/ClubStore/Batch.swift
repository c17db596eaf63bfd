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

  /// Carries several commands out, decided under one lock so that nothing comes in between, each as a
  /// record of its own.
  ///
  /// Where the machine stops in the middle, what is on the disk stays; the same parts sent again bring
  /// their outcomes and carry the rest out.
  ///
  /// - Parameters:
  ///   - parts: the commands, each with a key of its own.
  ///   - actor: who wants it.
  ///   - isWhole: whether nothing is to happen where the rules refuse one of them, or the disk has no
  ///     room for all of them.
  /// - Returns: what came of each.
  /// - Throws: `PartRefused` where nothing has happened for that reason; otherwise `SubmissionError`
  ///   where the store has stopped, or the disk is full and nothing has happened.
  public func submit(
    _ parts: [Part], by actor: Actor, asWhole isWhole: Bool
  ) async throws -> [Result<Outcome, SubmissionError>] {
    let keys = parts.map { RememberedKey($0.idempotency, secret) }
    while true {
      switch state.withLock({ steps(&$0, parts, keys, actor, asWhole: isWhole) }) {
      case .refused(let refused, let head):
        try await durable(head)
        throw refused
      case .noRoom(let need):
        try await makeRoom(for: need)
      case .taken(let steps, let head):
        try await durable(head)
        return await outcomes(of: steps, parts, actor, upTo: head)
      }
    }
  }

  private enum Steps {
    /// One of them is refused, as far as the rules know up to this record; nothing has happened.
    case refused(PartRefused, Int)
    /// The disk has not promised the space for all of them; nothing has happened yet.
    case noRoom(RoomNeed)
    /// The first of them or all, with the last record that they rest on.
    case taken([Step], Int)
  }

  private func steps(
    _ state: inout State, _ parts: [Part], _ keys: [RememberedKey], _ actor: Actor,
    asWhole isWhole: Bool
  ) -> Steps {
    let now = max(clock(), Instant(milliseconds: journal.lastTime))
    // Asked under the lock: of two sendings of one key the second must not be judged by what the
    // first has just posted.
    let isNew = keys.first.map { state.keys.records(of: $0.name).isEmpty } ?? true
    if isWhole, isNew {
      var need: RoomNeed?
      let commands = parts.map { state.people.completed($0.command, in: state.club) }
      let decided = Self.decide(
        commands, in: state.club, by: actor, at: now, after: journal.head.sequence)
      for (index, result) in decided.enumerated() {
        switch result {
        case .failure(let rejection):
          return .refused(PartRefused(index: index, rejection: rejection), journal.head.sequence)
        case .success(let decision) where !decision.facts.isEmpty:
          let own = RoomNeed(draft(of: decision, actor, keys[index], at: now))
          need = need.map { $0 + own } ?? own
        case .success: break
        }
      }
      if let need, !journal.hasRoom(for: need) { return .noRoom(need) }
    }
    var taken: [Step] = []
    for (part, key) in zip(parts, keys) {
      taken.append(step(&state, part.command, actor, key, [], at: now))
      // Later parts must not overtake one that waits for room.
      if case .noRoom? = taken.last { break }
    }
    return .taken(taken, journal.head.sequence)
  }

  /// What came of the parts that are on the disk, and of those that were sent before or wait for room.
  private func outcomes(
    of steps: [Step], _ parts: [Part], _ actor: Actor, upTo head: Int
  ) async -> [Result<Outcome, SubmissionError>] {
    var results: [Result<Outcome, SubmissionError>?] = Array(repeating: nil, count: parts.count)
    for (index, step) in steps.enumerated() {
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
    makeSnapshotIfDue(after: head)
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
