import Testing

@Suite("Tidy: one feature, one room, and every room has a test room")
struct RoomTests {
  @Test("every target has tests", arguments: Set(SourceTree.sources.map(\.target)).sorted())
  func targetIsTested(target: String) {
    let tests = SourceTree.tests.filter { $0.target == "\(target)Tests" }
    #expect(tests.contains { $0.text.contains("@Test") }, "Tests/\(target)Tests has no test")
  }

  /// The targets that are divided into rooms, a folder a feature.
  static let divided = ["Club", "ClubAPI", "ClubStore", "SiteBuilder", "huikan"]

  static let rooms = divided.flatMap { target in
    SourceTree.folders(in: "Sources/\(target)").map { "\(target)/\($0)" }
  }

  @Test("every room has a folder or a file of tests by its name", arguments: rooms)
  func roomIsTested(room: String) {
    let parts = room.split(separator: "/")
    let folder = "Tests/\(parts[0])Tests/\(parts[1])"
    let tests = SourceTree.tests.filter {
      $0.path.hasPrefix("\(folder)/") || $0.path.hasPrefix(folder)
    }
    #expect(
      tests.contains { $0.text.contains("@Test") },
      "no test in \(folder)/ and no \(folder)*Tests.swift")
  }

  @Test("nothing is called Utils, Helpers, Manager or Service")
  func names() {
    let vague = ["Utils", "Util", "Helpers", "Helper", "Manager", "Common", "Misc"]
    for file in SourceTree.sources + SourceTree.tests {
      for part in file.path.split(whereSeparator: { "/.".contains($0) }) {
        #expect(!vague.contains { part.hasSuffix($0) }, "\(file.path): \(part) says nothing")
      }
    }
  }

  @Test("nothing is left for later in the code", arguments: SourceTree.sources)
  func leftovers(file: SourceTree.File) {
    for (index, line) in file.lines.enumerated() {
      for mark in ["TODO", "FIXME", "XXX", "unimplemented"] {
        #expect(!line.contains(mark), "\(file.path):\(index + 1): \(mark)")
      }
    }
  }
}
