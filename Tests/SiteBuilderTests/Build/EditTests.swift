import CivilTime
import Foundation
import Magazine
import Testing

@testable import SiteBuilder

@Suite("改一处，只重做它碰到的页；与从头构建逐字节相同")
struct EditTests {
  private static let magazine = """
    -- site.yml --
    title: 檐声
    base_url: https://a.example
    columns:
      - slug: build
        name: 营造
      - slug: letters
        name: 来稿
    -- issues/27/index.md --
    ---
    title: 听雨
    number: 27
    date: 2026-11-01
    ---
    编者按。
    -- issues/27/rain.md --
    ---
    title: 雨
    column: build
    tags: [雨]
    ---
    ## 檐下
    雨声。
    -- issues/27/tea.md --
    ---
    title: 茶
    column: letters
    ---
    看[檐下](rain.md#檐下)。
    -- articles/lamp.md --
    ---
    title: 灯
    date: 2026-11-02
    ---
    一盏灯。
    -- authors/gu.md --
    ---
    name: 顾南屏
    ---
    其人。

    """

  @Test("A word in a text rewrites its page and the feed, and nothing else is rendered")
  func word() throws {
    let site = try EditedSite(Self.magazine)
    site.test.put("articles/lamp.md", "---\ntitle: 灯\ndate: 2026-11-02\n---\n一盏灯。\n\n又一盏。\n")
    // The excerpt and the length are on lists as well.
    let long = try site.edit(["articles/lamp.md"])
    #expect(
      TestSite.withoutIndex(long.changed) == [
        "articles/index.html", "articles/lamp/index.html", "feed.json", "feed.xml", "index.html",
      ])
    site.test.folder.write("by hand", to: "Site/issues/27/rain/index.html")
    site.test.put("authors/gu.md", "---\nname: 顾南屏\n---\n其人其事。\n")
    #expect(
      TestSite.withoutIndex(try site.edit(["authors/gu.md"]).changed) == ["authors/gu/index.html"])
    #expect(site.test.page("issues/27/rain/index.html") == "by hand")
  }

  @Test("A title rewrites the pages that show it")
  func title() throws {
    let site = try EditedSite(Self.magazine)
    site.test.put(
      "issues/27/tea.md", "---\ntitle: 新茶\ncolumn: letters\n---\n看[檐下](rain.md#檐下)。\n")
    let changed = TestSite.withoutIndex(try site.edit(["issues/27/tea.md"]).changed)
    #expect(
      changed == [
        "columns/letters/feed.json", "columns/letters/feed.xml", "columns/letters/index.html",
        "design/index.html", "feed.json", "feed.xml", "index.html", "issues/27/index.html",
        "issues/27/print/index.html", "issues/27/rain/index.html", "issues/27/tea/index.html",
      ])
  }

  @Test("A place that is gone is an error in the file that links to it, and the pages stay")
  func anchor() throws {
    let site = try EditedSite(Self.magazine)
    let rain = "---\ntitle: 雨\ncolumn: build\ntags: [雨]\n---\n"
    site.test.put("issues/27/rain.md", rain + "## 廊下\n雨声。\n")
    let loading = site.load(["issues/27/rain.md"])
    #expect(loading.site == nil)
    #expect(loading.diagnostics.map(\.path) == ["issues/27/tea.md"])
    site.test.put("issues/27/rain.md", rain + "## 檐下\n雨声大。\n")
    #expect(try site.edit(["issues/27/rain.md"]).changed.contains("issues/27/rain/index.html"))
    try site.expectCleanBuild("mended")
  }

  @Test("A place that the theme makes and an edit takes away is an error as well")
  func themeAnchor() throws {
    let site = try EditedSite(
      Self.magazine + "-- articles/link.md --\n# 链\n[信](/issues/27/#letter)\n")
    let keys = "---\ntitle: 听雨\nnumber: 27\ndate: 2026-11-01\n---\n"
    site.test.put("issues/27/index.md", keys)
    let loading = site.load(["issues/27/index.md"])
    #expect(loading.site == nil)
    #expect(loading.diagnostics.map(\.path) == ["articles/link.md"])
    site.test.put("issues/27/index.md", keys + "又有一封信。\n")
    try site.edit(["issues/27/index.md"])
    try site.expectCleanBuild("the letter is back")
  }

  @Test("A new file, a file less, another name")
  func files() throws {
    let site = try EditedSite(Self.magazine)
    site.test.put("articles/moon.md", "---\ntitle: 月\ndate: 2026-11-03\n---\n月。\n")
    #expect(try site.edit(["articles/moon.md"]).added == ["articles/moon/index.html"])
    site.test.remove("articles/lamp.md")
    #expect(try site.edit(["articles/lamp.md"]).removed == ["articles/lamp/index.html"])
    try site.expectCleanBuild("files")
  }

  /// So many articles of one column and one topic, one a day, in pages of ten.
  private static func longLists(_ days: ClosedRange<Int>) -> String {
    let settings = """
      -- site.yml --
      title: 檐声
      base_url: https://a.example
      list_size: 10

      """
    return days.reduce(settings) { $0 + "-- articles/a\($1).md --\n" + article($1, "文\($1)") }
  }

  private static func article(_ day: Int, _ title: String) -> String {
    "---\ntitle: \(title)\ndate: 2026-10-\(day)\ncolumn: build\ntags: [雨]\n---\n话。\n"
  }

  @Test(
    "A title rewrites the one page of each long list that shows it", arguments: ["jia", "plain"])
  func longListTitle(theme: String) throws {
    let site = try EditedSite(Self.longLists(10...31), theme: theme)
    site.test.put("articles/a12.md", Self.article(12, "新题"))
    let changed = TestSite.withoutIndex(try site.edit(["articles/a12.md"]).changed)
    // The jia theme leads from an article to those beside it.
    let related = theme == "jia" ? ["articles/a10/index.html", "articles/a14/index.html"] : []
    let shown = [
      "articles/a11/index.html", "articles/a12/index.html", "articles/a13/index.html",
      "articles/page/1/index.html", "columns/build/feed.json", "columns/build/feed.xml",
      "columns/build/page/1/index.html", "feed.json", "feed.xml",
      "index.html", "tags/雨/page/1/index.html",
    ]
    #expect(changed == (related + shown).sorted())
    try site.expectCleanBuild("an old title")
  }

  @Test("A new article leaves the numbered pages as they are", arguments: ["jia", "plain"])
  func longListAdded(theme: String) throws {
    let site = try EditedSite(Self.longLists(10...28), theme: theme)
    let files = try site.test.files
    #expect(!files.contains { $0.contains("/page/") })
    for day in 29...31 {
      site.test.put("articles/a\(day).md", Self.article(day, "文\(day)"))
      let report = try site.edit(["articles/a\(day).md"])
      let numbered = (report.added + report.changed + report.removed).filter {
        $0.contains("/page/")
      }
      let lists = ["articles", "columns/build", "tags/雨"].map { "\($0)/page/1/index.html" }
      #expect(numbered == (day == 29 ? lists : []), "\(day)")
    }
    try site.expectCleanBuild("new articles")
  }

  @Test("Any edits, one after another: never a stale page", arguments: 0..<EditedSite.seeds)
  func anyEdits(seed: UInt64) throws {
    var magazine = RandomMagazine(seed: seed)
    let site = try EditedSite("")
    for (path, text) in magazine.files { site.put(path, text) }
    try site.begin()
    for step in 1...10 {
      let paths = magazine.edit()
      for path in paths {
        if let text = magazine.files[path] {
          site.put(path, text)
        } else {
          site.test.remove(path)
        }
      }
      site.figures = magazine.figures
      site.test.options.asOf = Instant(magazine.today, hour: magazine.hour)
      try site.edit(paths)
      let comment = "seed \(seed), step \(step): \(paths.sorted()) \(magazine.last)"
      try site.buildFromCache(step)
      try site.expectCleanBuild(comment)
    }
  }
}

/// A site that follows edits, the same site built by one process after another, each from what the
/// last has left, and the same site built from nothing to compare with.
final class EditedSite {
  /// How many magazines are edited: `EDITS=500 swift test --filter EditTests` for thousands of edits.
  static let seeds = ProcessInfo.processInfo.environment["EDITS"].flatMap { UInt64($0) } ?? 3

  let test: TestSite
  /// What the club's register says in public.
  var figures: PublicFigures?
  private var loaded: LoadedSite?
  private var unseen: Set<String> = []
  private let strings: [String: String]

  init(_ text: String, theme: String = "jia") throws {
    test = try TestSite(text)
    // The theme that shows most, in a copy that may be edited.
    let copy = "\(test.folder.path)/Themes/small"
    try FileManager.default.removeItem(atPath: copy)
    try FileManager.default.copyItem(
      atPath: RepositoryTheme.root + "/Themes/\(theme)", toPath: copy)
    let layout = "theme/templates/partials/layout.mustache"
    let written = try #require(
      test.folder.text("Themes/small/templates/partials/layout.mustache"))
    test.put(layout, written + "{{>partials/mark}}\n{{t.word}}\n")
    test.put("theme/templates/partials/mark.mustache", "<!-- -->")
    var strings: [String: String] = [:]
    for file in ["strings/zh-Hans.yml", "strings/zh-Hant.yml"] {
      let words = try #require(test.folder.text("Themes/small/\(file)"))
      strings["theme/" + file] = words
    }
    self.strings = strings
    put("theme/strings/zh-Hans.yml", "word: 页\n")
    if !text.isEmpty { try begin() }
  }

  /// Writes a file; words are added to those of the theme.
  func put(_ path: String, _ text: String) {
    test.put(path, (strings[path] ?? "") + text)
  }

  func begin() throws {
    let site = try #require(test.load().site, "\(test.diagnostics())")
    _ = try site.write(figures: figures, asOf: test.options.asOf)
    loaded = site
  }

  /// Builds the site in a folder of its own as another process would that starts from the cache.
  ///
  /// Now and then a page is touched by a stranger, the cache is damaged, or there is none.
  func buildFromCache(_ step: Int) throws {
    var options = test.options
    options.output = "\(test.folder.path)/Cold"
    options.usesCache = true
    options.mostTextInMemory = step % 2 == 0 ? 0 : 32 << 20
    switch step {
    case 4: test.folder.write("a stranger's", to: "Cold/index.html")
    case 6: try FileManager.default.removeItem(atPath: options.output + "/.huikan/cache")
    case 8: test.folder.write("damaged", to: "Cold/.huikan/cache")
    default: break
    }
    let loading = SiteBuilder(options).load()
    let site = try #require(loading.site, "\(loading.diagnostics)")
    _ = try site.write(figures: figures, asOf: options.asOf)
  }

  /// Loads what edits have changed; where that has errors, they are part of the next edit too.
  func load(_ paths: Set<String>) -> Loading {
    unseen.formUnion(paths)
    let isEdit = !unseen.contains { $0.hasPrefix("theme/") }
    guard let loaded, isEdit, loaded.asOf.day == test.options.asOf.day else {
      let loading = test.load()
      if let site = loading.site {
        self.loaded = site
        unseen = []
      }
      return loading
    }
    let loading = SiteBuilder(test.options).load(after: loaded, changed: unseen)
    if let site = loading.site {
      self.loaded = site
      unseen = []
    }
    return loading
  }

  @discardableResult
  func edit(_ paths: Set<String>) throws -> BuildReport {
    let loading = load(paths)
    let site = try #require(loading.site, "\(loading.diagnostics)")
    return try site.write(figures: figures, asOf: test.options.asOf)
  }

  /// Compares the site with one built from nothing, file by file. Assets that no page names any more
  /// stay a while, so they may be more.
  func expectCleanBuild(_ comment: String) throws {
    var options = test.options
    options.output = "\(test.folder.path)/Clean"
    try? FileManager.default.removeItem(atPath: options.output)
    let site = try #require(SiteBuilder(options).load().site)
    _ = try site.write(figures: figures, asOf: options.asOf)
    let clean = try DirectoryWalk.files(below: options.output).map(\.path)
    for output in ["Site", "Cold"] {
      let path = "\(test.folder.path)/\(output)"
      guard FileManager.default.fileExists(atPath: path) else { continue }
      let pages = try DirectoryWalk.files(below: path).map(\.path).filter(isPage)
      #expect(pages == clean.filter(isPage), "\(output), \(comment)")
      for file in clean
      where test.folder.text("\(output)/\(file)") != test.folder.text("Clean/\(file)") {
        Issue.record("\(output)/\(file) is stale after \(comment)")
      }
    }
  }

  private func isPage(_ file: String) -> Bool {
    !file.hasPrefix("media/") && !file.hasPrefix("assets/")
  }
}
