import CivilTime
import Club
import ClubStore
import Logging
import Synchronization
import Testing

@testable import huikan

@Suite("The nightly erasure")
struct NightlyErasureTests {
  @Test("who has left is forgotten so many days later, once, and not before; others stay")
  func due() async throws {
    let house = try House()
    let (store, clock) = (house.store, house.clock)
    let leaver = try await house.join("何知秋", "leaver@example.com")
    let other = try await house.join("苏禾", "other@example.com")
    try await store.submit(.membership(.leave(leaver)), by: .member(leaver))
    let erasure = house.erasure(days: 14)
    for day in 0..<14 {
      #expect(try await erasure.eraseDue(on: clock.now.day) == 0, "on day \(day)")
      clock.advance(days: 1)
    }
    #expect(try await house.name(of: leaver) == "何知秋")
    #expect(try await erasure.eraseDue(on: clock.now.day) == 1)
    #expect(try await house.name(of: leaver) == nil)
    #expect(try await house.name(of: other) == "苏禾")
    #expect(try await erasure.eraseDue(on: clock.now.day) == 0)
    await store.close()
    // The snapshots that had the name are gone, and the next start has a new one.
    let found = try Ledger(directory: house.folder.path("Store")).verify()
    #expect(found.erased == 2 && found.snapshots == 1)
    let list = try ErasedMembers.read(house.folder.path("Store/erased-members"))
    #expect(list.lines.map(\.member) == [leaver])
  }

  @Test(
    "a server that stood still for weeks catches up at its start, and the lists beside backups follow"
  )
  func catchUp() async throws {
    let house = try House()
    let backups = house.folder.path("backups")
    try house.folder.write("", to: "backups/a.tar")
    try StoreFolder(house.folder.path("Store")).noteBackups(in: backups)
    var leavers: [MemberNumber] = []
    for number in 0..<3 {
      let member = try await house.join("会员\(number)", "m\(number)@example.com")
      try await house.store.submit(.membership(.leave(member)), by: .member(member))
      leavers.append(member)
      house.clock.advance(days: 1)
    }
    house.clock.advance(days: 40)
    let service = house.erasure(days: 7)
    let running = Task { try await service.run() }
    try await eventually { try await house.store.leaversToErase().isEmpty }
    try await eventually {
      try ErasedMembers.read("\(backups)/\(ErasedMembers.fileBesideBackups)").lines.count == 3
    }
    running.cancel()
    try await running.value
    #expect(try await house.store.leaversToErase().isEmpty)
    let list = try ErasedMembers.read("\(backups)/\(ErasedMembers.fileBesideBackups)")
    #expect(list.lines.map(\.member) == leavers)
    await house.store.close()
  }

  @Test("a content without a club erases nobody")
  func noClub() async throws {
    let house = try House()
    let member = try await house.join("何知秋", "leaver@example.com")
    try await house.store.submit(.membership(.leave(member)), by: .member(member))
    house.clock.advance(days: 400)
    #expect(try await house.erasure(days: nil).eraseDue(on: house.clock.now.day) == 0)
    #expect(try await house.name(of: member) == "何知秋")
    await house.store.close()
  }
}

@Suite("huikan member erase --left")
struct LeaversErasureTests {
  @Test(
    "everybody who has left, at once, with one proof; beside a server and without",
    arguments: [false, true])
  func left(besideServer: Bool) async throws {
    let house = try House(at: SystemClock.now())
    let store = house.folder.path("Store")
    var leavers: [MemberNumber] = []
    for number in 0..<3 {
      let member = try await house.join("会员第\(number)", "m\(number)@example.com")
      guard number != 1 else { continue }
      try await house.store.submit(.membership(.leave(member)), by: .member(member))
      leavers.append(member)
    }
    await house.store.close()
    let server = besideServer ? try LiveServer(in: house.folder) : nil
    let result = try Executable.run("member", "erase", "--left", "--store", store)
    #expect(result.status == 0, "\(result.errors)")
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 4, "\(result.output)")
    for (line, member) in zip(lines, leavers) {
      #expect(line == "Member \(member.digits): 2 values of 1 records erased.")
    }
    #expect(lines.last?.hasSuffix("found 0 times.") == true)
    let again = try Executable.run("member", "erase", "--left", "--store", store)
    #expect(again.output.isEmpty && again.errors.contains("Nobody who has left"))
    if let server { #expect(server.interrupt() == 0) }
    #expect(try ErasedMembers.read("\(store)/erased-members").lines.map(\.member) == leavers)
    for (number, status) in [(0, 1), (1, 0), (2, 1)] {
      #expect(shell("grep -rqF 'm\(number)@example.com' '\(store)'") == Int32(status))
    }
  }
}

/// A store with a clock that a test sets.
private struct House {
  final class Clock: Sendable {
    private let time: Mutex<Instant>

    init(_ time: Instant) { self.time = Mutex(time) }

    var now: Instant { time.withLock { $0 } }

    func advance(days: Int) { time.withLock { $0 = $0.adding(seconds: days * 86_400) } }
  }

  let folder: TemporaryFolder
  let clock: Clock
  let store: ClubStore
  private let consent: Code
  private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  init(at time: Instant? = nil) throws {
    folder = try TemporaryFolder()
    let clock = Clock(try #require(time ?? Instant("2026-11-22 10:00")))
    self.clock = clock
    consent = try #require(Code("2026-11"))
    store = try ClubStore.open(
      directory: folder.path("Store"), clock: { clock.now }, fatal: { Issue.record("\($0)") },
      logger: logger)
  }

  func join(_ name: String, _ email: String) async throws -> MemberNumber {
    try await store.submit(
      .terms(.adopt(rules: ClubRules(consent: consent), events: [])), by: .system)
    let outcome = try await store.submit(
      .membership(
        .signUp(
          SignUp(
            channel: .desk, consent: consent, name: try #require(PersonName(name)), phone: nil,
            email: Email(email), session: nil))), by: .system)
    for case .membership(.joined(let number, _, _)) in outcome.facts { return number }
    throw CancellationError()
  }

  func name(of member: MemberNumber) async throws -> String? {
    try await store.read { _, people in people.name(of: member) }
  }

  func erasure(days: Int?) -> NightlyErasure {
    NightlyErasure(
      store: store, folder: StoreFolder(folder.path("Store")), days: { days },
      now: { clock.now }, logger: logger)
  }
}
