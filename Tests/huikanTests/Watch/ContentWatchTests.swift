import Foundation
import Testing

@testable import huikan

@Suite("The folders of a site, watched on a real disk", .serialized)
struct ContentWatchTests {
  private struct Place {
    let folder: TemporaryFolder
    let watch: ContentWatch

    init(excluded: [String] = []) throws {
      folder = try TemporaryFolder()
      try folder.write("title: 檐声", to: "Content/site.yml")
      try folder.write("# 雨", to: "Content/news/rain.md")
      try folder.write("{{title}}", to: "Themes/jia/templates/page.mustache")
      try folder.write("", to: "elsewhere/far.md")
      watch = try ContentWatch(
        content: folder.path("Content"), themes: folder.path("Themes"),
        excluded: excluded.map(folder.path))
    }

    /// Runs a line of shell in the folder.
    func run(_ line: String) throws {
      try #require(system("cd '\(folder.url.path)' && \(line)") == 0)
    }

    /// Changes without what was there before. A child that another test has just started may hold
    /// those files open for a moment longer, and they are reported when it lets go of them.
    func news(of changes: ContentChanges, besides expected: Set<String>) -> ContentChanges {
      ContentChanges(
        content: changes.content.subtracting(
          Set(["site.yml", "news/rain.md"]).subtracting(expected)),
        themes: changes.themes.subtracting(["jia/templates/page.mustache"]),
        isEverything: changes.isEverything)
    }

    /// What is reported after a line of shell: everything until the last path expected has come.
    func changes(
      after line: String, until isThere: @escaping @Sendable (ContentChanges) -> Bool
    ) async throws -> ContentChanges {
      try run(line)
      let watch = watch
      return try await withThrowingTaskGroup(of: ContentChanges.self) { group in
        group.addTask {
          var changes = ContentChanges()
          for await _ in watch.calls {
            changes.formUnion(watch.take())
            if isThere(changes) { break }
          }
          return changes
        }
        group.addTask {
          try await Task.sleep(for: .seconds(60))
          throw CommandFailure("nothing was reported of: \(line)")
        }
        defer { group.cancelAll() }
        return try #require(try await group.next())
      }
    }
  }

  @Test(
    "what is reported",
    arguments: [
      ("printf x >> Content/news/rain.md", ["news/rain.md"]),
      ("printf x > Content/news/雪.md", ["news/雪.md"]),
      ("sed -i s/雨/雪/ Content/news/rain.md", ["news/rain.md"]),
      ("rm Content/news/rain.md", ["news/rain.md"]),
      ("mv Content/news/rain.md Content/rain.md", ["news/rain.md", "rain.md"]),
      ("mv elsewhere/far.md Content/near.md", ["near.md"]),
      ("ln elsewhere/far.md Content/hard.md", ["hard.md"]),
      ("ln -s ../elsewhere/far.md Content/soft.md", ["soft.md"]),
      ("chmod 600 Content/site.yml", ["site.yml"]),
      (
        "printf x > Content/.hidden && printf x > Content/a.md~ && printf x > Content/b.md",
        ["b.md"]
      ),
      (
        "mkdir -p Content/issues/autumn && printf x > Content/issues/autumn/one.md",
        ["issues/autumn/one.md"]
      ),
      ("mv elsewhere Content/more", ["more/far.md"]),
    ])
  func reports(line: String, paths: [String]) async throws {
    let place = try Place()
    let expected = Set(paths)
    let changes = try await place.changes(after: line) { $0.content.isSuperset(of: expected) }
    #expect(place.news(of: changes, besides: expected) == ContentChanges(content: expected))
  }

  @Test("a theme's files are told apart from the content's")
  func themes() async throws {
    let place = try Place()
    let changes = try await place.changes(after: "printf x > Themes/jia/templates/home.mustache") {
      !$0.themes.isEmpty
    }
    #expect(place.news(of: changes, besides: []).themes == ["jia/templates/home.mustache"])
  }

  @Test("a folder that goes away is reported with a slash, and one that comes is watched too")
  func folders() async throws {
    let place = try Place()
    let gone = try await place.changes(after: "mv Content/news elsewhere/news") {
      $0.content.contains("news/")
    }
    #expect(place.news(of: gone, besides: []).content == ["news/"])
    // What happens to it outside is nobody's business.
    let back = try await place.changes(
      after: "printf x >> elsewhere/news/rain.md && mv elsewhere/news Content/old"
    ) { $0.content.contains("old/rain.md") }
    #expect(place.news(of: back, besides: []).content == ["old/rain.md"])
    let inside = try await place.changes(after: "printf x >> Content/old/rain.md") { !$0.isEmpty }
    #expect(inside == ContentChanges(content: ["old/rain.md"]))
    let removed = try await place.changes(after: "rm -r Content/old") {
      $0.content.contains("old/")
    }
    #expect(removed == ContentChanges(content: ["old/", "old/rain.md"]))
  }

  @Test("our own output inside the content is not watched, though it is made later")
  func excluded() async throws {
    let place = try Place(excluded: ["Content/Site"])
    try place.run("mkdir -p Content/Site/news && printf x > Content/Site/news/index.html")
    let changes = try await place.changes(after: "printf x > Content/b.md") {
      $0.content.contains("b.md")
    }
    #expect(place.news(of: changes, besides: []) == ContentChanges(content: ["b.md"]))
  }

  @Test("a content folder that is replaced is found again and looked at as a whole")
  func replaced() async throws {
    let place = try Place()
    let lost = try await place.changes(after: "mv Content before && sleep 0.1 && mkdir Content") {
      $0.isEverything
    }
    #expect(lost.isEverything)
    // It may take until the next search before the new folder is watched.
    let found = try await place.changes(after: "sleep 1 && printf x > Content/new.md") {
      $0.content.contains("new.md") || $0.isEverything
    }
    #expect(!found.isEmpty)
    let changes = try await place.changes(after: "sleep 1 && printf x > Content/newer.md") {
      $0.content.contains("newer.md")
    }
    #expect(changes.content.contains("newer.md"))
  }

  @Test("more events than the system keeps: everything is to be looked at")
  func overflow() async throws {
    let limit = try String(
      contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
    let count = try #require(Int(limit.trimmingCharacters(in: .whitespacesAndNewlines)))
    let inotify = try Inotify()
    let folder = try TemporaryFolder()
    let watch = try #require(inotify.watch(folder.url.path, followsLink: true))
    // Two names in turn: equal events that follow each other are kept as one. A program that another test
    // starts at that moment may close a file later than we, and then two do: so there are some to spare.
    for index in 0..<(count + 1_000) {
      let name = folder.path(index.isMultiple(of: 2) ? "a" : "b")
      close(open(name, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600))
    }
    let events = inotify.events()
    #expect(events.first == .init(watch: watch, kinds: .created, name: "a"))
    #expect(events.last == .init(watch: -1, kinds: .overflow, name: nil))
  }
}
