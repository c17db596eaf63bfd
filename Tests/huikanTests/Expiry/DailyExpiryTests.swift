import CivilTime
import Club
import ClubStore
import Foundation
import Logging
import Synchronization
import Testing

@testable import huikan

@Suite("The daily expiry")
struct DailyExpiryTests {
  @Test("what has lapsed while nobody served is posted at the start, once")
  func catchUp() async throws {
    let folder = try TemporaryFolder()
    let clock = Mutex(try #require(Instant("2026-11-22 10:00")))
    let now: @Sendable () -> Instant = { clock.withLock { $0 } }
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let store = try ClubStore.open(
      directory: folder.path("Store"), clock: now, fatal: { Issue.record("\($0)") }, logger: logger)
    let consent = try #require(Code("2026-11"))
    try await store.submit(
      .terms(.adopt(rules: ClubRules(consent: consent, validity: .months(1)), events: [])),
      by: .system)
    let name = try #require(PersonName("测一测"))
    try await store.submit(
      .membership(
        .signUp(
          SignUp(
            channel: .desk, consent: consent, name: name, phone: nil,
            email: Email("expiry@example.com"), session: nil))), by: .system)
    let member = MemberNumber(ordinal: 0)
    try await store.submit(
      .points(
        .award(
          PointsOrder(
            member: member, amount: Amount(50), source: PointSource.manual,
            reason: try #require(Reason("到场"))))), by: .system)
    // Nobody has read anything since the retention of this one was over.
    try folder.write("\n", to: "Store/access/2026-01-05.jsonl")
    clock.withLock { $0 = $0.adding(seconds: 90 * 86_400) }
    let service = DailyExpiry(store: store, now: now, logger: logger)
    let running = Task { try await service.run() }
    try await eventually { try await balance(store, member) == 0 }
    try await eventually {
      !FileManager.default.fileExists(atPath: folder.path("Store/access/2026-01-05.jsonl"))
    }
    running.cancel()
    try await running.value
    #expect(try await balance(store, member) == 0)
    #expect(try await store.figures().trialBalance.expired == 50)
    let record = try await store.record(store.head.sequence)
    #expect(record?.actor == "system" && record?.facts.count == 1)
    await store.close()
  }

  private func balance(_ store: ClubStore, _ member: MemberNumber) async throws -> Int {
    try await store.read { club, _ in club.points.balance(of: member) }
  }
}
