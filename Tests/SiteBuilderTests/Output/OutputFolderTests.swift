import Foundation
import Testing

@testable import SiteBuilder

@Suite("OutputFolder: whole files, ours alone, also after a crash")
struct OutputFolderTests {
  let folder = ScratchFolder()

  private func build(
    _ files: [String: String], at time: Int = 0
  ) throws -> (changes: [String], removed: [String]) {
    let output = try OutputFolder(folder.path)
    try output.begin(files.keys)
    var changes: [String] = []
    for (file, text) in files.sorted(by: { $0.key < $1.key }) {
      changes.append("\(file) \(try output.put(file, Array(text.utf8)))")
    }
    let removed = try output.end(Set(files.keys), at: time) { $0.hasPrefix("assets/") }
    return (changes, removed)
  }

  @Test("added, unchanged, changed, removed, with the folders that become empty")
  func lifeOfAFile() throws {
    var result = try build(["index.html": "1", "a/b/index.html": "2"])
    #expect(result.changes == ["a/b/index.html added", "index.html added"])
    result = try build(["index.html": "1", "a/b/index.html": "3"])
    #expect(result.changes == ["a/b/index.html changed", "index.html unchanged"])
    result = try build(["index.html": "1"])
    #expect(result.removed == ["a/b/index.html"])
    #expect(!folder.exists("a"))
    #expect(folder.text("index.html") == "1")
  }

  @Test("an unchanged file is not touched")
  func untouched() throws {
    _ = try build(["index.html": "1"])
    let before = try folder.inode("index.html")
    _ = try build(["index.html": "1"])
    #expect(try folder.inode("index.html") == before)
  }

  @Test("an asset stays for five minutes after the last page that names it, and is removed then")
  func retention() throws {
    _ = try build(["index.html": "1", "assets/old.css": "a"], at: 1_000)
    #expect(try build(["index.html": "2"], at: 2_000).removed == [])
    #expect(try build(["index.html": "2"], at: 2_299).removed == [])
    #expect(folder.text("assets/old.css") == "a")
    #expect(try build(["index.html": "2"], at: 2_300).removed == ["assets/old.css"])
    #expect(!folder.exists("assets"))
  }

  @Test("an asset that comes back in time was never away")
  func back() throws {
    _ = try build(["assets/old.css": "a"], at: 1_000)
    _ = try build([:], at: 2_000)
    #expect(try build(["assets/old.css": "a"], at: 2_100).changes == ["assets/old.css unchanged"])
    #expect(try build([:], at: 2_300).removed == [])
    #expect(try build([:], at: 2_600).removed == ["assets/old.css"])
  }

  @Test("a clock that was set back keeps nothing for ever")
  func clockSetBack() throws {
    _ = try build(["assets/old.css": "a"], at: 9_000)
    _ = try build([:], at: 9_000)
    #expect(try build([:], at: 1_000).removed == ["assets/old.css"])
  }

  @Test("a stranger's file stays, beside ours and in a folder that ours leave")
  func strangers() throws {
    _ = try build(["a/index.html": "1"])
    folder.write("mine", to: "a/notes.txt")
    folder.write("mine", to: ".gitignore")
    _ = try build([:])
    #expect(folder.text("a/notes.txt") == "mine")
    #expect(folder.text(".gitignore") == "mine")
    #expect(!folder.exists("a/index.html"))
  }

  @Test("a folder in the way of a file is an error that names it")
  func inTheWay() throws {
    folder.write("mine", to: "index.html/notes.txt")
    let error = #expect(throws: OutputError.self) { try build(["index.html": "1"]) }
    #expect(error?.description.contains("index.html was not written by a build of ours") == true)
    #expect(folder.text("index.html/notes.txt") == "mine")
  }

  @Test(
    "a stranger's file at our path is not written over, and a linked folder not written through")
  func strangersAtOurPaths() throws {
    folder.write("mine", to: "index.html")
    #expect(throws: OutputError.self) { try build(["index.html": "1"]) }
    #expect(folder.text("index.html") == "mine")
    // What has the right bytes already is as good as ours.
    folder.write("1", to: "index.html")
    #expect(try build(["index.html": "1"]).changes == ["index.html unchanged"])
    #expect(try build(["index.html": "2"]).changes == ["index.html changed"])

    let outside = ScratchFolder()
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/articles", withDestinationPath: outside.path)
    #expect(throws: OutputError.self) { try build(["articles/index.html": "1"]) }
    #expect(!outside.exists("index.html"))
  }

  @Test("a folder that cannot be ours leaves no descriptor open")
  func descriptors() throws {
    folder.write("a file", to: ".huikan")
    let path = "/proc/self/fd"
    let before = try FileManager.default.contentsOfDirectory(atPath: path).count
    for _ in 0..<200 { #expect(throws: OutputError.self) { try OutputFolder(folder.path) } }
    #expect(try FileManager.default.contentsOfDirectory(atPath: path).count < before + 100)
  }

  @Test("the list of our files is what was written, tabs and all")
  func manifest() {
    var manifest = Manifest()
    manifest.files = ["index.html", "media/a\t17.svg"]
    manifest.superseded = ["assets/b\t18.css": 1_763_800_000]
    #expect(Manifest(manifest.bytes) == manifest)
  }

  @Test("a second writer is told to wait")
  func busy() throws {
    let first = try OutputFolder(folder.path)
    let error = #expect(throws: OutputError.self) { try OutputFolder(folder.path) }
    #expect(error?.isBusy == true)
    _ = first
  }

  @Test("an interrupted build leaves nothing behind that the next one does not know")
  func interrupted() throws {
    _ = try build(["old.html": "1"])
    do {
      let output = try OutputFolder(folder.path)
      try output.begin(["new.html"])
      _ = try output.put("new.html", [0x32])
      folder.write("half", to: ".huikan/tmp/77")
    }
    let result = try build(["newer.html": "3"])
    #expect(result.removed == ["new.html", "old.html"])
    #expect(!folder.exists(".huikan/tmp/77"))
  }

  @Test("whoever repeats a build that was refused loses no stranger's file, to it or to the next")
  func refusedTwice() throws {
    _ = try build(["index.html": "1"])
    folder.write("mine", to: "b/index.html")
    for _ in 0..<3 {
      #expect(throws: OutputError.self) {
        try build(["a.html": "a", "b/index.html": "b", "c.html": "c", "index.html": "1"])
      }
      #expect(folder.text("b/index.html") == "mine")
    }
    #expect(try build(["index.html": "1"]).removed == ["a.html"])
    #expect(folder.text("b/index.html") == "mine")
  }

  @Test("what a refused build has planned and not written is free for others")
  func refusedPlan() throws {
    let files = ["a.html": "a", "b.html": "b", "c.html": "c"]
    folder.write("mine", to: "b.html")
    do {
      let output = try OutputFolder(folder.path)
      try output.begin(files.keys)
      _ = try output.put("a.html", [0x61])
      #expect(throws: OutputError.self) { try output.put("b.html", [0x62]) }
      output.breakOff()
    }
    folder.write("mine too", to: "c.html")
    try FileManager.default.removeItem(atPath: folder.path + "/b.html")
    #expect(throws: OutputError.self) { try build(files) }
    #expect(folder.text("c.html") == "mine too")
    #expect(try build([:]).removed == ["a.html", "b.html"])
    #expect(folder.text("c.html") == "mine too")
  }

  @Test("a file that comes while the build is under way is a stranger's for the next one too")
  func meanwhile() throws {
    do {
      let output = try OutputFolder(folder.path)
      try output.begin(["a.html"])
      folder.write("mine", to: "a.html")
      #expect(throws: OutputError.self) { try output.put("a.html", [0x61]) }
      output.breakOff()
    }
    #expect(throws: OutputError.self) { try build(["a.html": "a"]) }
    #expect(folder.text("a.html") == "mine")
  }

  @Test(
    "a path that leads elsewhere is written nowhere, nor removed where an older list names it",
    arguments: [
      "tags/../index.html", "../index.html", "/index.html", "a//b", "./a", "a/.", "", "a\nb",
    ])
  func astray(file: String) throws {
    _ = try build(["index.html": "1", "tags/a.html": "1"])
    #expect(throws: OutputError.self) { try build(["index.html": "1", file: "2"]) }
    let output = try OutputFolder(folder.path)
    #expect(throws: OutputError.self) { try output.put(file, [0x32]) }
    #expect(folder.text("index.html") == "1")
    #expect(["a/.huikan", ".huikan/mark", "a..b/...", "c.html"].allSatisfy(OutputFolder.isWithin))
  }

  @Test("an older list that leads astray, or names what no disk can, is followed no further")
  func oldList() throws {
    _ = try build(["index.html": "1", "tags/a.html": "1"])
    let long = String(repeating: "长", count: 90)
    folder.write(
      "index.html\ntags/../index.html\ntags/a.html\ntags/\(long)/index.html\n",
      to: ".huikan/manifest")
    #expect(try build(["index.html": "1"]).removed == ["tags/a.html"])
    #expect(folder.text("index.html") == "1")
    #expect(folder.text(".huikan/manifest") == "index.html\n")
  }

  @Test("a reader never finds a half-written or missing page")
  func readers() async throws {
    let texts = (0..<2).map { String(repeating: "\($0)", count: 300_000) }
    _ = try build(["index.html": texts[0]])
    let path = folder.path + "/index.html"
    let reader = Task.detached {
      var seen: Set<Int> = []
      while !Task.isCancelled {
        guard let bytes = FileManager.default.contents(atPath: path), let first = bytes.first,
          bytes.count == 300_000, bytes.allSatisfy({ $0 == first })
        else { return seen.union([-1]) }
        seen.insert(Int(first))
      }
      return seen
    }
    for round in 1...200 { _ = try build(["index.html": texts[round % 2]]) }
    reader.cancel()
    #expect(await reader.value.contains(-1) == false)
  }
}
