import Annex
import CivilTime
public import Club
import Journal
import Lines
import Synchronization

extension ClubStore {
  /// Decides a command, writes what it leads to, and returns when that is on the disk.
  ///
  /// A sign-up's `contactTakenBy` is filled in here, under the lock. A command that changes nothing
  /// writes nothing and returns an outcome without facts.
  ///
  /// - Parameters:
  ///   - command: what is wanted.
  ///   - actor: who wants it.
  ///   - idempotency: makes the command happen once: when the same request comes again, even after
  ///     a restart, it gets the first one's outcome.
  ///   - condition: what must hold for it to happen, asked under the lock: nothing comes between it and
  ///     the decision. A request that is sent again is not asked again.
  /// - Returns: what happened.
  /// - Throws: why nothing happened. A refusal is not remembered.
  @discardableResult
  public func submit(
    _ command: Command, by actor: Actor, idempotency: IdempotencyKey? = nil,
    where condition: (@Sendable (Club, People) -> Bool)? = nil
  ) async throws(SubmissionError) -> Outcome {
    let key = idempotency.map { RememberedKey($0, secret) }
    var others: Set<Int> = []
    while true {
      switch state.withLock({ step(&$0, command, actor, key, others, where: condition) }) {
      case .earlier(let sequence, let key):
        if let outcome = try await outcome(again: sequence, key) { return outcome }
        others.insert(sequence)
      case .inFlight:
        throw .keyInFlight
      case .refused(let rejection, let sequence):
        try await durable(sequence)
        throw .rejected(rejection)
      case .changed(let sequence):
        try await durable(sequence)
        throw .changed
      case .noRoom(let need):
        try await makeRoom(for: need)
      case .accepted(let outcome):
        try await durable(Int(outcome.sequence))
        if !outcome.facts.isEmpty {
          feed.publish(Change(outcome.facts, sequence: Int(outcome.sequence)))
          makeSnapshotIfDue(after: Int(outcome.sequence))
        }
        return outcome
      }
    }
  }

  enum Step {
    /// The key, or one with the same hash, was used in this record.
    case earlier(Int, RememberedKey)
    /// The key, or one with the same hash, was used in a record that is not on the disk yet.
    case inFlight
    /// The rules refuse, as far as they know up to this record.
    case refused(Rejection, Int)
    /// What it was bound to does not hold, as far as is known up to this record.
    case changed(Int)
    /// The rules accept, but the disk has not promised the space; nothing has happened yet.
    case noRoom(RoomNeed)
    /// It is numbered, applied and on its way to the disk.
    case accepted(Outcome)
  }

  func step(
    _ state: inout State, _ command: Command, _ actor: Actor, _ key: RememberedKey?,
    _ others: Set<Int>, at fixed: Instant? = nil,
    where condition: (@Sendable (Club, People) -> Bool)? = nil
  ) -> Step {
    let head = journal.head.sequence
    if let key,
      let sequence = state.keys.records(of: key.name).first(where: { !others.contains($0) })
    {
      return sequence <= journal.durableSequence ? .earlier(sequence, key) : .inFlight
    }
    if let condition, !condition(state.club, state.people) { return .changed(head) }
    state.club.prepare(for: command)
    let now = fixed ?? max(clock(), Instant(milliseconds: journal.lastTime))
    let decision: Decision
    do {
      decision = try state.club.decide(
        state.people.completed(command, in: state.club), by: actor, at: now)
    } catch {
      return .refused(error, head)
    }
    guard !decision.facts.isEmpty else {
      return .accepted(
        Outcome(sequence: UInt64(head), time: now, facts: [], annex: [], replayed: false))
    }
    let draft = draft(of: decision, actor, key, at: now)
    let need = RoomNeed(draft)
    guard journal.hasRoom(for: need) else { return .noRoom(need) }
    let sequence = head + 1
    apply(decision, to: &state, sequence: sequence, time: now)
    if let key { state.keys.remember(key.name, record: sequence, at: now) }
    let appended = journal.append(draft)
    precondition(appended.sequence == sequence, "the store alone appends, under its lock")
    return .accepted(
      Outcome(
        sequence: UInt64(sequence), time: now, facts: decision.facts, annex: decision.annex,
        replayed: false))
  }

  /// The record that a decision is written as.
  func draft(
    of decision: Decision, _ actor: Actor, _ key: RememberedKey?, at now: Instant
  ) -> RecordDraft {
    RecordDraft(
      time: now.milliseconds, actor: actor.text, key: key?.name.text, request: key?.request,
      facts: FactCoding.encode(decision.facts),
      annex: decision.annex.map { field in
        AnnexDraft(field: field.name, value: field.value, salt: random(16))
      })
  }

  private func apply(
    _ decision: Decision, to state: inout State, sequence: Int, time: Instant
  ) {
    precondition(
      decision.facts.count <= RecordDraft.maximumFacts, "a decision has too many facts")
    for (index, fact) in decision.facts.enumerated() {
      let position = Position(sequence: sequence, index: index)
      do {
        try state.club.apply(fact, at: position, time: time)
      } catch {
        // Nothing of it is written yet; to go on with half of it applied would be worse.
        fatalError(
          "record \(sequence): a decision does not fit the state it was made from: \(error)")
      }
      state.people.learn(fact, decision.annex)
      state.enqueueMessage(of: fact, at: position, time)
      state.unnotedTiers.note(fact, in: state.club)
    }
    guard decision.facts.contains(where: { if case .staff = $0 { true } else { false } }) else {
      return
    }
    let book = StaffBook(state)
    staffBook.withLock { $0 = book }
  }

  /// The outcome of an earlier request, as its record tells it; nil where the record has another key
  /// with the same hash.
  private func outcome(
    again sequence: Int, _ key: RememberedKey
  ) async throws(SubmissionError) -> Outcome? {
    let record: Record
    do {
      guard let found = try await journal.record(at: sequence) else {
        throw SubmissionError.stopped("record \(sequence) cannot be found")
      }
      record = found
    } catch {
      throw error as? SubmissionError ?? .stopped("\(error)")
    }
    guard record.key == key.name.text else { return nil }
    guard record.request == key.request else { throw .keyReused }
    do {
      let stored = try StoredRecord(record)
      return Outcome(
        sequence: stored.sequence, time: stored.time, facts: stored.facts, annex: stored.annex,
        replayed: true)
    } catch {
      throw .stopped("record \(sequence): \(error)")
    }
  }

  /// Waits until the disk has promised the space for records.
  func makeRoom(for need: RoomNeed) async throws(SubmissionError) {
    let isThere: Bool
    do {
      isThere = try await journal.makeRoom(for: need)
    } catch {
      throw .stopped(error.description)
    }
    tellOfSpace(isThere)
    guard isThere else { throw .diskFull }
  }

  func durable(_ sequence: Int) async throws(SubmissionError) {
    do {
      try await journal.durable(sequence)
    } catch {
      throw .stopped(error.description)
    }
  }
}
