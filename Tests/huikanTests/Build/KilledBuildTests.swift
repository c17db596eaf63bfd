import Foundation
import Synchronization
import Testing

@Suite("A build that is killed while members read", .serialized)
struct KilledBuildTests {
  @Test(
    "every page is whole, old or new, its assets are there, and the next build ends what was begun")
  func killed() throws {
    let folder = try TemporaryFolder()
    for number in 1...30 {
      try folder.write(
        "---\ntitle: 第\(number)篇\n---\n\(String(repeating: "雨落在瓦上。", count: 40 * number))\n",
        to: "Content/articles/a\(number).md")
    }
    // Two themes: every page and every asset of one is another in the other.
    let whole = try ["jia", "plain"].map { theme in
      #expect(try Executable.run(Self.build(folder, theme, to: theme)).status == 0)
      return try Self.pages(folder.url.appending(path: theme))
    }
    #expect(whole[0].keys == whole[1].keys && whole[0].count > 30)
    #expect(try Executable.run(Self.build(folder, "jia", to: "Site")).status == 0)

    let reader = Reader(folder.url.appending(path: "Site"), whole)
    reader.readAll()
    // A thread of its own: those of the tests may all be busy.
    let reading = Thread { while !Thread.current.isCancelled { reader.readAll() } }
    reading.start()
    defer { reading.cancel() }
    var kills = 0
    for round in 0..<24 {
      if try Self.killed(
        after: 20 + round * 17 % 400,
        Self.build(folder, round % 2 == 0 ? "plain" : "jia", to: "Site"))
      {
        kills += 1
      }
    }
    #expect(try Executable.run(Self.build(folder, "plain", to: "Site")).status == 0)
    reading.cancel()
    while !reading.isFinished { usleep(10_000) }
    reader.readAll()
    #expect(reader.faults == [])
    #expect(reader.seen.contains(0) && reader.seen.contains(1), "both themes were read")
    #expect(kills > 0, "no build was slow enough to be killed")
    #expect(try Self.pages(folder.url.appending(path: "Site")) == whole[1])
  }

  /// Runs the program and kills it; whether it was still at work.
  ///
  /// A process of its own keeps the time: in this one the other tests may keep every thread busy
  /// until the build has long ended.
  private static func killed(after milliseconds: Int, _ arguments: [String]) throws -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/timeout")
    process.arguments =
      ["--signal=KILL", "\(Double(milliseconds) / 1000)", Executable.url.path] + arguments
    process.currentDirectoryURL = Executable.root
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 137 || process.terminationReason == .uncaughtSignal
  }

  private static func build(_ folder: TemporaryFolder, _ theme: String, to output: String)
    -> [String]
  {
    [
      "build", "--content", folder.path("Content"), "--store", folder.path("Store"), "--theme",
      theme, "--output", folder.path(output), "--as-of", "2026-11-22",
    ]
  }

  /// Every page of a site by its path, but the one about its theme that not every theme has.
  private static func pages(_ site: URL) throws -> [String: Data] {
    var pages: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: site.path)
    where path.hasSuffix(".html") && path != "design/index.html" {
      pages[path] = try Data(contentsOf: site.appending(path: path))
    }
    return pages
  }

  /// Reads all pages, as a web server does, and what they name.
  private final class Reader: Sendable {
    private let site: URL
    private let whole: [[String: Data]]
    private let found = Mutex<[String]>([])
    private let versions = Mutex<Set<Int>>([])

    init(_ site: URL, _ whole: [[String: Data]]) {
      self.site = site
      self.whole = whole
    }

    var faults: [String] { found.withLock { $0 } }
    var seen: Set<Int> { versions.withLock { $0 } }

    func readAll() {
      for path in whole[0].keys {
        guard let page = try? Data(contentsOf: site.appending(path: path)) else {
          note("\(path) is not there")
          continue
        }
        if let version = whole.firstIndex(where: { $0[path] == page }) {
          versions.withLock { _ = $0.insert(version) }
        } else {
          note("\(path) is neither old nor new")
        }
        let text = String(decoding: page, as: UTF8.self)
        for name in text.split(separator: "\"") where name.hasPrefix("/assets/") {
          let asset = site.appending(path: String(name.dropFirst()))
          if !FileManager.default.fileExists(atPath: asset.path) { note("\(path) names \(name)") }
        }
      }
    }

    private func note(_ fault: String) { found.withLock { $0.append(fault) } }
  }
}
