import CivilTime
import Foundation
import Magazine
import Testing

@testable import SiteBuilder

@Suite("缓存：后一次构建从前一次所留的做起")
struct BuildCacheTests {
  private static let magazine = """
    -- site.yml --
    title: 檐声
    base_url: https://a.example
    -- articles/lamp.md --
    ---
    title: 灯
    date: 2026-11-02
    ---
    一盏灯，见[雨](/articles/rain/)。![图](/drawing.svg)
    -- articles/rain.md --
    ---
    title: 雨
    date: 2026-11-03
    ---
    雨声,雨声。
    -- authors/gu.md --
    ---
    name: 顾南屏
    ---
    其人。
    -- drawing.svg --
    <svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>

    """

  /// A site whose builds follow one another like processes, its files old enough to be trusted.
  private final class Site {
    let test: TestSite
    /// Whether the last build has rendered everything.
    private(set) var isWhole = false

    init() throws {
      test = try TestSite(BuildCacheTests.magazine)
      test.options.usesCache = true
      try build()
      try age()
      try build()
    }

    func age() throws {
      for file in try DirectoryWalk.files(below: test.options.content) {
        try FileManager.default.setAttributes(
          [.modificationDate: Date(timeIntervalSinceNow: -60)],
          ofItemAtPath: "\(test.options.content)/\(file.path)")
      }
    }

    @discardableResult
    func build() throws -> BuildReport {
      test.options.watch = BuildWatch()
      let report = try test.build()
      isWhole = test.options.watch.times.contains { $0.stage == .assets }
      return report
    }
  }

  @Test("Nothing has changed: nothing is rendered, nothing written, and the report says the same")
  func nothing() throws {
    let site = try Site()
    let report = try site.build()
    #expect(!site.isWhole && report.written == 0 && report.removed.isEmpty)
    #expect(report.pages == report.kinds.map(\.count).reduce(0, +) && report.pages > 6)
    #expect(try report.files == site.test.files.count)
  }

  @Test("A word in a text rewrites its page and the feed; a title every page that shows it")
  func word() throws {
    let site = try Site()
    site.test.put("articles/rain.md", "---\ntitle: 雨\ndate: 2026-11-03\n---\n雨大了。\n")
    let byText = TestSite.withoutIndex(try site.build().changed)
    #expect(byText == ["articles/rain/index.html", "feed.json", "feed.xml"])
    #expect(!site.isWhole)
    site.test.put("articles/rain.md", "---\ntitle: 大雨\ndate: 2026-11-03\n---\n雨大了。\n")
    let byTitle = TestSite.withoutIndex(try site.build().changed)
    #expect(
      byTitle == ["articles/lamp/index.html", "articles/rain/index.html", "feed.json", "feed.xml"])
    #expect(!site.isWhole)
    site.test.put("articles/rain.md", "---\ntitle: 大雨\ndate: 2026-11-01\n---\n雨大了。\n")
    try site.build()
    #expect(site.isWhole)
  }

  @Test("A page that somebody has touched or taken away is made again")
  func stranger() throws {
    let site = try Site()
    site.test.folder.write("by hand", to: "Site/articles/rain/index.html")
    try FileManager.default.removeItem(atPath: site.test.options.output + "/authors/gu/index.html")
    #expect(try site.build().written == 2)
    #expect(!site.isWhole)
    #expect(site.test.page("articles/rain/index.html")?.contains("雨声") == true)
    try FileManager.default.removeItem(atPath: site.test.options.output + "/sitemap.xml")
    try site.build()
    #expect(site.isWhole && site.test.page("sitemap.xml") != nil)
  }

  @Test(
    "What concerns every page renders every page",
    arguments: ["site", "theme", "day", "drafts", "figures", "base URL", "emptied"])
  func everything(what: String) throws {
    let site = try Site()
    var figures: PublicFigures?
    switch what {
    case "site": site.test.put("site.yml", "title: 新刊\nbase_url: https://a.example\n")
    case "theme": site.test.put("theme/templates/me.mustache", "<p>{{site.title}}</p>\n")
    case "day": site.test.options.asOf = site.test.options.asOf.adding(seconds: 86_400)
    case "drafts": site.test.options.includesDrafts = true
    case "figures": figures = PublicFigures()
    case "base URL": site.test.options.baseURL = "https://b.example"
    default: try FileManager.default.removeItem(atPath: site.test.options.output)
    }
    site.test.options.watch = BuildWatch()
    try site.test.build(figures: figures)
    #expect(site.test.options.watch.times.contains { $0.stage == .assets })
  }

  @Test("Warnings are told again, though nothing is set again")
  func warnings() throws {
    let site = try Site()
    site.test.put("articles/rain.md", "---\ntitle: 雨\ndate: 2026-11-03\n---\n看[^2]。\n\n[^1]: 无\n")
    try site.age()
    try site.build()
    let first = site.test.diagnostics()
    #expect(first.contains("articles/rain.md"))
    try site.build()
    #expect(site.test.diagnostics() == first)
  }

  @Test("A picture that changes under its name changes the pages that show it")
  func picture() throws {
    let site = try Site()
    let drawing = #"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="3"/>"#
    site.test.put("drawing.svg", drawing)
    try site.build()
    #expect(site.test.page("articles/lamp/index.html")?.contains("width=\"9\"") == true)
  }

  @Test("A cache cut or changed anywhere, or its galleys gone, counts for nothing")
  func damage() throws {
    let site = try Site()
    let folder = site.test.options.output + "/.huikan"
    let cache = [UInt8](try #require(FileManager.default.contents(atPath: folder + "/cache")))
    var damaged = stride(from: 0, to: cache.count, by: 97).map { place in
      var bytes = cache
      bytes[place] ^= 1
      return bytes
    }
    damaged += [[], Array(cache.dropLast()), Array(cache.prefix(40))]
    for bytes in damaged {
      site.test.folder.write(bytes, to: "Site/.huikan/cache")
      #expect(
        BuildCache(in: site.test.options.output, root: site.test.options.content, Workers(2)) == nil
      )
    }
    site.test.folder.write(cache, to: "Site/.huikan/cache")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    let galleys = try #require(files.first { $0.hasPrefix("galleys-") })
    site.test.folder.write("", to: "Site/.huikan/\(galleys)")
    #expect(try site.build().written == 0)
    #expect(site.isWhole)
  }

  @Test("Galleys damaged on the disk are set again")
  func damagedGalleys() throws {
    let site = try Site()
    let folder = site.test.options.output + "/.huikan"
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    let galleys = try #require(files.first { $0.hasPrefix("galleys-") })
    let bytes = try #require(FileManager.default.contents(atPath: "\(folder)/\(galleys)"))
    site.test.folder.write([UInt8](bytes).map { $0 ^ 1 }, to: "Site/.huikan/\(galleys)")
    site.test.folder.write("by hand", to: "Site/articles/rain/index.html")
    #expect(throws: OutputError.self) { try site.build() }
    #expect(try site.build().written > 0)
    #expect(site.test.page("articles/rain/index.html")?.contains("雨声") == true)
  }

  @Test("A text that begins to show a picture publishes it, one that no longer does takes it back")
  func pictureOfBody() throws {
    let site = try Site()
    site.test.put("other.svg", #"<svg xmlns="http://www.w3.org/2000/svg" width="5" height="5"/>"#)
    try site.age()
    try site.build()
    try site.build()
    let keys = "---\ntitle: 雨\ndate: 2026-11-03\n---\n"
    site.test.put("articles/rain.md", keys + "雨。![图](/other.svg)\n")
    try site.build()
    let shown = try site.test.files.filter { $0.hasPrefix("media/other-") }
    #expect(shown.count == 1)
    #expect(site.test.page("articles/rain/index.html")?.contains(shown.first ?? "-") == true)
  }

  @Test("A picture that somebody has taken away comes back")
  func pictureTakenAway() throws {
    let site = try Site()
    let drawing = try #require(try site.test.files.first { $0.hasPrefix("media/drawing-") })
    try FileManager.default.removeItem(atPath: "\(site.test.options.output)/\(drawing)")
    try site.build()
    #expect(site.test.page(drawing) != nil)
    // A whole build in which no text is set again still knows what they name.
    site.test.options.asOf = site.test.options.asOf.adding(seconds: 86_400)
    try site.build()
    let manifest = try #require(site.test.page(".huikan/manifest"))
    #expect(manifest.split(separator: "\n").contains(Substring(drawing)))
  }

  @Test("An edit that is loaded before anything was written is written")
  func editBeforeFirstWrite() throws {
    let site = try Site()
    let first = try #require(site.test.load().site)
    site.test.put("articles/rain.md", "---\ntitle: 雨\ndate: 2026-11-03\n---\n雨大了。\n")
    let edited = try #require(
      SiteBuilder(site.test.options).load(after: first, changed: ["articles/rain.md"]).site)
    _ = try edited.write(figures: nil, asOf: site.test.options.asOf)
    #expect(site.test.page("articles/rain/index.html")?.contains("雨大了") == true)
  }

  @Test(
    "A resident site learns that another build has written from the cache; not where it has not")
  func displaced() throws {
    let site = try Site()
    let resident = try #require(site.test.load().site)
    _ = try resident.write(figures: nil, asOf: site.test.options.asOf)
    #expect(try site.build().written == 0)
    #expect(!resident.isDisplaced())
    site.test.put("articles/rain.md", "---\ntitle: 雨\ndate: 2026-11-03\n---\n雨大了。\n")
    #expect(
      TestSite.withoutIndex(try site.build().changed) == [
        "articles/rain/index.html", "feed.json", "feed.xml",
      ])
    #expect(!site.isWhole && resident.isDisplaced())
    // The build after that still knows whose pages these are.
    #expect(try site.build().written == 0)
    #expect(!site.isWhole)
  }

  @Test("Drafts lie in the cache, so it is its owner's alone")
  func isPrivate() throws {
    let site = try Site()
    let folder = site.test.options.output + "/.huikan"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    for name in names where name == "cache" || name.hasPrefix("galleys-") {
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
    }
  }
}
