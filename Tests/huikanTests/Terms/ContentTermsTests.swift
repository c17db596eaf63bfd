import CivilTime
import Club
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
}
