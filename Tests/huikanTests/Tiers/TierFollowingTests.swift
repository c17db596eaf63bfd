import CivilTime
import Club
import ClubStore
import Logging
import Synchronization
import Testing

@testable import huikan

@Suite("Following who comes to another tier")
struct TierFollowingTests {
  private let folder: TemporaryFolder
  private let clock: Clock
  private let store: ClubStore

  private final class Clock: Sendable {
    let time: Mutex<Instant>

    init(_ time: Instant) { self.time = Mutex(time) }
  }

  init() async throws {
    folder = try TemporaryFolder()
    let clock = Clock(try #require(Instant("2026-11-22 10:00")))
    self.clock = clock
    store = try ClubStore.open(
      directory: folder.path("Store"), clock: { clock.time.withLock { $0 } },
      fatal: { Issue.record("\($0)") },
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let consent = try #require(Code("2026-11"))
    let tiers = [
      Tier(code: try #require(Code("member")), title: "会员"),
      Tier(code: try #require(Code("senior")), title: "资深会员", months: 12),
      Tier(
        code: try #require(Code("gold")), title: "金卡", months: 12, earned: Amount(100), within: 1),
    ]
    let rule = PointRule(code: try #require(Code("attend")), title: "到场", points: Amount(100))
    try await store.submit(
      .terms(
        .adopt(
          rules: ClubRules(consent: consent, pointRules: [rule], tiers: tiers), events: [])),
      by: .system)
    try await join("tier@example.com")
  }

  private func join(_ email: String) async throws {
    try await store.submit(
      .membership(
        .signUp(
          SignUp(
            channel: .desk, consent: try #require(Code("2026-11")),
            name: try #require(PersonName("测一测")), phone: nil, email: Email(email), session: nil))),
      by: .system)
  }

  private func follow(_ body: () async throws -> Void) async throws {
    let service = TierFollowing(
      store: store, changes: store.changes(), now: { [clock] in clock.time.withLock { $0 } },
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, pause: .milliseconds(20))
    let running = Task { try await service.run() }
    try await body()
    running.cancel()
    try await running.value
  }

  /// The tiers that were noted, in order, once there are so many.
  private func noted(_ count: Int) async throws -> [String] {
    try await eventually { try await noted().count >= count }
    return try await noted()
  }

  private func noted() async throws -> [String] {
    var noted: [String] = []
    for sequence in 1...store.head.sequence {
      for case .tiers(.changed(let change)) in try await store.record(sequence)?.facts ?? [] {
        noted.append("\(change.to?.text ?? "none") \(change.since.iso)")
      }
    }
    return noted
  }

  @Test("at the start, after a posting, and every step that was missed while nobody served")
  func follows() async throws {
    try await follow {
      let steps1 = try await noted(1)
      #expect(steps1 == ["member 2026-11-22"])
    }
    clock.time.withLock { $0 = $0.adding(seconds: 370 * 86_400) }
    try store.believeClock()
    try await follow {
      let steps2 = try await noted(2)
      #expect(steps2 == ["member 2026-11-22", "senior 2027-11-22"])
      try await store.submit(
        .points(
          .award(
            PointsOrder(
              member: MemberNumber(ordinal: 0), amount: nil, source: try #require(Code("attend")),
              reason: try #require(Reason("到场"))))), by: .system)
      let steps3 = try await noted(3)
      #expect(steps3.last == "gold 2027-11-27")
    }
    clock.time.withLock { $0 = $0.adding(seconds: 40 * 86_400) }
    try await follow {
      let steps4 = try await noted(4)
      #expect(steps4.last == "senior 2027-12-27")
    }
    // Who joins while nobody serves is noted by the start that goes through all, and nobody else again.
    let before = try await noted()
    try await join("later@example.com")
    try await follow {
      let steps5 = try await noted(5)
      #expect(steps5.dropLast() == before[...] && steps5.last?.hasPrefix("member ") == true)
    }
    #expect(try await noted().count == 5)
    await store.close()
  }
}
