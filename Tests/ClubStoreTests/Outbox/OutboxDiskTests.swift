import CivilTime
import Club
import Disk
import Logging
import Synchronization
import Testing

@testable import ClubStore
@testable import Simulation

/// Takes every letter, and counts.
private final class Pillar: MessageCarrier {
  let routes: Set<ContactRoute> = [.phone, .email]
  let taken = Mutex<[String]>([])

  func carry(_ letter: Letter) async -> Handover {
    taken.withLock { $0.append(letter.recipient) }
    return .taken
  }
}

@Suite("The outbox's files on a disk")
struct OutboxDiskTests {
  private let disk = SimulatedDisk()
  private let now = Instant(milliseconds: 1_795_829_400_000)

  private func open() throws(StoreError) -> ClubStore {
    try ClubStore.open(
      directory: "Store", fileSystem: disk, clock: { Instant(milliseconds: 1_795_829_400_000) },
      random: { count in [UInt8](repeating: 7, count: count) },
      fatal: { Issue.record("\($0)") },
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  /// A club with one member, to whom so many notices wait.
  private func open(waiting count: Int) async throws -> ClubStore {
    let store = try open()
    try store.startOutbox(reaching: [.phone])
    _ = try await store.submit(try Commands.adopt([]), by: .system)
    _ = try await store.submit(try Commands.signUp("何知秋", phone: "13800138000"), by: .system)
    let gala = try Commands.code("gala")
    store.state.withLock { state in
      for index in 0..<count {
        state.outbox?.enqueue(
          Message(
            id: MessageID(Position(sequence: 2, index: 100 + index)), kind: .seatGiven(event: gala),
            recipient: .member(MemberNumber(ordinal: 0), nil), queued: now,
            expires: now.adding(seconds: 86_400)))
      }
    }
    return store
  }

  private var rewritings: Int {
    disk.operations.count { $0 == "rename Store/outbox.jsonl.new" }
  }

  @Test(
    "however many letters wait, the file is made anew only so often that each line counts twice")
  func amortised() async throws {
    let store = try await open(waiting: 2000)
    let before = rewritings
    let pillar = Pillar()
    while try await store.sendNextMessage(by: pillar) {}
    #expect(pillar.taken.withLock { $0.count } == 2000)
    // Half of those that are left go between two of them: 1,872 lines are kept, then 936 …
    #expect((3...6).contains(rewritings - before), "\(rewritings - before)")
    #expect(store.undeliveredMessages.isEmpty)
    await store.close()
  }

  @Test("a code to nobody's contact makes a file of its own anew, and none of what waits")
  func contacts() async throws {
    let store = try await open(waiting: 200)
    let before = rewritings
    for digit in 1...3 {
      let key = IdempotencyKey.test("code-\(digit)")
      let code = try #require(TokenHash(ClubStore.tokenHash(store.codeName(for: key))))
      let request = CodeRequest(
        code: code, purpose: .join, contact: try #require(Contact("1390013900\(digit)")),
        expires: now.adding(seconds: 600))
      try await store.sendCode(request, idempotency: key)
      let kept = disk.contents("Store/outbox-contacts.jsonl").map {
        String(decoding: $0, as: UTF8.self)
      }
      #expect(kept?.contains("+861390013900\(digit)") == true)
      let pillar = Pillar()
      #expect(try await store.sendNextMessage(by: pillar))
      #expect(pillar.taken.withLock { $0 } == ["+861390013900\(digit)"])
      #expect(disk.contents("Store/outbox-contacts.jsonl") == nil)
    }
    #expect(rewritings == before)
    await store.close()
  }

  @Test(
    "contacts that an earlier version has written into the outbox's own file are read, and move")
  func earlierVersion() throws {
    let hash = String(repeating: "0a", count: 32)
    disk.setContents(
      "Store/outbox.jsonl",
      Array(
        """
        {"v":1,"after":0}
        {"code":"\(hash)","to":"+8613900139000","expires":1898421400000}

        """.utf8))
    let contents = try #require(try OutboxFile.read(in: "Store", nil, fileSystem: disk))
    #expect(contents.addresses.map(\.contact) == ["+8613900139000"])
    _ = try OutboxFile(in: "Store", contents, nil, fileSystem: disk)
    let files = ["outbox", "outbox-contacts"].map { name in
      String(decoding: disk.contents("Store/\(name).jsonl") ?? [], as: UTF8.self).contains("139")
    }
    #expect(files == [false, true])
    let again = try #require(try OutboxFile.read(in: "Store", nil, fileSystem: disk))
    #expect(again.addresses == contents.addresses)
  }

  private func steps(_ numbers: ClosedRange<Int>, reason: String? = nil) -> [OutboxStep] {
    numbers.map { number in
      OutboxStep(
        id: MessageID(Position(sequence: number, index: 0)), time: now, status: .failed, tries: 1,
        reason: reason)
    }
  }

  private func read() throws -> Set<Int> {
    let contents = try #require(try OutboxFile.read(in: "Store", nil, fileSystem: disk))
    return Set(contents.steps.map(\.id.position.sequence))
  }

  @Test(
    "whatever fails while the file is made anew, what is acknowledged afterwards is there at the next start",
    arguments: [5, 24, 28] as [Int32])
  func rewritingFails(code: Int32) async throws {
    var failures = 0
    for step in 0..<12 {
      let disk = SimulatedDisk()
      let contents = OutboxFile.Contents(horizon: 0, steps: steps(1...3))
      let file = try OutboxFile(in: "Store", contents, nil, fileSystem: disk)
      try await file.append(steps(4...300))
      let whole = OutboxFile.Contents(horizon: 0, steps: steps(1...300))
      disk.fail(at: disk.operations.count + step, .error(code))
      if (try? await file.rewrite { whole }) == nil { failures += 1 }
      disk.fail(at: -1, .crash)
      if file.isLost { try await file.rewrite { whole } }
      try await file.append(steps(301...301))
      #expect(disk.openFiles == 1, "step \(step)")
      disk.restart(seed: UInt64(step))
      let read = try #require(try OutboxFile.read(in: "Store", nil, fileSystem: disk))
      #expect(
        Set(read.steps.map(\.id.position.sequence)) == Set(1...301), "errno \(code), step \(step)")
    }
    // The new file, its lines, their sync, its name, the folder's sync.
    #expect(failures == 5)
  }

  @Test("no descriptor is left once the new file has its name: steps go into it all the same")
  func descriptors() async throws {
    let contents = OutboxFile.Contents(horizon: 0, steps: steps(1...3))
    let file = try OutboxFile(in: "Store", contents, nil, fileSystem: disk)
    try await file.append(steps(4...300))
    disk.meanwhile.withLock { meanwhile in
      meanwhile = { [disk] operation in
        guard operation.hasPrefix("rename ") else { return }
        disk.state.withLock { $0.mostOpenFiles = 0 }
      }
    }
    let whole = OutboxFile.Contents(horizon: 0, steps: steps(1...300))
    try await file.rewrite { whole }
    try await file.append(steps(301...301))
    disk.meanwhile.withLock { $0 = nil }
    disk.state.withLock { $0.mostOpenFiles = .max }
    disk.restart(seed: 1)
    #expect(try read() == Set(1...301))
  }

  @Test(
    "of lines that were written in part nothing is left behind shorter ones: the next start reads on"
  )
  func tornAppend() async throws {
    for step in 0..<12 {
      let disk = SimulatedDisk()
      let file = try OutboxFile(
        in: "Store", OutboxFile.Contents(horizon: 0, steps: steps(1...2)), nil, fileSystem: disk)
      disk.state.withLock { $0.largestWrite = 50 }
      disk.fail(at: disk.operations.count + step, .error(28))
      let failed = (try? await file.append(steps(3...5, reason: "the gateway answered 503"))) == nil
      disk.fail(at: -1, .crash)
      #expect(file.isLost == failed)
      if failed {
        await #expect(throws: StoreError.self) { try await file.append(steps(6...6)) }
        let whole = OutboxFile.Contents(horizon: 0, steps: steps(1...2))
        try await file.rewrite { whole }
      }
      try await file.append(steps(6...6))
      #expect(disk.openFiles == 1)
      let read = try #require(try OutboxFile.read(in: "Store", nil, fileSystem: disk))
      #expect(
        read.steps.map(\.id.position.sequence) == (failed ? [1, 2, 6] : [1, 2, 3, 4, 5, 6]),
        "step \(step)")
    }
  }
}
