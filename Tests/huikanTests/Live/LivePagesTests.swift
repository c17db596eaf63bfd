import Magazine
import SiteBuilder
import Testing

@testable import huikan

@Suite("What each open page is told")
struct LivePagesTests {
  private static func report(
    added: [String] = [], changed: [String] = [], removed: [String] = []
  ) -> BuildReport {
    var report = BuildReport()
    report.added = added
    report.changed = changed
    report.removed = removed
    return report
  }

  private static let lift = "news/lift/index.html"
  private static let page = #"{"changed":"page"}"#

  /// What a visitor of the lift's page has been told.
  private func told(_ play: (LivePages) -> Void) async -> [String] {
    let pages = LivePages()
    let visit = pages.open(Self.lift)
    play(pages)
    pages.close(visit)
    return await visit.messages.reduce(into: []) { $0.append(String(decoding: $1, as: UTF8.self)) }
  }

  @Test(
    "a page is told when its own file is another, and then alone",
    arguments: [
      (report(), false, []),
      (report(changed: ["index.html", "feed.xml"]), false, []),
      (report(changed: ["index.html", lift]), false, [page]),
      (report(added: [lift]), false, [page]),
      (report(removed: [lift]), false, [page]),
      (
        report(added: ["assets/theme-0a1b2c3d4e.css"], changed: [lift]), true,
        [#"{"changed":"style"}"#]
      ),
      (report(added: ["assets/theme-0a1b2c3d4e.css"], changed: [lift]), false, [page]),
    ])
  func concerned(report: BuildReport, isStyleOnly: Bool, messages: [String]) async {
    #expect(await told { $0.show(report, isStyleOnly: isStyleOnly) } == messages)
  }

  @Test("a mistake is told to all, with the line up to the place; its end only once")
  func mistake() async {
    let mistake = Diagnostic(
      .error, root: "Content", path: "news/lift.md", position: Position(line: 1, column: 4),
      in: Array("# 电\"梯\n".utf8), message: "a quotation mark", remedy: "write 「」")
    let warning = Diagnostic(.warning, path: "site.yml", message: "no description")
    let messages = await told { pages in
      pages.show([mistake, warning])
      pages.show(Self.report(changed: ["index.html"]), isStyleOnly: false)
      pages.show(Self.report(changed: ["index.html"]), isStyleOnly: false)
    }
    #expect(
      messages == [
        ##"{"title":"有1处错误，页面仍是上一版","problems":[{"place":"Content/news/lift.md:1:4","##
          + ##""message":"a quotation mark","line":"# 电\"梯","before":"# 电","##
          + ##""remedy":"write 「」"}]}"##,
        "{}",
      ])
  }

  @Test("who comes while something is wrong is told first; who has left is not told")
  func comingAndGoing() async {
    let pages = LivePages()
    pages.show(failure: "磁盘满了")
    let late = pages.open("index.html")
    pages.renew(late)
    pages.close(late)
    pages.show(Self.report(changed: ["index.html"]), isStyleOnly: false)
    let messages = await late.messages.reduce(into: []) {
      $0.append(String(decoding: $1, as: UTF8.self))
    }
    let full = #"{"title":"页面没有写成：磁盘满了","problems":[]}"#
    // What is wrong is said once more after the page has been renewed, which takes it away.
    #expect(messages == [full, Self.page, full])
    #expect(pages.count == 0)
  }

  @Test("each script is under 2 KB as it is served, and never makes markup of text")
  func scripts() throws {
    #expect(LiveRoutes.scripts.keys.sorted() == ["live.js", "overlay.js"])
    for (name, bytes) in LiveRoutes.scripts {
      let script = String(decoding: bytes, as: UTF8.self)
      #expect(script.utf8.count < 2048)
      #expect(!script.contains("//") && !script.contains("\n "), "\(name)")
      for sink in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("] {
        #expect(!script.contains(sink), "\(name)")
      }
    }
    #expect(LiveRoutes.script == "/_huikan/live.js")
  }
}
