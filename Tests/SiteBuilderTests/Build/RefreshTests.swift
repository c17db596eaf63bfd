import CivilTime
import Foundation
import Magazine
import Testing

@testable import SiteBuilder

@Suite("会务一变，只重写显示数字的页")
struct RefreshTests {
  private let site: TestSite
  private let loaded: LoadedSite
  private let now: Instant

  init() throws {
    site = try TestSite(
      """
      -- club.yml --
      name: 檐声会
      consent:
        version: "1"
        text: 同意。
      -- events/open-day.md --
      ---
      title: 开放日
      start: 2026-12-01 09:30
      place: 半山台
      capacity: 30
      ---
      -- articles/rain.md --
      # 雨
      """)
    loaded = try #require(site.load().site)
    now = site.options.asOf
  }

  private func figures(taken: Int) -> PublicFigures {
    PublicFigures(seats: ["open-day": .init(capacity: 30, taken: taken, waiting: 0)])
  }

  @Test("Seats taken change the home page and nothing else")
  func seats() throws {
    let first = try loaded.write(figures: figures(taken: 3), asOf: now)
    #expect(first.added.count == first.files)
    #expect(site.page("index.html")?.contains("27 个名额") == true)
    let second = try loaded.write(figures: figures(taken: 4), asOf: now)
    #expect(second.changed == ["index.html"])
    #expect(second.files == first.files)
    #expect(second.pages == first.pages)
    #expect(second.removed == [])
    #expect(site.page("index.html")?.contains("26 个名额") == true)
  }

  @Test("It renders only those pages: another's bytes in an article are not looked at")
  func onlyThose() throws {
    _ = try loaded.write(figures: figures(taken: 3), asOf: now)
    site.folder.write("by hand", to: "Site/articles/rain/index.html")
    _ = try loaded.write(figures: figures(taken: 4), asOf: now)
    #expect(site.page("articles/rain/index.html") == "by hand")
  }

  @Test("Another build in between is not written over; what is loaded anew takes its place")
  func displaced() throws {
    #expect(!loaded.isDisplaced())
    _ = try loaded.write(figures: figures(taken: 3), asOf: now)
    #expect(!loaded.isDisplaced())

    site.put("articles/rain.md", "# 大雨\n")
    site.put("articles/new.md", "# 新\n")
    try site.build(figures: figures(taken: 3))
    #expect(loaded.isDisplaced())
    let files = try site.files
    let tomorrow = Instant(now.day.adding(days: 1))
    for time in [now, tomorrow] {
      let error = #expect(throws: OutputError.self) {
        try loaded.write(figures: figures(taken: 4), asOf: time)
      }
      #expect(error?.isDisplaced == true && error?.isBusy == false)
      #expect(
        error?.description.hasSuffix(
          "another build has written there since; load the content again") == true)
    }
    #expect(try site.files == files)
    #expect(site.page("articles/rain/index.html")?.contains("大雨") == true)
    #expect(site.page("index.html")?.contains("27 个名额") == true)

    let fresh = try #require(site.load().site)
    #expect(!fresh.isDisplaced())
    #expect(fresh.asOf == now)
    #expect(try fresh.write(figures: figures(taken: 4), asOf: now).changed == ["index.html"])
  }

  @Test("An emptied folder is written again, and so is one where another build broke off")
  func nobodys() throws {
    _ = try loaded.write(figures: figures(taken: 3), asOf: now)
    try FileManager.default.removeItem(atPath: site.options.output)
    #expect(!loaded.isDisplaced())
    let again = try loaded.write(figures: figures(taken: 3), asOf: now)
    #expect(again.added.count == again.files)

    site.put("articles/rain.md", "# 大雨\n")
    site.put("articles/wet.md", "# 湿\n")
    let other = try #require(site.load().site)
    site.folder.write("in the way", to: "Site/articles/wet/index.html/stranger.txt")
    #expect(throws: OutputError.self) { try other.write(figures: nil, asOf: now) }
    #expect(!loaded.isDisplaced())
    _ = try loaded.write(figures: figures(taken: 4), asOf: now)
    #expect(site.page("articles/rain/index.html")?.contains("大雨") == false)
  }

  @Test("Another day, or the first figures, make it write everything")
  func wholeAgain() throws {
    func spoil() { site.folder.write("by hand", to: "Site/articles/rain/index.html") }
    func isWhole() -> Bool { site.page("articles/rain/index.html") != "by hand" }
    _ = try loaded.write(figures: figures(taken: 3), asOf: now)

    spoil()
    let tomorrow = Instant(now.day.adding(days: 1))
    _ = try loaded.write(figures: figures(taken: 4), asOf: tomorrow)
    #expect(isWhole(), "another day")

    spoil()
    _ = try loaded.write(figures: nil, asOf: tomorrow)
    #expect(isWhole(), "no figures any more")
  }

  @Test("An answer to a form is a page of the theme")
  func answer() {
    let page = loaded.answerPage(
      AnswerContents(
        kind: .confirm, title: "请核对 <资料>",
        form: .init(action: "/join/confirm", fields: [], button: "确认入会")))
    #expect(
      String(decoding: page, as: UTF8.self).contains(
        """
        <h1>请核对 &lt;资料&gt;</h1>
        <form action="/join/confirm">确认入会</form>
        """))
  }
}
