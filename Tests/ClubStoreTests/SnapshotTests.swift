import CivilTime
import Club
import Disk
import Journal
import Logging
import Snapshots
import Synchronization
import Testing

@testable import ClubStore
@testable import Simulation

@Suite("Snapshots")
struct SnapshotTests {
  private let disk = SimulatedDisk()
  private let log = Warnings()

  private func open(keyDays: Int64 = 30) throws(StoreError) -> ClubStore {
    try ClubStore.open(
      directory: "Store", fileSystem: disk, clock: { Instant(milliseconds: 1_795_829_400_000) },
      random: { count in [UInt8](repeating: 7, count: count) }, keyLifetime: keyDays * 86_400_000,
      segmentLimit: 1500, fatal: { Issue.record("\($0)") },
      logger: Logger(label: "test") { _ in log })
  }

  /// A club in which a bit of everything has happened, and a snapshot after each of the rounds.
  private func fill(rounds: Int) async throws {
    for round in 1...rounds {
      let store = try open()
      _ = try await store.submit(
        try Commands.adopt([try Commands.event("open-day", capacity: round)]), by: .system)
      for place in 0..<2 {
        let joined = try await store.submit(
          try Commands.signUp(
            "会员\(round)\(place)", phone: "138001380\(round)\(place)",
            email: "m\(round)\(place)@example.com",
            session: place == 0 ? session(round) : nil), by: .visitor,
          idempotency: .test("join-\(round)-\(place)"))
        guard let member = joined.joined else { continue }
        let award = try await store.submit(try Commands.award(50, to: member), by: .system)
        _ = try await store.submit(try Commands.spend(20, of: member), by: .system)
        _ = try await store.submit(
          .points(
            .reverse(
              Reversal(
                entry: EntryID(award.position(of: 0)), allowsDebt: true,
                reason: try #require(Reason("记错"))))), by: .system)
        _ = try await store.submit(try Commands.register(member, "open-day"), by: .member(member))
      }
      _ = try await store.submit(try person(round), by: .system)
      try await store.writeSnapshot()
      _ = try await store.submit(try Commands.adopt([]), by: .system)
      await store.close()
    }
  }

  private func session(_ round: Int) -> NewSession? {
    TokenHash([UInt8](repeating: UInt8(round), count: 32)).map {
      NewSession(tokenHash: $0, expires: Instant(milliseconds: 1_900_000_000_000))
    }
  }

  private func person(_ round: Int) throws -> Command {
    let name = try #require(PersonName("店员\(round)"))
    guard let token = TokenHash([UInt8](repeating: UInt8(100 + round), count: 32)) else {
      return .staff(.revoke(StaffID(0)))
    }
    return .staff(.add(name: name, role: round == 1 ? .manager : .clerk, tokenHash: token))
  }

  private func snapshots() -> [String] { disk.paths.filter { $0.hasPrefix("Store/snapshots/") } }

  /// What a store tells from its snapshot and its tail, and what it tells from its records alone.
  private func compare(restored: Int) async throws {
    let store = try open()
    #expect(store.journal.restored == restored)
    let kept = snapshots().map { ($0, disk.contents($0)) }
    let records = store.head
    let (club, people, keys) = store.state.withLock { ($0.club, $0.people, $0.keys) }
    let earlier = try await store.record(3)
    await store.close()
    for (path, _) in kept { disk.setContents(path, nil) }
    let replayed = try open()
    #expect(replayed.journal.restored == 0 && replayed.head == records)
    #expect(try await replayed.record(3) == earlier)
    replayed.state.withLock { state in
      #expect(state.club == club)
      for ordinal in 0...club.membership.count {
        let number = MemberNumber(ordinal: ordinal)
        #expect(state.people.person(number) == people.person(number))
      }
      for digit in 1...4 {
        let phone = "+86138001380\(digit)0"
        let email = "m\(digit)0@example.com"
        for contact in [phone, email] {
          #expect(
            state.people.members(withContact: contact, in: state.club)
              == people.members(withContact: contact, in: club))
        }
      }
      #expect(state.people.name(of: StaffID(1)) == people.name(of: StaffID(1)))
      let key = RememberedKey(.test("join-1-0"), replayed.secret).name
      #expect(
        !keys.records(of: key).isEmpty && state.keys.records(of: key) == keys.records(of: key))
    }
    await replayed.close()
    for (path, bytes) in kept { disk.setContents(path, bytes) }
  }

  @Test("a start from a snapshot and its tail knows what a replay of all records knows")
  func same() async throws {
    try await fill(rounds: 1)
    let snapshot = try #require(snapshots().first)
    #expect(snapshot == "Store/snapshots/000000000012.snapshot")
    try await compare(restored: 12)
    #expect(log.all.isEmpty)
  }

  @Test("two are kept, and the newest serves")
  func two() async throws {
    try await fill(rounds: 3)
    #expect(snapshots().count == 2)
    let newest = try #require(snapshots().last)
    let sequence = try #require(Int(newest.dropFirst(16).prefix(12)))
    try await compare(restored: sequence)
  }

  @Test("a damaged one is passed over with a warning: the older one serves, or the whole journal")
  func damaged() async throws {
    try await fill(rounds: 2)
    let paths = snapshots()
    let older = try #require(Int(paths[0].dropFirst(16).prefix(12)))
    let bytes = try #require(disk.contents(paths[1]))
    for place in stride(from: 0, to: bytes.count, by: 211) {
      var changed = bytes
      changed[place] ^= 0x10
      disk.setContents(paths[1], changed)
      let store = try open()
      #expect(store.journal.restored == older, "byte \(place)")
      await store.close()
    }
    for length in stride(from: 0, to: bytes.count, by: 301) {
      disk.setContents(paths[1], Array(bytes[..<length]))
      let store = try open()
      #expect(store.journal.restored == older, "length \(length)")
      await store.close()
    }
    #expect(log.all.allSatisfy { $0.hasSuffix("; the snapshot is passed over") })
    #expect(log.all.contains { $0.contains("the checksum does not match block") })
    disk.setContents(paths[0], [1, 2, 3])
    let store = try open()
    #expect(store.journal.restored == 0)
    #expect(store.head.sequence > 12)
    await store.close()
  }

  @Test("one of another version is passed over, one with other terms for keys too")
  func otherVersion() async throws {
    try await fill(rounds: 1)
    let store = try open(keyDays: 7)
    #expect(store.journal.restored == 0)
    try await store.journal.writeSnapshot(of: store.journal.point, content: 99) { $0.write([1]) }
    await store.close()
    let again = try open()
    #expect(again.journal.restored == 12)
    await again.close()
    #expect(log.all.count == 2)
    #expect(log.all[0].contains("idempotency keys were remembered for another time then"))
    #expect(log.all[1].contains("it was written by another version"))
  }

  @Test("one that proves that the journal is another refuses the start, and says what to do")
  func foreign() async throws {
    try await fill(rounds: 1)
    let path = try #require(snapshots().first)
    let snapshot = disk.contents(path)
    for name in disk.paths { disk.setContents(name, nil) }
    for _ in 0..<2 {
      let other = try open()
      for number in 0..<12 {
        _ = try await other.submit(
          try Commands.adopt([try Commands.event("other", capacity: number)]), by: .system)
      }
      await other.close()
    }
    disk.setContents(path, snapshot)
    let error = #expect(throws: StoreError.self) { try open() }
    #expect(error?.description.hasPrefix("\(path): ") == true, "\(String(describing: error))")
    #expect(error?.description.contains("remove the folder of the snapshots") == true)
    disk.setContents(path, nil)
    await (try open()).close()
  }

  @Test("a segment that is missing from before the snapshot is noticed")
  func missingSegment() async throws {
    try await fill(rounds: 2)
    let segments = disk.paths.filter { $0.hasPrefix("Store/journal/") }
    for path in segments.dropLast(2) {
      let bytes = disk.contents(path)
      disk.setContents(path, nil)
      let error = #expect(throws: StoreError.self) { try open() }
      #expect(error?.description.contains("is missing, which was there") == true)
      disk.setContents(path, bytes)
    }
    await (try open()).close()
  }

  @Test("one that cannot be written leaves the older ones, the journal and the club as they are")
  func failing() async throws {
    try await fill(rounds: 2)
    let before = snapshots()
    for code in [28, 5] as [Int32] {
      for step in 0..<8 {
        let store = try open()
        disk.fail(at: disk.operations.count + step, .error(code))
        let failed = (try? await store.writeSnapshot()) == nil
        disk.fail(at: -1, .crash)
        #expect(!failed || Set(before).isSubset(of: snapshots()), "step \(step)")
        _ = try await store.submit(
          try Commands.adopt([try Commands.event("step-\(code)-\(step)", capacity: 1)]), by: .system
        )
        await store.close()
        if !failed { break }
      }
    }
  }

  @Test(
    "none outlives an erasure, neither those on the disk nor one that is being made: a new one is")
  func erased() async throws {
    let house = try Clubhouse()
    try await house.fill()
    let store = try house.open()
    try await store.writeSnapshot()
    let (before, point) = store.state.withLock { ($0, store.journal.point) }
    let erasure = try await store.erase(MemberNumber(ordinal: 0))
    #expect(erasure.leftovers.isEmpty && erasure.verification.snapshots == 1)
    #expect(
      try POSIXFileSystem().list("\(house.directory)/snapshots") == ["000000000007.snapshot"])
    #expect(try !house.contents("snapshots").contains("何知秋"))
    try await store.journal.writeSnapshot(of: point, content: Club.snapshotVersion) { file in
      var writer = StateWriter { file.write($0) }
      before.write(to: &writer)
      writer.finish()
    }
    #expect(try !house.contents("snapshots").contains("何知秋"))
    await store.close()
    let again = try house.open()
    #expect(again.journal.restored == 7)
    let name = try await again.read { _, people in people.name(of: MemberNumber(ordinal: 0)) }
    #expect(name == nil)
    await again.close()
  }

  @Test("where the people are sealed, snapshots are too, and those in clear go")
  func sealed() async throws {
    let house = try Clubhouse()
    try await house.fill()
    let store = try house.open()
    try await store.writeSnapshot()
    await store.close()
    let folder = "\(house.directory)/snapshots"
    #expect(try house.contents("snapshots").contains("何知秋"))
    let keys = ["\(house.directory)-key", "\(house.directory)-copy"]
    for key in keys { try POSIXFileSystem().makeDirectory(key) }
    _ = try PeopleSealing.set(
      up: house.directory, key: "\(keys[0])/people.key", recovery: "\(keys[1])/people.key")
    #expect(try POSIXFileSystem().list(folder).isEmpty)
    let sealed = try house.open()
    try await sealed.writeSnapshot()
    await sealed.close()
    #expect(try !house.contents("snapshots").contains("何知秋"))
    #expect(try Ledger(directory: house.directory).verify().snapshots == 1)
    let again = try house.open()
    #expect(again.journal.restored == 7)
    #expect(
      try await again.read { _, people in people.name(of: MemberNumber(ordinal: 0)) } == "何知秋")
    await again.close()
  }
}
