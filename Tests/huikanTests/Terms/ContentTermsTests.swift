import CivilTime
import Club
import ClubStore
import Logging
import Magazine
import Testing

@testable import huikan

@Suite("The terms that the rules adopt from content")
struct ContentTermsTests {
  @Test("events with seats, points and deadline; the consent; the point rules; no drafts")
  func terms() throws {
    let tree = ContentTree(
      root: "Content",
      texts: [
        ("site.yml", "title: 檐声\n"),
        (
          "club.yml",
          """
          name: 檐声会
          consent:
            version: "2026-11"
            text: 同意。
          point_rules:
            - code: visit
              title: 到访
              points: 50

          """
        ),
        (
          "events/open-day.md",
          """
          ---
          title: 开放日
          start: 2026-11-28 09:30
          end: 11:30
          place: 半山台
          capacity: 30
          points: 60
          closes: 2026-11-27 18:00
          ---

          """
        ),
        (
          "events/secret.md",
          "---\ntitle: 未定\nstart: 2026-12-01 09:00\nplace: 云塘里\ndraft: true\n---\n"
        ),
      ].map { TextFile(path: $0.0, bytes: Array($0.1.utf8)) })
    let now = try #require(Instant("2026-11-22 08:00"))
    let loaded = Publication.load(tree, options: LoadOptions(asOf: now, includesDrafts: true))
    #expect(loaded.diagnostics.filter { $0.severity == .error }.isEmpty)
    let terms = ContentTerms(loaded.publication)
    #expect(terms.rules.consent?.text == "2026-11")
    #expect(terms.rules.pointRules.map { "\($0.code) \($0.points?.points ?? 0)" } == ["visit 50"])
    #expect(terms.events.map(\.slug.text) == ["open-day"])
    let event = try #require(terms.events.first)
    #expect(event.capacity == 30)
    #expect(event.points?.points == 60)
    #expect(event.closes?.rfc3339 == "2026-11-27T18:00:00+08:00")
    #expect(event.end?.rfc3339 == "2026-11-28T11:30:00+08:00")
  }

  @Test("what an event has earned goes back with the page that says it is cancelled")
  func calledOff() async throws {
    let folder = try TemporaryFolder()
    let now = try #require(Instant("2026-11-28 12:00"))
    let store = try ClubStore.open(
      directory: folder.path("Store"), clock: { now }, fatal: { Issue.record("\($0)") },
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    func adopt(_ more: String) async throws -> Int {
      let tree = ContentTree(
        root: "Content",
        texts: [
          ("site.yml", "title: 檐声\n"),
          (
            "club.yml",
            """
            name: 檐声会
            consent: {version: 2026-11, text: 同意。}
            point_rules:
              - {code: attend, title: 签到, attendance: true}

            """
          ),
          (
            "events/open-day.md",
            """
            ---
            title: 开放日
            start: 2026-11-28 09:30
            place: 半山台
            points: 60
            \(more)---

            """
          ),
        ].map { TextFile(path: $0.0, bytes: Array($0.1.utf8)) })
      let loaded = Publication.load(tree, options: LoadOptions(asOf: now, includesDrafts: true))
      #expect(loaded.diagnostics.filter { $0.severity == .error }.isEmpty)
      return try await ContentTerms(loaded.publication).adopt(into: store)
    }
    #expect(try await adopt("") == 2)
    let name = try #require(PersonName("测一测"))
    try await store.submit(
      .membership(
        .signUp(
          SignUp(
            channel: .desk, consent: try #require(Code("2026-11")), name: name, phone: nil,
            email: Email("called-off@example.com"), session: nil))), by: .system)
    let member = MemberNumber(ordinal: 0)
    let order = PointsOrder(
      member: member, amount: nil, source: try #require(Code("attend")),
      event: Code("open-day"), reason: try #require(Reason("到场")))
    try await store.submit(.points(.award(order)), by: .system)
    #expect(try await adopt("cancelled: true\n") == 1)
    #expect(try await store.read { club, _ in club.points.balance(of: member) } == 0)
    let head = store.head.sequence
    #expect(try await adopt("cancelled: true\n") == 0)
    #expect(store.head.sequence == head)
    await store.close()
  }
}
