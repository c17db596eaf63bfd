import Foundation
import Testing

@testable import huikan

@Suite("huikan serve --watch: an edit, the pages, and what browsers are told", .serialized)
struct LiveReloadTests {
  private static let page = "/news/2026-11-12-baipo-roof-result/"
  private static let file = "Content/news/2026-11-12-baipo-roof-result.md"
  private static let built = "Site/news/2026-11-12-baipo-roof-result/index.html"

  /// A copy of the demonstration's content and themes, to be edited.
  private static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for name in ["Content", "Themes"] {
      try FileManager.default.copyItem(
        atPath: Executable.root.appending(path: name).path, toPath: folder.path(name))
    }
    return folder
  }

  private static func server(in folder: TemporaryFolder) throws -> LiveServer {
    try LiveServer(
      in: folder, content: folder.path("Content"),
      arguments: ["--watch", "--themes", folder.path("Themes")])
  }

  /// The page as it is served now, and the tag that its script finds there.
  private static func open(
    _ page: String, on server: LiveServer
  ) async throws -> (body: String, tag: String) {
    let answer = try await server.send("GET", page)
    let match = try #require(answer.body.firstMatch(of: /data-tag="([^"]+)"/), "\(answer.body)")
    return (answer.body, String(match.1))
  }

  @Test("an edit is written and the page that shows it told, a mistake is shown until it is mended")
  func editBreakMend() async throws {
    let folder = try Self.folder()
    let server = try Self.server(in: folder)
    let text = try folder.text(Self.file)
    let opened = try await Self.open(Self.page, on: server)
    let line = try MessageLine(server, page: Self.page, tag: opened.tag)
    let about = try await Self.open("/about/", on: server)
    let other = try MessageLine(server, page: "/about/", tag: about.tag)

    try folder.write(text + "\n屋脊上又添了一片瓦。\n", to: Self.file)
    #expect(try await line.next() == #"{"changed":"page"}"#)
    let later = try await Self.open(Self.page, on: server)
    #expect(later.body.contains("屋脊上又添了一片瓦。") && later.tag != opened.tag)

    try folder.write(text.replacing("title:", with: "titel:"), to: Self.file)
    for page in [line, other] {
      let message = try #require(try await page.next())
      #expect(message.contains("2026-11-12-baipo-roof-result.md:2:1"))
      #expect(message.contains(#""message":"an article has no key “titel”""#))
      #expect(message.contains(#""before":"","remedy":"write “title”""#))
    }
    #expect(try await Self.open(Self.page, on: server).body.contains("屋脊上又添了一片瓦。"))
    // A page that is opened meanwhile is told as well.
    let late = try MessageLine(server, page: "/", tag: try await Self.open("/", on: server).tag)
    #expect(try await late.next()?.contains("titel") == true)

    try folder.write(text + "\n又添了两片瓦。\n", to: Self.file)
    #expect(try await line.next() == #"{"changed":"page"}"#)
    #expect(try await other.next() == "{}")
    #expect(try folder.text(Self.built).contains("又添了两片瓦。"))

    let said = server.errors
    #expect(said.contains("= write “title”"))
    #expect(said.contains("roof-result.md → 2 errors, 0 warnings; the pages stay as they are\n"))
    #expect(said.contains(" ms, mended\n"))
    // Open pages do not keep the server from stopping, and are told that it ends.
    #expect(server.interrupt() == 0)
    #expect(try await line.next() == nil)
  }

  @Test("a page is told whether its style has changed or itself")
  func style() async throws {
    let folder = try Self.folder()
    let server = try Self.server(in: folder)
    let line = try MessageLine(server, page: "/", tag: try await Self.open("/", on: server).tag)
    try folder.write(
      try folder.text("Themes/jia/assets/css/20-base.css") + "\nbody { color: teal }\n",
      to: "Themes/jia/assets/css/20-base.css")
    #expect(try await line.next() == #"{"changed":"style"}"#)
    let page = try await Self.open("/", on: server).body
    let sheet = try #require(page.firstMatch(of: /href="(\/assets\/theme-\w+\.css)"/), "\(page)")
    #expect(try await server.send("GET", String(sheet.1)).body.contains("color: teal"))

    let layout = "Themes/jia/templates/partials/layout.mustache"
    try folder.write(try folder.text(layout) + "<!-- 改 -->\n", to: layout)
    #expect(try await line.next() == #"{"changed":"page"}"#)
  }

  @Test("a page that does not exist yet is told when it does, and when it goes away")
  func comeAndGo() async throws {
    let folder = try Self.folder()
    let server = try Self.server(in: folder)
    let missing = try await Self.open("/later/", on: server)
    let line = try MessageLine(server, page: "/later/", tag: missing.tag)
    try folder.write("# 后来\n\n才写的一页。\n", to: "Content/pages/later.md")
    #expect(try await line.next() == #"{"changed":"page"}"#)
    #expect(try await Self.open("/later/", on: server).body.contains("才写的一页。"))
    try FileManager.default.removeItem(atPath: folder.path("Content/pages/later.md"))
    #expect(try await line.next() == #"{"changed":"page"}"#)
    #expect(try await server.send("GET", "/later/").status == 404)
  }

  @Test("after a restart, a page that is out of date is told at once, and no other")
  func restart() async throws {
    let folder = try Self.folder()
    let first = try Self.server(in: folder)
    let opened = try await Self.open(Self.page, on: first)
    let about = try await Self.open("/about/", on: first)
    #expect(first.interrupt() == 0)
    try folder.write(try folder.text(Self.file) + "\n停机时写的。\n", to: Self.file)

    let second = try Self.server(in: folder)
    let line = try MessageLine(second, page: Self.page, tag: opened.tag)
    #expect(try await line.next() == #"{"changed":"page"}"#)
    let other = try MessageLine(second, page: "/about/", tag: about.tag)
    try await other.opened()
    // The first that it is told is what all pages are told later.
    try folder.write(
      try folder.text(Self.file).replacing("title:", with: "titel:"), to: Self.file)
    #expect(try await other.next()?.contains("titel") == true)
    #expect(second.interrupt() == 0)
    #expect(try await other.next() == nil)
  }

  @Test("the script is in pages as they are served, never in their files")
  func script() async throws {
    let folder = try Self.folder()
    let server = try Self.server(in: folder)
    let page = try await server.send("GET", Self.page)
    #expect(page.body.contains(#"<script src="/_huikan/live.js" data-tag=""#))
    #expect(page.headers["Content-Security-Policy"]?.contains("script-src 'self';") == true)
    let built = try folder.text(Self.built)
    #expect(!built.contains("_huikan"))
    #expect(page.body.replacing(/<script src="\/_huikan[^>]+><\/script>/, with: "") == built)
    for name in ["live.js", "overlay.js"] {
      let script = try await server.send("GET", "/_huikan/\(name)")
      #expect(script.status == 200)
      #expect(script.headers["Content-Type"] == "text/javascript; charset=utf-8")
    }
    #expect(try await server.send("GET", "/_huikan/live").status == 400)
  }

  @Test("without --watch there is no script, no route, and an edit changes nothing")
  func notWatching() async throws {
    let folder = try Self.folder()
    let server = try LiveServer(
      in: folder, content: folder.path("Content"), arguments: ["--themes", folder.path("Themes")])
    let page = try await server.send("GET", Self.page)
    #expect(page.body == (try folder.text(Self.built)))
    for path in ["live.js", "overlay.js", "live?page=/", ""].map({ "/_huikan/" + $0 }) {
      #expect(try await server.send("GET", path).status == 404)
    }
    let clerk = try server.token("clerk")
    let member = try await RestartTests.newMember(on: server, token: clerk)
    let figures = try folder.text("Site/points/index.html")
    try folder.write(try folder.text(Self.file) + "\n没人看。\n", to: Self.file)
    // A fact that comes after the edit has its pages written, and the edit has not.
    let award = try await server.send(
      "POST", "/api/v1/members/\(member)/points", token: clerk, key: "not-watching-award",
      body: #"{"action":"award","source":"watch","reason":"试"}"#)
    #expect(award.status == 201, "\(award.body)")
    try await eventually { try folder.text("Site/points/index.html") != figures }
    #expect(try await server.send("GET", Self.page).body == page.body)
  }
}
