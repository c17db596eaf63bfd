import Testing

@Suite("Tidy: the README in two languages, in step")
struct ReadmeTests {
  @Test("both have the same headings, level by level, and the same commands")
  func inStep() throws {
    let english = try SourceTree.text("README.md")
    let chinese = try SourceTree.text("README.zh-CN.md")
    #expect(Self.headingLevels(english) == Self.headingLevels(chinese))
    #expect(Self.commands(english) == Self.commands(chinese))
  }

  @Test("every path that the documents name exists", arguments: ["README.md", "ARCHITECTURE.md"])
  func paths(document: String) throws {
    let text = try SourceTree.text(document)
    let pieces = text.split(separator: "`", omittingEmptySubsequences: false)
    for (index, piece) in pieces.enumerated() where index % 2 == 1 {
      let roots = ["Sources/", "Tests/", "Themes/", "Content/", "docs/", ".ci/"]
      guard roots.contains(where: piece.hasPrefix), !piece.contains(where: { "*<… ".contains($0) })
      else { continue }
      #expect(SourceTree.exists(String(piece)), "\(document) names \(piece)")
    }
  }

  @Test(
    "every file that a link leads to exists",
    arguments: ["README.md", "README.zh-CN.md", "ARCHITECTURE.md", "CONTRIBUTING.md"])
  func links(document: String) throws {
    let pieces = try SourceTree.text(document).split(separator: "](").dropFirst()
    let targets = pieces.compactMap { $0.firstIndex(of: ")").map($0.prefix(upTo:)) }
    #expect(!targets.isEmpty, "\(document) leads nowhere")
    for target in targets where !target.contains("://") && !target.hasPrefix("mailto:") {
      let path = target.prefix { $0 != "#" && $0 != " " }
      #expect(path.isEmpty || SourceTree.exists(String(path)), "\(document) leads to \(path)")
    }
  }

  private static func headingLevels(_ text: String) -> [Int] {
    outsideFences(text).filter { $0.hasPrefix("#") }.map { $0.prefix { $0 == "#" }.count }
  }

  /// The lines inside fenced blocks, without their comments.
  private static func commands(_ text: String) -> [String] {
    var inside = false
    var found: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        inside.toggle()
      } else if inside {
        let command = line.split(separator: "#", omittingEmptySubsequences: false)[0]
        found.append(String(command.reversed().drop { $0 == " " }.reversed()))
      }
    }
    return found.filter { !$0.isEmpty }
  }

  private static func outsideFences(_ text: String) -> [Substring] {
    var inside = false
    return text.split(separator: "\n").filter { line in
      if line.hasPrefix("```") { inside.toggle() }
      return !inside
    }
  }
}
