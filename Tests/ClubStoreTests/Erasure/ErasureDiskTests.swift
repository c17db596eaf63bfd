import CivilTime
import Club
import Disk
import Journal
import Logging
import Synchronization
import Testing

@testable import ClubStore
@testable import Simulation

@Suite("Erasing several members together, on a disk")
struct ErasureDiskTests {
  private static let names = ["何知秋", "苏禾一", "林小舟", "王伟明", "陈家庄"]
  /// The second and the fourth stay.
  private static let leavers = [0, 2, 4].map { MemberNumber(ordinal: $0) }
  private static let traces = [0, 2, 4].flatMap {
    ["1380013800\($0)", "m\($0)@example.com", names[$0]]
  }

  private func open(_ disk: SimulatedDisk) throws(StoreError) -> ClubStore {
    try ClubStore.open(
      directory: "Store", fileSystem: disk, clock: { Instant(milliseconds: 1_795_829_400_000) },
      random: { count in [UInt8](repeating: 7, count: count) }, segmentLimit: 1500,
      fatal: { _ in }, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  /// Five members with what was written about them, in several segments; three have left; a snapshot.
  private func fill(_ disk: SimulatedDisk) async throws {
    let store = try open(disk)
    _ = try await store.submit(
      try Commands.adopt([try Commands.event("dinner", capacity: 9)]), by: .system)
    for (index, name) in Self.names.enumerated() {
      let joined = try await store.submit(
        try Commands.signUp(
          name, phone: "1380013800\(index)", email: "m\(index)@example.com"), by: .visitor)
      let member = try #require(joined.joined)
      _ = try await store.submit(
        try Commands.award(60, to: member, reason: "\(name)签到"), by: .system)
    }
    // A reason that names somebody else, and stays.
    _ = try await store.submit(
      try Commands.award(5, to: MemberNumber(ordinal: 1), reason: "王伟明介绍"), by: .system)
    for member in Self.leavers {
      _ = try await store.submit(.membership(.leave(member)), by: .member(member))
    }
    try await store.writeSnapshot()
    await store.close()
  }

  /// The same club on a disk of its own.
  private func copy(_ saved: SimulatedDisk.State) -> SimulatedDisk {
    let disk = SimulatedDisk()
    disk.state.withLock { $0 = saved }
    return disk
  }

  private func text(_ disk: SimulatedDisk) -> String {
    disk.paths.map { String(decoding: disk.contents($0) ?? [], as: UTF8.self) }.joined()
  }

  /// Opens the store, and finds all of them erased or none.
  private func check(_ disk: SimulatedDisk, _ place: String) async throws -> Bool {
    let store = try open(disk)
    let people = store.state.withLock { state in Self.leavers.map { state.people.name(of: $0) } }
    let left = people.count { $0 != nil }
    #expect(left == 0 || left == 3, "\(place)")
    #expect(!disk.paths.contains("Store/erasing"), "\(place)")
    let list = try ErasedMembers.read("Store/erased-members", fileSystem: disk)
    #expect(list.lines.map(\.member) == (left == 0 ? Self.leavers : []), "\(place)")
    let due = try await store.leaversToErase().map(\.member)
    #expect(due == (left == 0 ? [] : Self.leavers), "\(place)")
    let stay = try await store.read { club, people in
      (
        [1, 3].map { people.name(of: MemberNumber(ordinal: $0)) },
        (0..<5).map { club.points.balance(of: MemberNumber(ordinal: $0)) }
      )
    }
    #expect(stay.0 == ["苏禾一", "王伟明"] && stay.1[1] == 65 && stay.1[3] == 60, "\(place)")
    await store.close()
    let all = text(disk)
    let found = Self.traces.filter { all.contains($0) }
    #expect(left == 0 ? found.isEmpty : found == Self.traces, "\(place): \(found)")
    return left == 0
  }

  @Test("one reading, one rewriting and one verification, however many they are; then a snapshot")
  func together() async throws {
    var readings: [[String: Int]] = []
    for members in [Array(Self.leavers.prefix(1)), Self.leavers] {
      let disk = SimulatedDisk()
      try await fill(disk)
      let store = try open(disk)
      let segments = disk.paths.filter { $0.hasPrefix("Store/annex/0") }
      #expect(segments.count > 2)
      let before = disk.operations.count
      disk.state.withLock { $0.openings = [:] }
      let erasures = try await store.erase(members)
      readings.append(
        disk.state.withLock { $0.openings.filter { $0.key.hasPrefix("Store/journal/0") } })
      let renames = disk.operations.dropFirst(before).filter { $0.hasPrefix("rename Store/annex/") }
      #expect(renames.count == Set(renames).count)
      #expect(erasures.map(\.line.member) == members)
      for erasure in erasures {
        #expect(erasure.values == 4 && erasure.records >= 2 && erasure.leftovers.isEmpty)
        #expect(erasure.mentions.isEmpty)
      }
      #expect(erasures.first?.verification.erased == 4 * members.count)
      #expect(erasures.first?.verification.snapshots == 1)
      let head = store.head.sequence
      await store.close()
      // The next start replays nothing.
      let again = try open(disk)
      #expect(again.journal.restored == Int(head))
      await again.close()
    }
    #expect(readings[0] == readings[1] && readings[0].values.allSatisfy { $0 <= 3 })
  }

  @Test(
    "where one names another, that is told of the one who stays, and goes with the one who goes")
  func mentions() async throws {
    for (members, mentions, values) in [([3], [1], [4]), ([1, 3], [0, 0], [5, 4])] {
      let disk = SimulatedDisk()
      try await fill(disk)
      let store = try open(disk)
      let erasures = try await store.erase(members.map { MemberNumber(ordinal: $0) })
      #expect(erasures.map(\.mentions.count) == mentions && erasures.map(\.values) == values)
      let again = try await store.erase([members[0], members[0]].map { MemberNumber(ordinal: $0) })
      #expect(again.map(\.values) == [0, 0])
      #expect(try await store.erase([]).isEmpty)
      await store.close()
    }
  }

  @Test("a crash at any step leaves all of them erased or none, after the next start")
  func crash() async throws {
    let filled = SimulatedDisk()
    try await fill(filled)
    let saved = filled.state.withLock { $0 }
    var outcomes: [Bool] = []
    for step in 0..<400 {
      let disk = copy(saved)
      let store = try open(disk)
      disk.fail(at: disk.operations.count + step, .crash)
      let erased = try? await store.erase(Self.leavers)
      await store.close()
      let hasCrashed = disk.hasStopped
      disk.restart(seed: UInt64(step))
      outcomes.append(try await check(disk, "step \(step)"))
      if erased != nil { #expect(outcomes.last == true, "step \(step)") }
      guard hasCrashed else { break }
    }
    // The steps before the intent is on the disk, and many after it.
    let none = outcomes.prefix { !$0 }.count
    #expect((2...8).contains(none) && outcomes.dropFirst(none).allSatisfy { $0 })
    #expect(outcomes.count > 30 && outcomes.count < 400)
  }

  @Test("a crash at any step of the start that finishes them, too")
  func crashAgain() async throws {
    let disk = SimulatedDisk()
    try await fill(disk)
    let list = ErasedMembers(
      lines: Self.leavers.map { member in
        ErasedMembers.Line(
          member: member, time: Instant(milliseconds: 1_795_829_400_000), upTo: .max)
      })
    disk.setContents("Store/erasing", list.contents)
    let saved = disk.state.withLock { $0 }
    var steps = 0
    for step in 0..<400 {
      let copy = self.copy(saved)
      copy.restart(seed: 0)
      copy.fail(at: step, .crash)
      await (try? open(copy))?.close()
      let hasCrashed = copy.hasStopped
      copy.restart(seed: UInt64(step))
      #expect(try await check(copy, "step \(step)"))
      steps += 1
      guard hasCrashed else { break }
    }
    #expect(steps > 20 && steps < 400)
  }

  @Test(
    "where the disk fails and the club goes on, the next try has all of them, and whom it has left")
  func failing() async throws {
    let filled = SimulatedDisk()
    try await fill(filled)
    let saved = filled.state.withLock { $0 }
    var failures = 0
    for step in 0..<400 {
      let disk = copy(saved)
      var store = try open(disk)
      let fault = disk.operations.count + step
      disk.fail(at: fault, .error(28))
      let erased = try? await store.erase(Self.leavers)
      let hasFailed = disk.operations.count > fault
      disk.fail(at: -1, .crash)
      if erased == nil {
        failures += 1
        // All are still to be erased, or all are: then only the sync of the last removal has failed.
        let isErased = Self.traces.allSatisfy { !text(disk).contains($0) }
        #expect(
          try await store.leaversToErase().map(\.member) == (isErased ? [] : Self.leavers)
            || disk.paths.contains("Store/erasing"), "step \(step)")
        // Another one's erasure must not bury it.
        if (try? await store.erase([MemberNumber(ordinal: 3)])) == nil {
          // The writer has stopped, and with it the process.
          await store.close()
          disk.restartProcess()
          store = try open(disk)
          _ = try await store.erase([MemberNumber(ordinal: 3)])
        }
        let left = try await store.leaversToErase().map(\.member)
        #expect(left == [] || left == Self.leavers, "step \(step)")
        if !left.isEmpty { _ = try await store.erase(left) }
      }
      await store.close()
      let all = text(disk)
      #expect(Self.traces.filter { all.contains($0) } == [], "step \(step)")
      #expect(!disk.paths.contains("Store/erasing"), "step \(step)")
      guard hasFailed else { break }
    }
    #expect(failures > 10 && failures < 400)
  }
}
