import Club
import Testing

@testable import ClubStore
@testable import Journal

@Suite("Several commands at once")
struct BatchTests {
  private let house: Clubhouse
  private let store: ClubStore
  private let member: MemberNumber

  init() async throws {
    house = try Clubhouse()
    store = try await house.openWithTerms()
    let joined = try await store.submit(
      try Commands.signUp("甲", phone: "13800138000"), by: .visitor)
    member = try #require(joined.joined)
    try await store.submit(try Commands.award(100, to: member), by: .system)
  }

  @Test("looking several over while others post rests on the club as it is")
  func previewBesidePostings() async throws {
    let award = try Commands.award(1, to: member)
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<4 {
        group.addTask {
          for _ in 0..<100 { try await store.submit(award, by: .system) }
          return 0
        }
        group.addTask {
          var refused = 0
          for _ in 0..<50 {
            let found = try await store.preview([award, award, award], by: .system)
            refused += found.count { (try? $0.get()) == nil }
          }
          return refused
        }
      }
      for try await refused in group { #expect(refused == 0) }
    }
    #expect(try await store.read { club, _ in club.points.balance(of: member) } == 500)
    await store.close()
  }

  @Test("what comes while the disk is asked for room counts: all of them or none")
  func wholeWithoutRoom() async throws {
    let long = String(repeating: "雨", count: 100)
    var commands = try (0..<700).map { _ in try Commands.award(1, to: member, reason: long) }
    commands.append(try Commands.spend(800, of: member))
    let parts = commands.enumerated().map { ClubStore.Part($1, .test("part-\($0)")) }
    house.disk.holdSyncs()
    let award = Task { try await store.submit(try Commands.award(1, to: member), by: .system) }
    let before = Int(store.head.sequence)
    while store.journal.head.sequence == before { await Task.yield() }
    let batch = Task { try await store.submit(parts, by: .system, asWhole: true) }
    let committer = store.journal.committer
    while committer.monitor.withLock({ committer.roomWaiters.isEmpty }) { await Task.yield() }
    let spend = Task { try await store.submit(try Commands.spend(50, of: member), by: .system) }
    while store.journal.head.sequence == before + 1 { await Task.yield() }
    house.disk.releaseSyncs()
    _ = try await (award.value, spend.value)
    let refused = await #expect(throws: ClubStore.PartRefused.self) { try await batch.value }
    #expect(refused?.index == 700)
    #expect(Int(store.head.sequence) == before + 2)
    await store.close()
  }
}
