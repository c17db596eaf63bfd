import Magazine
import SiteBuilder
import Testing

@testable import huikan

@Suite("What the terminal says about edits")
struct EditLogTests {
  private let lift = ContentChanges(content: ["news/lift.md"])
  private let broken = Diagnostic(
    .error, root: "Content", path: "news/lift.md", position: Position(line: 2, column: 1),
    in: Array("---\ntitel: 电梯\n".utf8), message: "an article has no key “titel”",
    remedy: "write “title”")
  private let doubtful = Diagnostic(.warning, path: "site.yml", message: "no description")

  private func report(
    added: [String] = [], changed: [String] = [], removed: [String] = []
  ) -> BuildReport {
    var report = BuildReport()
    report.added = added
    report.changed = changed
    report.removed = removed
    return report
  }

  @Test("one line for each change, with the files that it wrote")
  func lines() {
    var log = EditLog()
    let many = ContentChanges(content: ["b.md", "a.md"], themes: ["jia/strings/en.yml"])
    for (changes, report, line) in [
      (
        lift, report(changed: ["index.html", "news/lift/index.html", "news/index.html"]),
        "news/lift.md → 3 pages in 4 ms"
      ),
      (
        many,
        report(added: ["a/index.html"], changed: ["feed.xml", "sitemap.xml"], removed: ["b"]),
        "a.md and 2 more → 1 page, 2 files, 1 removed in 4 ms"
      ),
      (lift, report(), "news/lift.md → nothing to write in 4 ms"),
      (
        ContentChanges(isEverything: true), report(changed: ["feed.xml"]),
        "everything → 1 file in 4 ms"
      ),
    ] {
      #expect(
        log.entry(for: .written(report, warnings: []), of: changes, in: 4)
          == EditLog.Entry(line: line))
    }
  }

  @Test("a mistake is said once in full, then counted, then mended")
  func mistake() {
    var log = EditLog()
    let refused = "news/lift.md → 1 error, 0 warnings; the pages stay as they are"
    #expect(
      log.entry(for: .refused([broken]), of: lift, in: 4)
        == EditLog.Entry(diagnostics: [broken], line: refused, isUrgent: true))
    #expect(
      log.entry(for: .refused([broken]), of: lift, in: 4)
        == EditLog.Entry(line: refused, isUrgent: true))
    #expect(
      log.entry(for: .written(report(), warnings: []), of: lift, in: 4)
        == EditLog.Entry(line: "news/lift.md → nothing to write in 4 ms, mended", isUrgent: true))
    #expect(
      log.entry(for: .refused([broken]), of: lift, in: 4).diagnostics == [broken])
  }

  @Test("a warning does not stop the pages, and is said once")
  func warning() {
    var log = EditLog()
    let written = Press.Update.written(report(changed: ["index.html"]), warnings: [doubtful])
    #expect(log.entry(for: written, of: lift, in: 4).diagnostics == [doubtful])
    let again = log.entry(for: written, of: lift, in: 4)
    #expect(again == EditLog.Entry(line: "news/lift.md → 1 page in 4 ms"))
  }

  @Test("what is tried again is said once, until it is mended")
  func failure() {
    var log = EditLog()
    let busy = Press.Update.failed("Site: another process is writing")
    let first = log.entry(for: busy, of: lift, in: 4)
    #expect(
      first.line == "news/lift.md → not written, trying again: Site: another process is writing")
    #expect(first.isUrgent)
    #expect(log.entry(for: busy, of: lift, in: 4) == EditLog.Entry())
    #expect(
      log.entry(for: .written(report(), warnings: []), of: lift, in: 4).line
        == "news/lift.md → nothing to write in 4 ms, mended")
  }
}
