import Club
import Journal
import Logging
import Snapshots
import Synchronization

extension ClubStore {
  /// How many records may come before the next snapshot is made: what a start has to replay.
  static let snapshotInterval = 200_000

  /// Makes a snapshot of everything as it is now, so that the next start need not replay it.
  ///
  /// What commands change meanwhile is copied in small parts as it changes; nobody waits. The snapshot
  /// holds names and contacts, sealed where the annex is.
  ///
  /// - Throws: where the disk fails or is full: older snapshots and the journal are as they were.
  public func writeSnapshot() async throws(StoreError) {
    let (copy, point) = state.withLock { ($0, journal.point) }
    guard point.sequence > 0 else { return }
    do {
      try await journal.writeSnapshot(of: point, content: Club.snapshotVersion) { file in
        var writer = StateWriter { file.write($0) }
        copy.write(to: &writer)
        writer.finish()
      }
    } catch {
      throw StoreError(error)
    }
  }
}

extension ClubStore.State {
  /// How a snapshot is taken in: whole, or not at all.
  static func snapshotUse(
    keyLifetime: Int64, outbox: OutboxState?, _ enforce: @escaping (ClubStore.State) -> Void
  ) -> SnapshotUse {
    SnapshotUse(content: Club.snapshotVersion) { file in
      var reader = StateReader { file.next() }
      let state = try ClubStore.State(
        from: &reader, keyLifetime: keyLifetime, outbox: outbox)
      try reader.finish()
      return { enforce(state) }
    }
  }

  func write(to writer: inout StateWriter) {
    keys.write(to: &writer)
    club.write(to: &writer)
    people.write(to: &writer)
    (outbox ?? OutboxState(horizon: .max)).write(to: &writer)
  }

  /// - Parameters:
  ///   - reader: stands at the beginning.
  ///   - keyLifetime: for how long keys are remembered; nil where nobody asks.
  ///   - outbox: how far messages have come, from the outbox's own file.
  /// - Throws: where something else was written.
  init(from reader: inout StateReader, keyLifetime: Int64?, outbox: OutboxState? = nil) throws {
    keys = try KeyMemory(from: &reader, lifetime: keyLifetime)
    club = try Club(from: &reader)
    people = try People(from: &reader)
    self.outbox = outbox
    for message in try OutboxState.messages(from: &reader) { self.outbox?.enqueue(message) }
  }
}

/// When the next snapshot is due, and the one that is being made.
struct SnapshotPlan: Sendable {
  /// After this record.
  var due: Int
  /// How many records there are between two.
  let interval: Int
  var running: Task<Void, Never>?
}

extension ClubStore {
  /// Makes a snapshot beside everything else where enough records have come since the last one. A
  /// failure is only told: there will be another one, and the journal has everything.
  func makeSnapshotIfDue(after sequence: Int) {
    snapshotPlan.withLock { plan in
      if sequence >= plan.due { beginSnapshot(&plan, after: sequence) }
    }
  }

  /// Makes a snapshot in the place of those that an erasure has taken away, and waits for it; otherwise
  /// every start would replay the whole journal until so many records more have come.
  func replaceErasedSnapshots() async {
    let sequence = journal.durableSequence
    let running = snapshotPlan.withLock { plan -> Task<Void, Never>? in
      // After the last one, which `endSnapshots` waits for, none begins.
      guard plan.due < .max else { return nil }
      beginSnapshot(&plan, after: sequence)
      return plan.running
    }
    await running?.value
  }

  private func beginSnapshot(_ plan: inout SnapshotPlan, after sequence: Int) {
    plan.due = sequence + plan.interval
    let earlier = plan.running
    plan.running = Task {
      await earlier?.value
      do {
        try await writeSnapshot()
      } catch {
        logger.warning("No snapshot was made, so the next start takes longer: \(error)")
      }
    }
  }

  /// Lets the last snapshot come to its end; none begins after it.
  func endSnapshots() async {
    let running = snapshotPlan.withLock { plan in
      plan.due = .max
      return plan.running
    }
    await running?.value
  }
}
