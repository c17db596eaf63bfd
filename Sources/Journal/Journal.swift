public import Annex
public import Disk
import Dispatch
public import Lines
public import Snapshots
import Synchronization

/// An append-only store of numbered, chained records in JSON Lines, with personal values apart.
///
/// One process writes, through one thread. A record is acknowledged by `durable` and by nothing
/// else; nothing acknowledged is lost by a crash of the process or of the machine. The journal knows
/// nothing of what the facts mean.
///
/// ```swift
/// let journal = try Journal.open(directory: "Store", hash: sha256, fatal: exit) { record in … }
/// let head = journal.append(draft)          // numbered, chained, buffered: no waiting
/// try await journal.durable(head.sequence)  // on the disk
/// ```
public final class Journal: Sendable {
  /// What was cut off at the start because a crash had left it half-written.
  public let tornTails: [TornTail]
  /// The last record that came from a snapshot; 0 where all were replayed.
  public let restored: Int
  /// A line for every snapshot that was passed over at the start, with the reason.
  public let passedOver: [String]

  let files: StoreFiles
  let committer: Committer
  /// The writer thread; nil where the caller takes the writer's turns (`Driver.caller`).
  private let thread: DedicatedThread?
  private let lock: any FileLock
  private let isClosed = Mutex(false)
  private let readingQueue = DispatchQueue(label: "journal.read", attributes: .concurrent)
  let snapshotQueue = DispatchQueue(label: "journal.snapshot", qos: .utility)
  let snapshotEra = Mutex(SnapshotEra(number: 0))

  /// Who takes the writer's turns.
  package enum Driver: Sendable {
    /// A thread of the journal's own.
    case thread
    /// Whoever opened the journal, by `turn()`: a simulation, in which nothing happens by itself.
    case caller
  }

  private init(
    opening: Opening, committer: Committer, lock: any FileLock, driver: Driver
  ) {
    tornTails = opening.tornTails
    restored = opening.restored
    passedOver = opening.passedOver
    files = opening.files
    self.committer = committer
    self.lock = lock
    thread = driver == .thread ? DedicatedThread { committer.run() } : nil
  }

  deinit {
    if shutDown() { lock.release() }
  }

  /// Opens a store's directory, making what is missing, and replays every record in order.
  ///
  /// Blocks while it reads. Where a crash has left a half-written tail it is cut off (see
  /// `tornTails`); any other damage is refused and nothing is changed.
  /// - Parameters:
  ///   - directory: the store's directory; its parent must exist.
  ///   - fileSystem: the disk.
  ///   - hash: SHA-256.
  ///   - sealing: the key of the annex, where values are sealed on the disk.
  ///   - segmentLimit: how many bytes a segment holds before the next one begins.
  ///   - fatal: called once, on the writer thread, when a write or a sync has failed. It must end
  ///     the process: what was not acknowledged may or may not be on the disk, and trying again
  ///     proves nothing. If it returns, whoever waits gets the error.
  ///   - snapshots: how the newest snapshot is taken in; nil where every record is to be replayed.
  ///   - replay: takes each record that no snapshot has; what it throws refuses the journal with the
  ///     record's place.
  /// - Returns: the open journal.
  /// - Throws: `JournalError` with place, reason and remedy.
  public static func open(
    directory: String, fileSystem: any FileSystem = POSIXFileSystem(),
    hash: @escaping HashFunction, sealing: AnnexSealing? = nil, segmentLimit: Int = 64 << 20,
    fatal: @escaping @Sendable (JournalError) -> Void, snapshots: SnapshotUse? = nil,
    replay: (RecordView) throws -> Void
  ) throws(JournalError) -> Journal {
    try open(
      directory: directory, fileSystem: fileSystem, hash: hash, sealing: sealing,
      segmentLimit: segmentLimit, driver: .thread, fatal: fatal, snapshots: snapshots,
      replay: replay)
  }

  package static func open(
    directory: String, fileSystem: any FileSystem, hash: @escaping HashFunction,
    sealing: AnnexSealing? = nil, segmentLimit: Int, driver: Driver,
    fatal: @escaping @Sendable (JournalError) -> Void, snapshots: SnapshotUse? = nil,
    replay: (RecordView) throws -> Void
  ) throws(JournalError) -> Journal {
    let layout = Layout(directory: directory)
    var opening = Opening(
      StoreFiles(
        fileSystem: fileSystem, layout: layout, hash: hash, access: AnnexAccess(sealing: sealing)))
    let lock = try opening.prepare()
    do {
      let (chain, segment) = try opening.replay(snapshots, replay)
      let committer = Committer(
        layout: layout, chain: chain, segment: segment, hash: hash, sealing: sealing,
        segmentLimit: segmentLimit, fatal: fatal)
      return Journal(opening: opening, committer: committer, lock: lock, driver: driver)
    } catch {
      lock.release()
      throw error
    }
  }

  /// Numbers, chains and buffers a record, without waiting for the disk.
  ///
  /// Records are numbered in the order of these calls; a caller whose state must follow the same
  /// order holds its own lock around both.
  /// - Parameter draft: the record; a time before the last record's is a programmer's error.
  /// - Returns: the record's number and hash.
  public func append(_ draft: RecordDraft) -> JournalHead { committer.append(draft) }

  /// Returns when a record and all before it are on the disk.
  /// - Parameter sequence: the record's number.
  /// - Throws: `JournalError` where the disk failed or the journal was closed before that.
  public func durable(_ sequence: Int) async throws(JournalError) {
    if sequence <= committer.durableSequence { return }
    let error = await withCheckedContinuation { continuation in
      committer.wait(for: sequence, continuation)
    }
    if let error { throw error }
  }

  /// Whether the disk has promised the space that records need. Where it has not, none of them must be
  /// appended: ask `makeRoom`, then again.
  /// - Parameter need: what they take at most.
  /// - Returns: whether there is room.
  public func hasRoom(for need: RoomNeed) -> Bool { committer.hasRoom(for: need) }

  /// Asks the disk for the space that records need, and some more for the next ones.
  /// - Parameter need: what they take at most.
  /// - Returns: whether the disk has it; false says that the disk is full.
  /// - Throws: `JournalError` where the disk failed or the journal was closed before that.
  public func makeRoom(for need: RoomNeed) async throws(JournalError) -> Bool {
    let result = await withCheckedContinuation { continuation in
      committer.askForRoom(for: need, continuation)
    }
    return try result.get()
  }

  /// Takes one turn of the writer, where the caller drives it: puts what waits on the disk.
  package func turn() { committer.turn() }

  /// The last record that is on the disk; 0 before the first.
  public var durableSequence: Int { committer.durableSequence }

  /// The last record that is on the disk, with its hash.
  public var durableHead: JournalHead { committer.durableHead }

  /// The last record appended, whether on the disk yet or not.
  public var head: JournalHead { committer.head }

  /// The time of the last record appended; the next one may not be earlier.
  public var lastTime: Int64 { committer.lastTime }

  /// Reads a record back, with its annex as it is now, once it is on the disk.
  /// - Parameter sequence: the record's number.
  /// - Returns: the record; nil where there is none of that number.
  /// - Throws: `JournalError` where the disk fails or does not hold what was written.
  public func record(at sequence: Int) async throws(JournalError) -> Record? {
    try await records(at: [sequence]).first
  }

  /// Reads records back as `record(at:)` does, all of them at once.
  /// - Parameter sequences: the records' numbers.
  /// - Returns: the records in that order, without those that do not exist.
  /// - Throws: `JournalError` where the disk fails or does not hold what was written.
  public func records(at sequences: [Int]) async throws(JournalError) -> [Record] {
    let places = committer.places(of: sequences)
    guard let last = places.map(\.sequence).max() else { return [] }
    try await durable(last)
    return try await aside(readingQueue) { [files] in
      Result { () throws(JournalError) in
        var excerpt = Excerpt(files: files)
        defer { excerpt.close() }
        var records: [Record] = []
        for place in places { records.append(try excerpt.record(place)) }
        return records
      }
    }
  }

  /// Runs what blocks on another thread, or at once where the caller drives everything.
  func aside<Value: Sendable>(
    _ queue: DispatchQueue, _ body: @escaping @Sendable () -> Result<Value, JournalError>
  ) async throws(JournalError) -> Value {
    guard thread != nil else { return try body().get() }
    let result = await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: body()) }
    }
    return try result.get()
  }

  /// Puts everything appended on the disk, ends the thread and gives the lock up. Blocks.
  ///
  /// A journal that is let go without it does the same, but leaves no trace of a clean stop, so the
  /// next start looks at the last segment as after a crash.
  /// - Throws: `JournalError` where the trace cannot be written; the records are safe even so.
  public func close() throws(JournalError) {
    guard shutDown() else { return }
    defer { lock.release() }
    if let cleanStop = committer.cleanStop { try files.write(cleanStop) }
  }

  /// - Returns: whether this call did it.
  private func shutDown() -> Bool {
    let isFirst = isClosed.withLock { isClosed in
      defer { isClosed = true }
      return !isClosed
    }
    guard isFirst else { return false }
    committer.close()
    if let thread { thread.join() } else { committer.run() }
    return true
  }
}
