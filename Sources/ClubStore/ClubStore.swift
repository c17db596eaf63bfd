import Annex
public import CivilTime
import Club
import Crypto
package import Disk
import Dispatch
import Glibc
package import Journal
import Lines
public import Logging
import Synchronization

/// The club on disk: rules, journal and people under one lock, in one order.
///
/// A command is decided, numbered, applied and buffered without waiting in between; the disk is
/// waited for outside the lock. Nothing leaves the store before it is on the disk: no outcome, no
/// refusal, no figure.
///
/// ```swift
/// let store = try ClubStore.open(
///   directory: "Store", clock: now, fatal: { print($0); _exit(1) }, logger: logger)
/// let outcome = try await store.submit(command, by: .visitor, idempotency: key)
/// ```
public final class ClubStore: Sendable {
  /// Everything that commands read and change.
  struct State {
    var club = Club()
    var people = People()
    /// The record in which each idempotency key was used.
    var keys: KeyMemory
    /// The messages on their way out; nil where none was ever sent.
    var outbox: OutboxState?
    /// Whose tiers may have to be noted.
    var unnotedTiers = UnnotedTiers()
    /// Contacts of nobody's to which codes are on their way.
    var addresses: [TokenHash: OutboxAddress] = [:]
  }

  let state: Mutex<State>
  /// Made anew with every fact about the staff, under the lock of `state`.
  let staffBook: Mutex<StaffBook>
  let journal: Journal
  let secret: Secret
  let clock: @Sendable () -> Instant
  let clockTrust: Mutex<ClockTrust>
  let random: @Sendable (Int) -> [UInt8]
  let feed = ChangeFeed()
  let directory: String
  let fileSystem: any FileSystem
  let sealing: AnnexSealing?
  let outboxFile = Mutex<OutboxFile?>(nil)
  let reach = Mutex<Set<ContactRoute>>([])
  let webhookBook = Mutex<WebhookBook?>(nil)
  let logger: Logger
  private let isDiskFull = Mutex(false)
  let snapshotPlan: Mutex<SnapshotPlan>
  /// Who of the staff has read about whom.
  public let accessLog: AccessLog

  /// Random bytes from the system's generator, fit for secrets.
  public static let systemRandom: @Sendable (Int) -> [UInt8] = { count in
    // All of them by one system call, which never fails (glibc 2.36).
    [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      if let start = buffer.baseAddress { arc4random_buf(start, count) }
      initialized = count
    }
  }

  /// For how many days idempotency keys are remembered where nothing else is said. Clients repeat a
  /// request within minutes, a queue that was cut off within days.
  public static let defaultKeyDays = 30

  private init(
    directory: String, fileSystem: any FileSystem, sealing: AnnexSealing?,
    state: consuming State, journal: Journal, secret: Secret,
    clock: @escaping @Sendable () -> Instant, clockTrust: consuming ClockTrust,
    random: @escaping @Sendable (Int) -> [UInt8], snapshotInterval: Int, accessLog: AccessLog,
    logger: Logger
  ) {
    self.directory = directory
    self.fileSystem = fileSystem
    self.sealing = sealing
    self.accessLog = accessLog
    self.logger = logger
    staffBook = Mutex(StaffBook(state))
    self.state = Mutex(state)
    self.journal = journal
    snapshotPlan = Mutex(
      SnapshotPlan(due: journal.restored + snapshotInterval, interval: snapshotInterval))
    self.secret = secret
    self.clock = clock
    self.clockTrust = Mutex(clockTrust)
    self.random = random
  }

  /// Opens a store, making what is missing, and replays every record. Blocks while it reads.
  ///
  /// - Parameters:
  ///   - directory: the store's directory; its parent must exist.
  ///   - clock: the time that records carry; where it goes back, the last record's time is taken.
  ///   - random: that many random bytes, fit for secrets.
  ///   - peopleKeyFile: where the key of the people lies, if not where the store says.
  ///   - keyDays: for how many days idempotency keys are remembered, at least 1.
  ///   - accessDays: for how many days it is kept who of the staff has read about whom, at least 1.
  ///   - replacesSecret: whether a secret that is lost is replaced by a new one instead of being asked for.
  ///   - fatal: called once, with one line to print, when the disk has failed; it must end the
  ///     process (`_exit`).
  ///   - logger: takes warnings about what a crash had left behind and about a clock that is slow;
  ///     never a personal value.
  /// - Returns: the open store.
  /// - Throws: `StoreError` with place, reason and remedy.
  public static func open(
    directory: String, clock: @escaping @Sendable () -> Instant,
    random: @escaping @Sendable (Int) -> [UInt8] = ClubStore.systemRandom,
    peopleKeyFile: String? = nil, keyDays: Int = ClubStore.defaultKeyDays,
    accessDays: Int = AccessLog.defaultDays, replacesSecret: Bool = false,
    fatal: @escaping @Sendable (String) -> Void, logger: Logger
  ) throws(StoreError) -> ClubStore {
    precondition(keyDays >= 1, "keys are remembered for a day at least")
    return try open(
      directory: directory, fileSystem: POSIXFileSystem(), clock: clock, random: random,
      peopleKeyFile: peopleKeyFile, keyLifetime: Int64(keyDays) * 86_400_000,
      accessDays: accessDays, replacesSecret: replacesSecret, fatal: fatal,
      logger: logger)
  }

  package static func open(
    directory: String, fileSystem: any FileSystem, clock: @escaping @Sendable () -> Instant,
    random: @escaping @Sendable (Int) -> [UInt8], peopleKeyFile: String? = nil,
    keyLifetime: Int64 = KeyMemory.defaultLifetime, accessDays: Int = AccessLog.defaultDays,
    replacesSecret: Bool = false, segmentLimit: Int = 64 << 20,
    snapshotInterval: Int = ClubStore.snapshotInterval,
    driver: Journal.Driver = .thread, fatal: @escaping @Sendable (String) -> Void, logger: Logger
  ) throws(StoreError) -> ClubStore {
    let key = try PeopleSealing.key(in: directory, override: peopleKeyFile, fileSystem: fileSystem)
    let contents = try OutboxFile.read(in: directory, key?.sealing, fileSystem: fileSystem)
    let outbox = contents.map { OutboxState(horizon: $0.horizon, steps: $0.steps) }
    var state = State(keys: KeyMemory(lifetime: keyLifetime), outbox: outbox)
    let journal: Journal
    let snapshots = State.snapshotUse(keyLifetime: keyLifetime, outbox: outbox) { state = $0 }
    do throws(JournalError) {
      journal = try Journal.open(
        directory: directory, fileSystem: fileSystem, hash: sha256, sealing: key?.sealing,
        segmentLimit: segmentLimit, driver: driver, fatal: { error in fatal(error.description) },
        snapshots: snapshots,
        replay: { try state.replay($0) })
    } catch {
      throw StoreError(error)
    }
    for address in contents?.addresses ?? [] { state.addresses[address.code] = address }
    state.outbox?.recover(at: max(clock(), Instant(milliseconds: journal.lastTime)))
    for tail in journal.tornTails { logger.warning("\(tail)") }
    for line in journal.passedOver { logger.warning("\(line)") }
    if let line = PeopleSealing.warning(in: directory, override: peopleKeyFile) {
      logger.warning("\(line)")
    }
    warn(logger, ofTimeAhead: Instant(milliseconds: journal.lastTime), of: clock())
    let secret = try Secret.open(
      in: directory, isNew: journal.head.sequence == 0 || replacesSecret, fileSystem: fileSystem,
      random: random)
    logger.info(
      "store open",
      metadata: ["directory": "\(directory)", "records": "\(journal.head.sequence)"])
    StoreReadme.write(in: directory, fileSystem: fileSystem)
    let store = ClubStore(
      directory: directory, fileSystem: fileSystem, sealing: key?.sealing, state: state,
      journal: journal, secret: secret, clock: clock,
      clockTrust: ClockTrust.read(in: directory, journal.head, journal.lastTime, fileSystem),
      random: random,
      snapshotInterval: snapshotInterval,
      accessLog: AccessLog(store: directory, fileSystem: fileSystem, days: accessDays),
      logger: logger)
    store.keepDoubt()
    try store.finishErasures()
    return store
  }

  /// Records are never earlier than those before them: until the clock has caught up, everything
  /// would carry the last record's time.
  private static func warn(
    _ logger: Logger, ofTimeAhead last: Instant, of now: Instant
  ) {
    guard ClockTrust.isBehind(now, last) else { return }
    logger.warning(
      """
      The last record's time is \(last.rfc3339), this machine's clock says \(now.rfc3339). Check \
      the clock and set it right. If it is right, the last record was written by a wrong one: new \
      records carry its time until the clock has passed it, and until then nothing is done that time \
      alone brings.
      """)
  }

  /// Tells of a disk that has become full, once, and of its having space again.
  func tellOfSpace(_ isThere: Bool) {
    let isNews = isDiskFull.withLock { isDiskFull in
      defer { isDiskFull = !isThere }
      return isDiskFull == isThere
    }
    guard isNews else { return }
    if isThere {
      logger.warning("The disk of \(directory) has space again: commands are accepted.")
    } else {
      logger.warning(
        """
        The disk of \(directory) is full: commands are refused, reading goes on, and nothing is \
        lost. Free some space there; nothing has to be started again.
        """)
    }
  }

  /// Puts everything on the disk, ends all subscriptions and gives the store's lock up.
  ///
  /// Commands submitted afterwards are refused with `stopped`.
  public func close() async {
    await endSnapshots()
    outboxFile.withLock { file in
      file?.close()
      file = nil
    }
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { [journal] in
        // A trace of the clean stop that cannot be written costs a slower start and nothing else.
        try? journal.close()
        continuation.resume()
      }
    }
    feed.finish()
  }
}

extension ClubStore.State {
  /// Lets the outbox know of what follows from a fact.
  mutating func enqueueMessage(of fact: Fact, at position: Position, _ time: Instant) {
    guard outbox != nil, let message = fact.message(at: position, time: time) else { return }
    outbox?.enqueue(message)
  }

  /// Takes in a record of the journal.
  mutating func replay(_ record: RecordView) throws {
    let facts = try FactCoding.decode(record.facts)
    let time = Instant(milliseconds: record.time)
    for (index, fact) in facts.enumerated() {
      let position = Position(sequence: record.sequence, index: index)
      try club.apply(fact, at: position, time: time)
      enqueueMessage(of: fact, at: position, time)
      if !record.annex.isEmpty { people.learn(fact, record.annex.kept) }
    }
    guard let key = record.key else { return }
    guard let code = KeyCode(hex: key) else {
      throw UnreadableFact(place: 0, reason: "the idempotency key is not 32 hexadecimal digits")
    }
    keys.remember(code, record: record.sequence, at: time)
  }
}

extension [AnnexValue] {
  /// The fields that have not been erased.
  var kept: [AnnexField] {
    compactMap { value in value.value.map { AnnexField(name: value.field, value: $0) } }
  }
}

/// SHA-256, as the journal wants it.
@Sendable func sha256(_ bytes: UnsafeRawBufferPointer) -> Hash256 {
  var hasher = SHA256()
  hasher.update(bufferPointer: bytes)
  return hasher.finalize().withUnsafeBytes { Hash256($0) }
}
