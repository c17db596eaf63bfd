import Markdown
import Testing

@Suite("A difference by lines, as patch reads it")
struct UnifiedDiffTests {
  private func difference(_ before: String, _ after: String) -> String {
    UnifiedDiff.text(path: "a.md", before: Array(before.utf8), after: Array(after.utf8))
  }

  @Test("one line changed, with three lines around it")
  func change() {
    #expect(
      difference("1\n2\n3\n4\n甲,乙\n6\n7\n8\n9\n", "1\n2\n3\n4\n甲，乙\n6\n7\n8\n9\n") == """
        --- a.md
        +++ a.md
        @@ -2,7 +2,7 @@
         2
         3
         4
        -甲,乙
        +甲，乙
         6
         7
         8

        """)
  }

  @Test("changes that share context stand in one hunk, others apart")
  func hunks() {
    let lines = (1...30).map { "\($0)\n" }
    var near = lines
    near[4] = "x\n"
    near[10] = "y\n"
    #expect(difference(lines.joined(), near.joined()).split(separator: "@@").count == 3)
    near[10] = "11\n"
    near[12] = "y\n"
    #expect(difference(lines.joined(), near.joined()).split(separator: "@@").count == 5)
  }

  @Test(
    "lines added and removed, at the ends, in an empty file, without a last line feed",
    arguments: [
      ("", "1\n", "@@ -0,0 +1 @@\n+1\n"), ("1\n", "", "@@ -1 +0,0 @@\n-1\n"),
      ("1\n2\n", "1\n2\n3\n", "@@ -1,2 +1,3 @@\n 1\n 2\n+3\n"),
      ("1\n2", "1\n2\n", "@@ -1,2 +1,2 @@\n 1\n-2\n\\ No newline at end of file\n+2\n"),
      ("2\n3\n", "1\n2\n3\n", "@@ -1,2 +1,3 @@\n+1\n 2\n 3\n"),
    ])
  func ends(before: String, after: String, hunk: String) {
    #expect(difference(before, after) == "--- a.md\n+++ a.md\n" + hunk)
  }

  @Test("nothing for what is the same")
  func same() {
    #expect(difference("1\n", "1\n") == "")
  }

  @Test("applied to the old lines it gives the new ones, and is as short as can be")
  func applies() {
    var random = SeededRandom(seed: 1_986)
    for _ in 0..<2_000 {
      let count = Int.random(in: 0...12, using: &random)
      let old = (0..<count).map { _ in Int.random(in: 0...3, using: &random) }
      let new = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        Int.random(in: 0...3, using: &random)
      }
      let text = difference(Self.text(old), Self.text(new))
      #expect(Self.applied(text, to: old.map(String.init)) == new.map(String.init))
      let changes = text.split(separator: "\n").dropFirst(2).count {
        $0.hasPrefix("-") || $0.hasPrefix("+")
      }
      #expect(changes == old.count + new.count - 2 * Self.commonCount(old, new))
    }
  }

  @Test("more changes than it follows are one change")
  func everything() {
    let old = (0..<3_000).map { "a\($0)\n" }.joined()
    let new = (0..<3_000).map { "b\($0)\n" }.joined()
    let text = difference(old, new)
    #expect(text.hasPrefix("--- a.md\n+++ a.md\n@@ -1,3000 +1,3000 @@\n-a0\n"))
    #expect(text.hasSuffix("+b2999\n"))
  }

  private static func text(_ lines: [Int]) -> String { lines.map { "\($0)\n" }.joined() }

  private static func applied(_ text: String, to old: [String]) -> [String] {
    var result: [String] = []
    var place = 0
    for line in text.split(separator: "\n").dropFirst(2) {
      if line.hasPrefix("@@") {
        let numbers = line.split(separator: " ")[1].dropFirst().split(separator: ",")
        let start = (Int(numbers[0]) ?? 0) - (numbers.last == "0" && numbers.count > 1 ? 0 : 1)
        result += old[place..<start]
        place = start
      } else {
        if !line.hasPrefix("-") { result.append(String(line.dropFirst())) }
        if !line.hasPrefix("+") { place += 1 }
      }
    }
    return result + old[place...]
  }

  /// The length of the longest common subsequence, the slow and certain way.
  private static func commonCount(_ old: [Int], _ new: [Int]) -> Int {
    var last = [Int](repeating: 0, count: new.count + 1)
    for one in old {
      var row = [0]
      for (index, other) in new.enumerated() {
        row.append(one == other ? last[index] + 1 : max(last[index + 1], row[index]))
      }
      last = row
    }
    return last[new.count]
  }
}
