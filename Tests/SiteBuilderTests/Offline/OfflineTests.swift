import Foundation
import JSON
import Magazine
import Testing

@testable import SiteBuilder

@Suite("没有网络也能读")
struct OfflineTests {
  private static let magazine = """
    -- site.yml --
    title: 檐声
    columns:
      - slug: build
        name: 营造
    -- issues/26/index.md --
    ---
    title: 旧刊
    number: 26
    date: 2026-08-01
    ---
    -- issues/26/old.md --
    ---
    title: 旧文
    column: build
    ---
    旧。
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
    ---
    ![图](rain.svg)
    -- issues/27/rain.svg --
    <svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>
    -- articles/lamp.md --
    # 灯

    一盏灯。
    """

  private func site() throws -> TestSite {
    let site = try TestSite(Self.magazine)
    site.options.themes = "\(Fixtures.root)/Themes"
    site.options.theme = "jia"
    try site.build()
    return site
  }

  /// What the worker keeps, and its version.
  private func worker(
    _ site: TestSite
  ) throws -> (version: String, shell: [String], edition: [String]) {
    let lines = try #require(site.page("sw.js")).split(separator: "\n")
    let version = String(lines[0].dropFirst("const version = \"".count).dropLast(2))
    func list(_ line: Substring, _ name: String) throws -> [String] {
      let list = String(line.dropFirst("const \(name) = ".count).dropLast())
      return try #require(JSONValue.parse(list).elements).compactMap(\.string)
    }
    return (version, try list(lines[1], "shell"), try list(lines[2], "edition"))
  }

  @Test("The Traditional edition has its own, for whoever reads it")
  func edition() throws {
    let site = try site()
    #expect(try worker(site).edition == [])
    #expect(try worker(site).shell.contains { $0.hasPrefix("/hant/") } == false)
    let settings = "title: 檐声\ntraditional: s2tw\ncolumns:\n  - slug: build\n    name: 营造\n"
    site.put("site.yml", settings)
    try site.build()
    let (version, shell, edition) = try worker(site)
    #expect(shell.contains { $0.hasPrefix("/hant/") } == false)
    for url in ["/hant/", "/hant/offline/", "/hant/issues/27/", "/hant/issues/27/rain/"] {
      #expect(edition.contains(url), "\(url)")
    }
    for url in edition {
      #expect(try site.files.contains(SitePath.file(of: url)), "\(url)")
      #expect(shell.contains(String(url.dropFirst("/hant".count))), "\(url)")
    }
    #expect(site.page("hant/offline/index.html")?.contains("href=\"/hant/issues/27/\"") == true)
    // What changes in this script alone is another version too.
    site.put("names.yml", "words: {听雨: 聆雨}\n")
    try site.build()
    #expect(try worker(site).version != version)
  }

  @Test("The current issue is kept with all that its pages need, and nothing that is anybody's own")
  func shell() throws {
    let site = try site()
    let shell = try worker(site).shell
    for url in ["/", "/offline/", "/issues/", "/search/", "/issues/27/", "/issues/27/rain/"] {
      #expect(shell.contains(url))
    }
    for beginning in ["/assets/theme-", "/assets/offline-", "/assets/search-", "/media/rain-"] {
      #expect(shell.contains { $0.hasPrefix(beginning) }, "\(beginning)")
    }
    for url in shell {
      #expect(try site.files.contains(SitePath.file(of: url)), "\(url)")
      for other in ["/api/", "/me/", "/desk/", "/join/", "/issues/26/", "/articles/lamp/"] {
        #expect(!url.hasPrefix(other), "\(url)")
      }
    }
    #expect(Set(shell).count == shell.count)
  }

  @Test("A change of what is kept is another version; any other change is none")
  func version() throws {
    let site = try site()
    let first = try worker(site).version
    site.put("articles/lamp.md", "# 灯\n\n又一盏灯。\n")
    try site.build()
    #expect(try worker(site).version == first)
    site.put("issues/27/rain.md", "---\ntitle: 雨\ncolumn: build\n---\n雨停了。\n")
    try site.build()
    #expect(try worker(site).version != first)
    #expect(try !worker(site).shell.contains { $0.hasPrefix("/media/rain-") })
  }

  @Test("What a phone needs to put the magazine among its applications")
  func manifest() throws {
    let site = try site()
    let manifest = try JSONValue.parse(try #require(site.page("manifest.webmanifest")))
    #expect(manifest["name"]?.string == "檐声")
    #expect(manifest["start_url"]?.string == "/")
    let icon = try #require(manifest["icons"]?[0]?["src"]?.string)
    #expect(try site.files.contains(String(icon.dropFirst())))
    #expect(
      site.page("index.html")?.contains("<link rel=\"manifest\" href=\"/manifest.webmanifest\">")
        == true)
  }

  @Test("A page's files are found in the order of use, each once, and of a picture the smallest")
  func references() {
    let page = """
      <link href="/assets/a.css"><a href="/issues/27/">27</a><script src="/assets/b.js"></script>
      <picture><source srcset="/media/s.avif 480w, /media/l.avif 960w"><img src="/media/s.jpg"></picture>
      <img srcset="/media/c.jpg 480w" src="/media/c.jpg"><link href="/assets/a.css"><p title="=">"</p>
      """
    #expect(
      OfflinePress.references(in: Array(page.utf8)) == [
        "/assets/a.css", "/assets/b.js", "/media/c.jpg", "/media/s.avif",
      ])
    #expect(OfflinePress.references(in: Array("\"href=\"".utf8)).isEmpty)
  }

  @Test("A site that is not to be kept sends a worker that takes itself away")
  func farewell() throws {
    let site = try site()
    site.put("site.yml", "title: 檐声\noffline: false\ncolumns:\n  - slug: build\n    name: 营造\n")
    let report = try site.build()
    #expect(report.removed.contains("offline/index.html"))
    #expect(report.removed.contains("manifest.webmanifest"))
    #expect(site.page("sw.js")?.contains("registration.unregister()") == true)
    #expect(site.page("index.html")?.contains("offline") == false)
  }
}
