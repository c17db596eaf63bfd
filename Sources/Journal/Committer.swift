import Annex
import Disk
import JSON
import Lines
import Synchronization

/// Numbers, chains and buffers records, and puts them on the disk from one thread of its own.
///
/// Everything that came while the last sync ran goes into the next one (group commit). To flush as
/// soon as anything waits would alternate small and large groups, so the thread lingers, for half a
/// sync at most, until as many wait as came meanwhile and as the last group has released together: all
/// clients, where each sends the next request when it has the answer to the last.
final class Committer: @unchecked Sendable {
  private struct Waiter {
    var sequence: Int
    var continuation: CheckedContinuation<JournalError?, Never>
  }

  let layout: Layout
  let segmentLimit: Int
  private let fatal: @Sendable (JournalError) -> Void
  private let hash: HashFunction
  private let sealing: AnnexSealing?
  private let durable: Atomic<Int>

  let monitor = Monitor()
  // Guarded by the monitor.
  private(set) var chain: Chain
  private var pending = Batch()
  private var waiters: [Waiter] = []
  private var errands: [Errand] = []
  var roomWaiters: [Room.Waiter] = []
  var room = Room()
  private var durableHeadNow: JournalHead
  private(set) var ended: JournalError?
  private var isClosing = false
  private var wakeAt = 1

  // Of the writer thread alone.
  var segment: SegmentWriter
  private var lastCount = 0
  private var cameMeanwhile = 0
  private var lastDuration: Nanoseconds = 0

  init(
    layout: Layout, chain: Chain, segment: SegmentWriter, hash: @escaping HashFunction,
    sealing: AnnexSealing? = nil, segmentLimit: Int,
    fatal: @escaping @Sendable (JournalError) -> Void
  ) {
    self.layout = layout
    self.chain = chain
    self.segment = segment
    self.hash = hash
    self.sealing = sealing
    self.segmentLimit = segmentLimit
    self.fatal = fatal
    durable = Atomic(chain.head.sequence)
    durableHeadNow = chain.head
  }

  var head: JournalHead { monitor.withLock { chain.head } }
  var durableHead: JournalHead { monitor.withLock { durableHeadNow } }
  /// The first record of the segment that is being written, or was a moment ago.
  var durableSegment: Int {
    monitor.withLock { chain.segment(of: durableHeadNow.sequence)?.first ?? 1 }
  }
  var durableSequence: Int { durable.load(ordering: .acquiring) }
  var lastTime: Int64 { monitor.withLock { chain.lastTime } }
  /// How many wait for the disk.
  var waiting: Int { monitor.withLock { waiters.count } }

  var chainNow: Chain { monitor.withLock { chain } }

  /// The index of the segment that holds a record; nil beyond the last record.
  func index(of sequence: Int) -> SegmentIndex? {
    monitor.withLock {
      sequence >= 1 && sequence <= chain.head.sequence ? chain.segment(of: sequence) : nil
    }
  }

  /// Where records stand, without those that do not exist.
  func places(of sequences: [Int]) -> [RecordPlace] {
    monitor.withLock {
      sequences.compactMap { sequence in
        guard sequence >= 1, sequence <= chain.head.sequence else { return nil }
        return chain.segment(of: sequence)?.place(of: sequence)
      }
    }
  }

  func append(_ draft: RecordDraft) -> JournalHead {
    let commitments = draft.annex.map { $0.commitment(hash) }
    return monitor.withLock {
      precondition(draft.time >= chain.lastTime, "a record is never earlier than the one before")
      let previous = chain.head.hash
      let sequence = chain.head.sequence + 1
      let start = pending.records.bytes.count
      let json = Line.append(to: &pending.records) { json in
        draft.write(to: &json, sequence: sequence, commitments: commitments, previous: previous)
      }
      let digest = pending.records.bytes.withUnsafeBytes {
        hash(UnsafeRawBufferPointer(rebasing: $0[json]))
      }
      place(draft, sequence, length: pending.records.bytes.count - start)
      chain.head = JournalHead(sequence: sequence, hash: digest)
      chain.lastTime = draft.time
      pending.head = chain.head
      pending.count += 1
      if pending.count == wakeAt || pending.count == 1 { monitor.signal() }
      return chain.head
    }
  }

  /// Enters a record into the index, beginning a new segment where the current one is full, and
  /// writes its annex.
  private func place(_ draft: RecordDraft, _ sequence: Int, length: Int) {
    var current = chain.segments.count - 1
    let size = chain.segments[current].size
    if size > 0, size + length > segmentLimit {
      pending.cuts.append(
        Batch.Cut(
          first: sequence, records: pending.records.bytes.count - length,
          annex: pending.annex.bytes.count))
      chain.segments.append(SegmentIndex(first: sequence))
      current += 1
      (room.records, room.annex, room.spare) = (room.spare, room.spare, 0)
    }
    chain.segments[current].add(record: sequence, at: chain.segments[current].size)
    chain.segments[current].size += length
    guard !draft.annex.isEmpty else { return }
    let start = pending.annex.bytes.count
    for field in draft.annex {
      field.append(to: &pending.annex, sequence: sequence, sealing)
    }
    chain.segments[current].add(
      annexOf: sequence, lines: draft.annex.count, at: chain.segments[current].annexSize)
    chain.segments[current].annexSize += pending.annex.bytes.count - start
  }

  /// Calls back when a record is on the disk, at once where it is already; with an error where the
  /// journal has stopped before.
  func wait(for sequence: Int, _ continuation: CheckedContinuation<JournalError?, Never>) {
    monitor.lock()
    let isDurable = sequence <= durableHeadNow.sequence
    let error = isDurable ? nil : ended
    if !isDurable, error == nil {
      waiters.append(Waiter(sequence: sequence, continuation: continuation))
    }
    monitor.unlock()
    if isDurable || error != nil { continuation.resume(returning: error) }
  }

  /// Gives the writer thread work for the moment when nothing is being written.
  func add(_ errand: Errand) {
    let ended = monitor.withLock { () -> JournalError? in
      if self.ended == nil { errands.append(errand) }
      monitor.signal()
      return self.ended
    }
    if let ended { errand.cancel(ended) }
  }

  /// Lets the thread finish what waits and end.
  func close() {
    monitor.withLock {
      isClosing = true
      monitor.signal()
    }
  }

  /// What a clean stop leaves behind, once the thread has ended; nil after a failure.
  var cleanStop: CleanStop? {
    guard ended?.kind == .closed else { return nil }
    return CleanStop(
      head: durableHeadNow, first: segment.first, size: segment.size, annexSize: segment.annexSize)
  }
}

extension Committer {
  /// The writer thread: runs until `close`, or until the disk fails.
  func run() {
    guard monitor.withLock({ ended == nil }) else { return }
    var batch = Batch()
    while waitForWork() {
      take(&batch)
      guard commit(&batch) else { return }
    }
    let isThere = (try? segment.isNamed()) ?? true
    let error =
      isThere
      ? JournalError(
        kind: .closed, place: layout.directory, reason: "the journal is closed",
        remedy: "Open it again.") : segment.rescued()
    if !isThere { fatal(error) }
    segment.close()
    end(error)
  }

  /// One turn of the writer without waiting for anything: what `run` does over and over.
  func turn() {
    guard monitor.withLock({ ended == nil }) else { return }
    var batch = Batch()
    take(&batch)
    _ = commit(&batch)
  }

  /// Waits for records, for somebody who needs room, or for errands; false where none will come any
  /// more.
  private func waitForWork() -> Bool {
    monitor.lock()
    defer { monitor.unlock() }
    while pending.count == 0, roomWaiters.isEmpty, errands.isEmpty, !isClosing { monitor.wait() }
    if lastCount + cameMeanwhile > 1, roomWaiters.isEmpty, errands.isEmpty {
      let deadline = monotonicNow() + min(max(lastDuration / 2, 50_000), 5_000_000)
      wakeAt = lastCount + cameMeanwhile
      while pending.count < wakeAt, !isClosing, monitor.wait(until: deadline) {}
      wakeAt = 1
    }
    return pending.count > 0 || !roomWaiters.isEmpty || !errands.isEmpty
  }

  private func take(_ batch: inout Batch) {
    monitor.withLock { swap(&batch, &pending) }
  }

  /// Puts a batch on the disk, wakes who waits for it, looks ahead for room, and runs errands.
  /// - Returns: false where the disk has failed, which ends the journal.
  private func commit(_ batch: inout Batch) -> Bool {
    do throws(JournalError) {
      try write(&batch)
      try runErrands()
    } catch {
      fatal(error)
      end(error)
      return false
    }
    return true
  }

  private func write(_ batch: inout Batch) throws(JournalError) {
    let start = monotonicNow()
    var isThere = true
    do throws(FileError) {
      if batch.count > 0 {
        try segment.write(&batch)
        isThere = try segment.isNamed()
      }
      if isThere, batch.count > 0 {
        lastDuration = monotonicNow() - start
        lastCount = batch.count
        finish(batch)
        batch.clear()
      }
      if isThere { try extendRoom() }
    } catch {
      throw .disk(error)
    }
    // Nothing of it is acknowledged: it would be gone with the process.
    guard isThere else { throw segment.rescued() }
  }

  private func runErrands() throws(JournalError) {
    var waiting = monitor.withLock { () -> ArraySlice<Errand> in
      defer { errands = [] }
      return errands[...]
    }
    while let errand = waiting.popFirst() {
      guard let failure = errand.run(&segment) else { continue }
      for errand in waiting { errand.cancel(failure) }
      throw failure
    }
  }

  private func finish(_ batch: Batch) {
    monitor.lock()
    durableHeadNow = batch.head
    cameMeanwhile = pending.count
    durable.store(batch.head.sequence, ordering: .releasing)
    let split = waiters.partition { $0.sequence <= batch.head.sequence }
    let ready = Array(waiters[split...])
    waiters.removeSubrange(split...)
    monitor.unlock()
    for waiter in ready { waiter.continuation.resume(returning: nil) }
  }

  private func end(_ error: JournalError) {
    monitor.lock()
    ended = error
    let failed = waiters
    let roomless = roomWaiters
    waiters = []
    roomWaiters = []
    let undone = errands
    errands = []
    monitor.unlock()
    for waiter in failed { waiter.continuation.resume(returning: error) }
    for waiter in roomless { waiter.continuation.resume(returning: .failure(error)) }
    for errand in undone { errand.cancel(error) }
  }
}
