import Foundation
import Testing

@Suite("Whatever is wrong with the content is said, all of it, in one run")
struct InvalidContentTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/Sites/invalid-content")

  static let cases: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".txt") }.sorted()

  /// Each file is a content folder, and after `-- diagnostics --` what is said about it.
  /// `HUIKAN_OVERWRITE=1 swift test` writes what is said now; read the difference before keeping it.
  @Test("what an editor reads", arguments: cases)
  func report(name: String) throws {
    let file = Self.folder.appending(path: name)
    let mark = "-- diagnostics --\n"
    let text = try String(contentsOf: file, encoding: .utf8)
    let parts = text.components(separatedBy: mark)
    let found = diagnostics(parts[0]) + "\n"
    if ProcessInfo.processInfo.environment["HUIKAN_OVERWRITE"] != nil {
      try Data((parts[0] + mark + found).utf8).write(to: file)
    } else {
      #expect(found == parts.dropFirst().joined())
    }
  }

  @Test("there are cases to read")
  func casesExist() {
    #expect(Self.cases.count >= 7)
  }
}
