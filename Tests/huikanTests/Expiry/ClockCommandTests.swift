import CivilTime
import Club
import ClubStore
import Foundation
import Logging
import Testing

@testable import huikan

@Suite("A server by a wrong clock, and after a long holiday", .serialized)
struct ClockCommandTests {
  /// A club that was last served so many days ago, with a point that lapses after a month.
  private func club(daysAgo: Int) async throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let then = SystemClock.now().adding(seconds: -daysAgo * 86_400)
    let store = try ClubStore.open(
      directory: folder.path("Store"), clock: { then }, fatal: { Issue.record("\($0)") },
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let consent = try #require(Code("2026-11"))
    try await store.submit(
      .terms(.adopt(rules: ClubRules(consent: consent, validity: .months(1)), events: [])),
      by: .system)
    try await store.submit(
      .membership(
        .signUp(
          SignUp(
            channel: .desk, consent: consent, name: try #require(PersonName("测一测")), phone: nil,
            email: Email("clock@example.com"), session: nil))), by: .system)
    try await store.submit(
      .points(
        .award(
          PointsOrder(
            member: MemberNumber(ordinal: 0), amount: Amount(50), source: PointSource.manual,
            reason: try #require(Reason("到场"))))), by: .system)
    await store.close()
    return folder
  }

  private func lapses(_ folder: TemporaryFolder) throws -> Int {
    let shown = try Executable.run("ledger", "show", "--store", folder.path("Store"))
    #expect(shown.status == 0, "\(shown.errors)")
    return shown.output.split(separator: "\n").count { $0.contains("account=expired") }
  }

  @Test("500 days ahead nothing lapses; what waits is said, and --trust-clock lets it be done")
  func ahead() async throws {
    let folder = try await club(daysAgo: 500)
    let server = try LiveServer(in: folder)
    try await eventually { server.errors.contains("What time alone brings waits") }
    #expect(server.errors.contains("1 lots of points would lapse"), "\(server.errors)")
    #expect(server.errors.contains("huikan serve --trust-clock"))
    #expect(server.interrupt() == 0)
    #expect(try lapses(folder) == 0)

    // The terms of the content were adopted under the wrong date: that makes it no truer.
    let again = try LiveServer(in: folder)
    try await eventually { again.errors.contains("What time alone brings waits") }
    #expect(again.interrupt() == 0)
    #expect(try lapses(folder) == 0)

    let trusting = try LiveServer(in: folder, arguments: ["--trust-clock"])
    try await eventually { try lapses(folder) == 1 }
    #expect(!trusting.errors.contains("What time alone brings waits"))
    #expect(trusting.interrupt() == 0)
    let after = try LiveServer(in: folder)
    #expect(after.interrupt() == 0)
    #expect(!after.errors.contains("waits"))
  }

  @Test("a holiday of a month is nothing to speak of")
  func holiday() async throws {
    let folder = try await club(daysAgo: 39)
    let server = try LiveServer(in: folder)
    try await eventually { try lapses(folder) == 1 }
    #expect(!server.errors.contains("waits"))
    #expect(server.interrupt() == 0)
  }

  @Test("behind the last record nothing lapses, and the clock is named before the content's errors")
  func behind() async throws {
    let folder = try await club(daysAgo: -3000)
    let server = try LiveServer(in: folder)
    try await eventually { server.errors.contains("until the clock has passed it") }
    #expect(server.interrupt() == 0)
    #expect(try lapses(folder) == 0)
    let lines = server.errors.split(separator: "\n")
    #expect(lines.first?.contains("check the clock first") == true, "\(server.errors)")
    let trusting = try LiveServer(in: folder, arguments: ["--trust-clock"])
    try await eventually { trusting.errors.contains("until the clock has passed it") }
    #expect(trusting.interrupt() == 0)
    #expect(try lapses(folder) == 0)
  }
}
