import Magazine
import Testing

@testable import SiteBuilder

@Suite("办过的活动写成取消：积分要退")
struct LateCancellationsTests {
  private static let club =
    "-- club.yml --\nname: 檐声会\nmagazine: 檐声\nconsent: {version: \"1\", text: 同意。}\n"
  private static let settings = "-- site.yml --\ntitle: 檐声\nbase_url: https://a.example\n"

  /// What check says of one event, which begins on 2026-11-21 at 14:00 and ends two hours later.
  private func said(
    _ keys: String, asOf: String = "2026-11-22 09:00", club: String = club, lints: Bool = true
  ) throws -> String {
    let site = try TestSite(
      Self.settings + club
        + "-- events/tea.md --\n---\ntitle: 茶会\nstart: 2026-11-21 14:00\nend: 16:00\nplace: 云塘里\n\(keys)---\n",
      asOf: asOf)
    site.options.lints = lints
    #expect(site.load().site != nil)
    return site.diagnostics()
  }

  @Test("check warns with file, line and remedy")
  func warns() throws {
    #expect(
      try said("points: 60\ncancelled: true\n") == """
        Content/events/tea.md:7:1: warning: the event is over and “cancelled”: points that were given for coming to it \
        are taken back as soon as the server reads it
          7 | cancelled: true
            | ^
          = take “cancelled” away if the event was held; if it was not, nothing is lost, and without “points” nothing \
        is said

        """)
  }

  @Test("the line is found however the front matter is written")
  func anyYAML() throws {
    let found = try said("points: &p 60\n\"cancelled\": true\n")
    #expect(found.hasPrefix("Content/events/tea.md:7:1: warning: the event is over"), "\(found)")
  }

  @Test("for thirty days after its end, and then no longer")
  func fresh() throws {
    let keys = "points: 60\ncancelled: true\n"
    #expect(try said(keys, asOf: "2026-12-21 23:59").contains("warning: the event is over"))
    #expect(try said(keys, asOf: "2026-12-22 00:00") == "")
  }

  @Test(
    "nothing of what is ahead, was held, or earned nothing",
    arguments: [
      ("points: 60\ncancelled: true\n", "2026-11-21 15:00"),
      ("points: 60\ncancelled: true\n", "2026-11-20 09:00"),
      ("points: 60\n", "2026-11-22 09:00"), ("points: 60\ncancelled: false\n", "2026-11-22 09:00"),
      ("cancelled: true\n", "2026-11-22 09:00"),
      ("points: 0\ncancelled: true\n", "2026-11-22 09:00"),
    ])
  func silent(keys: String, asOf: String) throws {
    #expect(try said(keys, asOf: asOf) == "")
  }

  @Test("a magazine without a club has no points, and a build is told nothing")
  func elsewhere() throws {
    let keys = "points: 60\ncancelled: true\n"
    #expect(try said(keys, club: "") == "")
    #expect(try said(keys, lints: false) == "")
  }
}
