import Glibc
import Markdown
import Testing

@Suite("docs/typography.md lists the codes as the lint has them")
struct LintReferenceTests {
  /// `SNAPSHOTS=overwrite` in the environment puts the table of the code into the document.
  @Test("every code, what it is about, and a piece of text before and after")
  func table() throws {
    let path = "\(Fixture.root)/docs/typography.md"
    let text = try #require(Fixture.read(path))
    let begin = "<!-- codes -->\n"
    let start = try #require(text.firstRange(of: begin))
    let stop = try #require(text[start.upperBound...].firstRange(of: "<!-- end -->"))
    let range = start.upperBound..<stop.lowerBound
    guard Fixture.overwrites else {
      #expect(String(text[range]) == Self.table)
      return
    }
    let file = try #require(fopen(path, "w"))
    fputs(text.replacingCharacters(in: range, with: Self.table), file)
    fclose(file)
  }

  private static var table: String {
    "| code | what it is about | before | after | repaired |\n|---|---|---|---|---|\n"
      + LintCode.allCases.map { code in
        "| `\(code.rawValue)` | \(code.summary) | \(piece(code.before)) | \(piece(code.after)) | "
          + "\(code.isRepaired ? "where certain" : "never") |\n"
      }.joined()
  }

  private static func piece(_ text: String) -> String {
    "`\(text.replacing("\n\n", with: " ⏎ ⏎ ").replacing("\n", with: " ⏎ ").replacing("\u{1}", with: "␁"))`"
  }
}

extension String {
  fileprivate func replacingCharacters(
    in range: Range<String.Index>, with other: String
  ) -> String {
    self[..<range.lowerBound] + other + self[range.upperBound...]
  }
}
