import CivilTime
import Club
import Disk
import Journal
import Logging
import Synchronization

@testable import ClubStore
@testable import Simulation

/// One life of a club after another on a disk that fails, all of it decided by a seed.
///
/// Clients send commands, and the same again under the same key until they know the answer; between
/// any two operations of the disk others get their turn; the power fails, the process dies, the disk
/// fills up. What clients were told is kept by the oracle, and compared with the files at every start.
final class History: @unchecked Sendable {
  let seed: UInt64
  let disk = SimulatedDisk()
  let scheduler: Scheduler
  let oracle = Oracle()
  private let time = Mutex(Int64(1_795_829_400_000))
  private let secrets: Mutex<SplitMix>
  private var random: SplitMix
  private var clients: [Client] = []
  private(set) var store: ClubStore?
  /// Whether the journal has ended because the disk failed.
  private let hasDied = Mutex(false)
  /// Acceptance of commands goes on whatever else happens, but once a history it must come to an end.
  private var isLast = false
  private var isWriting = false

  init(seed: UInt64) {
    self.seed = seed
    random = SplitMix(state: seed)
    scheduler = Scheduler(seed: random.next())
    secrets = Mutex(SplitMix(state: random.next()))
    if Bool.random(using: &random) {
      disk.state.withLock { [state = random.next()] in $0.shortWrites = SplitMix(state: state) }
    }
    clients = (0..<Int.random(in: 1...4, using: &random)).map { number in
      Client(number: number, seed: random.next())
    }
  }

  /// Lives it from the first start to the last.
  /// - Returns: what was wrong; empty where nothing was.
  func run() -> [String] {
    disk.meanwhile.withLock { $0 = { [weak self] name in self?.interleave(name) } }
    let lives = Int.random(in: 2...4, using: &random)
    for life in 1...lives where oracle.problems.isEmpty {
      isLast = life == lives
      live()
    }
    if oracle.problems.isEmpty { finish() }
    disk.meanwhile.withLock { $0 = nil }
    return oracle.problems.map { "\($0) (seed \(seed))" }
  }

  private func live() {
    guard open() else { return }
    compare()
    if !isLast { planFault() }
    for _ in 0..<Int.random(in: 10...60, using: &random) where !isOver {
      switch Int.random(in: 0..<20, using: &random) {
      case 0: passTime()
      case 1: changeSpace()
      case 2: makeSnapshot()
      case 3..<9: write()
      case 9..<13: startClient()
      default: scheduler.step()
      }
    }
    if isLast, !isOver { settle() }
    end()
  }

  /// Whether the store cannot go on.
  private var isOver: Bool { hasDied.withLock { $0 } || disk.hasStopped }

  /// Opens the store, after as many failures as the seed wants.
  private func open() -> Bool {
    for attempt in 0..<4 {
      hasDied.withLock { $0 = false }
      if attempt < 3, !isLast, Int.random(in: 0..<4, using: &random) == 0 {
        disk.fail(at: Int.random(in: 0..<12, using: &random), .crash)
      }
      do {
        store = try ClubStore.open(
          directory: "Store", fileSystem: disk,
          clock: { [unowned self] in Instant(milliseconds: time.withLock { $0 }) },
          random: { [unowned self] count in
            secrets.withLock { secrets in
              (0..<count).map { _ in UInt8(truncatingIfNeeded: secrets.next()) }
            }
          },
          segmentLimit: 2500, driver: .caller,
          fatal: { [unowned self] _ in hasDied.withLock { $0 = true } },
          logger: Logger(label: "simulation") { _ in SwiftLogNoOpLogHandler() })
        return true
      } catch {
        guard disk.hasStopped else {
          oracle.problem("the store does not open: \(error)")
          return false
        }
        disk.restart(seed: random.next())
      }
    }
    oracle.problem("the store was never opened")
    return false
  }

  /// Everything in the store against everything that was ever said of it.
  private func compare() {
    guard let store else { return }
    disk.meanwhile.withLock { $0 = nil }
    defer { disk.meanwhile.withLock { $0 = { [weak self] name in self?.interleave(name) } } }
    scheduler.start { [oracle] in await oracle.compare(with: store) }
    drain()
    oracle.expect(disk.state.withLock { $0.rewrites }.isEmpty, "synced bytes were written over")
  }
}

extension History {
  private func planFault() {
    let operation = Int.random(in: 0..<90, using: &random)
    let count = disk.operations.count
    switch Int.random(in: 0..<6, using: &random) {
    case 0: disk.fail(at: count + operation, .error(5))
    case 1: disk.fail(at: count + operation, .error(28))
    default: disk.fail(at: count + operation, .crash)
    }
  }

  private func startClient() {
    guard let store, let client = clients.randomElement(using: &random), !client.isBusy else {
      return
    }
    client.isBusy = true
    scheduler.start { [unowned self] in
      await client.act(on: store, oracle)
      client.isBusy = false
    }
  }

  private func makeSnapshot() {
    guard let store else { return }
    scheduler.start { try? await store.writeSnapshot() }
  }

  /// The writer's turn, unless it is in the middle of one.
  private func write() {
    guard !isWriting else { return }
    isWriting = true
    store?.journal.turn()
    isWriting = false
  }

  /// What others do while the disk works; the writer too, while a snapshot is written.
  private func interleave(_ operation: String) {
    if operation.hasPrefix("write Store/snapshots"), Bool.random(using: &random) { write() }
    for _ in 0..<Int.random(in: 0...3, using: &random) where !isOver {
      if Int.random(in: 0..<3, using: &random) == 0 { startClient() } else { scheduler.step() }
    }
  }

  /// The clock goes on by up to a day, and at times back.
  private func passTime() {
    let seconds = Int64.random(in: -600...86_400, using: &random)
    time.withLock { $0 += seconds * 1000 }
  }

  private func changeSpace() {
    guard Bool.random(using: &random) else { return disk.leaveSpace(nil) }
    disk.leaveSpace(Int.random(in: 0...3_000_000, using: &random))
  }

  /// Runs everything that can run, with the writer's turns.
  private func drain() {
    for _ in 0..<2000 {
      while scheduler.step() {}
      write()
      if !scheduler.step() { return }
    }
    oracle.problem("the clients never come to an end")
  }

  /// All clients learn what became of their commands.
  private func settle() {
    disk.leaveSpace(nil)
    for _ in 0..<50 where clients.contains(where: { $0.isBusy || $0.isWaiting }) {
      for client in clients { client.isFinishing = true }
      for _ in clients { startClient() }
      drain()
    }
    oracle.expect(
      !clients.contains { $0.isWaiting || $0.isBusy }, "a client never learned its answer")
    if let store {
      oracle.expect(
        store.journal.durableSequence == store.journal.head.sequence, "records never got synced")
    }
  }

  /// The power fails, the process dies, or it stops as it should.
  private func end() {
    let isClean = !isOver && Int.random(in: 0..<3, using: &random) == 0
    if isClean {
      drain()
      try? store?.journal.close()
    } else {
      disk.stop()
    }
    drain()
    try? store?.journal.close()
    store = nil
    disk.stop()
    disk.leaveSpace(nil)
    if Int.random(in: 0..<3, using: &random) == 0 {
      disk.restartProcess()
    } else {
      disk.restart(seed: random.next())
    }
    damageSnapshot()
  }

  /// A snapshot rots: a bit changes, or the end is missing.
  private func damageSnapshot() {
    let paths = disk.paths.filter { $0.hasSuffix(".snapshot") }
    guard Int.random(in: 0..<4, using: &random) == 0,
      let path = paths.randomElement(using: &random),
      var bytes = disk.contents(path), let place = bytes.indices.randomElement(using: &random)
    else { return }
    if Bool.random(using: &random) {
      bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    } else {
      bytes.removeSubrange(place...)
    }
    disk.setContents(path, bytes)
  }

  /// After the last life everything is there once more.
  private func finish() {
    guard open() else { return }
    compare()
    try? store?.journal.close()
    store = nil
  }
}
