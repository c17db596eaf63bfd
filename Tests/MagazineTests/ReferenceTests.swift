import Foundation
import Magazine
import Testing

@Suite("docs/content.md says what the code takes")
struct ReferenceTests {
  static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/content.md")

  /// `HUIKAN_OVERWRITE=1 swift test --no-parallel` puts the tables of the code into the document.
  @Test("every key stands in it as the code has it", arguments: KeyTable.all.map(\.subject))
  func tables(subject: String) throws {
    let table = try #require(KeyTable.all.first { $0.subject == subject })
    let text = try String(contentsOf: Self.file, encoding: .utf8)
    let begin = "<!-- keys of \(subject) -->\n"
    let end = "<!-- end -->"
    let start = try #require(text.range(of: begin), "docs/content.md lacks \(begin)")
    let stop = try #require(text.range(of: end, range: start.upperBound..<text.endIndex))
    let range = start.upperBound..<stop.lowerBound
    if ProcessInfo.processInfo.environment["HUIKAN_OVERWRITE"] != nil {
      try Data(text.replacingCharacters(in: range, with: table.markdown).utf8).write(to: Self.file)
    } else {
      #expect(String(text[range]) == table.markdown)
    }
  }

  @Test("every example of the tables is taken by the reader", arguments: paths.keys.sorted())
  func examples(subject: String) throws {
    let table = try #require(KeyTable.all.first { $0.subject == subject })
    let path = try #require(Self.paths[subject])
    var text = "-- \(path) --\n" + (path.hasSuffix(".md") ? "---\n" : "")
    for key in table.keys where !key.example.isEmpty { text += "\(key.name): \(key.example)\n" }
    text += path.hasSuffix(".md") ? "---\n" : "consent: {version: \"1\", text: 我同意。}\n"
    if subject == "the site" || subject == "names" {
      text = text.replacing("consent", with: "# consent")
    }
    let said = diagnostics(text).split(separator: "\n").filter { $0.contains("error:") }
    // What other files would have to hold is not there; nothing else may be wrong.
    let others = ["there is no file", "has no article", "is no article"]
    #expect(said.filter { line in !others.contains { line.contains($0) } }.isEmpty, "\(said)")
  }

  /// A file that such keys stand in.
  static let paths = [
    "an issue": "issues/2026-autumn/index.md", "an article": "articles/eaves.md",
    "an event": "events/open-day.md", "an author": "authors/gu-nanping.md",
    "a page": "pages/privacy.md", "the site": "site.yml", "the club": "club.yml",
    "names": "names.yml",
  ]
}
