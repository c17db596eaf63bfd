import Testing

@testable import Markdown

/// The scanner and libcmark must agree on what is code or raw HTML, or a table would be made inside
/// a code block.
@Suite("Block scanner, against libcmark")
struct BlockScannerTests {
  @Test("the specification's examples", .enabled(if: SpecExample.isThere, "no specification"))
  func specification() {
    for example in SpecExample.all() { compare(example.markdown, "example \(example.number)") }
  }

  @Test(
    "our own examples",
    arguments: ["commonmark", "chinese", "tables", "notes", "links", "magazine"])
  func fixtures(_ file: String) {
    for fixture in Fixture.all(file) { compare(fixture.source, fixture.name) }
  }

  @Test("random splices of marks")
  func splices() {
    let pieces = [
      "- ", "  ", "    ", "> ", ">", "1. ", "\t", "```", "~~~", "<div>", "<!--", "-->", "</pre>",
      "<pre>", "檐", "\n", "\n", "\n\n", "# ", "---", "===", "* ", "<b>", "a", "+", "2) ", "`", "<?",
      "?>", "\r\n",
    ]
    var random = SeededRandom(seed: 27)
    for _ in 0..<3_000 {
      let text = (0..<Int.random(in: 2...24, using: &random))
        .compactMap { _ in pieces.randomElement(using: &random) }.joined()
      compare(text, text.debugDescription)
    }
  }

  private func compare(_ text: String, _ name: String) {
    let bytes = Array(text.utf8)
    bytes.withUnsafeBufferPointer {
      let scanned = scannedLines($0)
      let parsed = parsedLines($0)
      // The scanner's lines still have what their containers put before them.
      let isSame =
        scanned.count == parsed.count && zip(scanned, parsed).allSatisfy { $0.hasSuffix($1) }
      #expect(isSame, "\(name): scanned \(scanned), parsed \(parsed)")
    }
  }

  /// The lines that the scanner takes for the content of code or HTML.
  private func scannedLines(_ text: Bytes) -> [String] {
    var scanner = BlockScanner(text)
    var lines: [String] = []
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex { $0 == 10 || $0 == 13 } ?? text.count
      let leaf = scanner.leaf
      switch scanner.scan(line: start, end: end) {
      case .text: _ = scanner.takeAsParagraph()
      case .protected:
        var closesFence = false
        if case .fence = leaf, scanner.leaf == .none { closesFence = true }
        if !closesFence { lines.append(trimmed(text[start..<end])) }
      default: break
      }
      start = end + 1
      if end + 1 < text.count, text[end] == 13, text[end + 1] == 10 { start += 1 }
    }
    return lines.filter(saysSomething)
  }

  /// The same lines as libcmark has them.
  private func parsedLines(_ text: Bytes) -> [String] {
    guard let tree = CommonMarkTree(text) else { return [] }
    var lines: [String] = []
    var node: CommonMarkTree.Node? = tree.root
    while let current = node {
      if current.kind == .code || current.kind == .html {
        lines += current.literal.split { $0 == 10 || $0 == 13 }.map(trimmed)
      }
      node = current.firstChild ?? nextOutside(current)
    }
    return lines.filter(saysSomething)
  }

  private func nextOutside(_ node: CommonMarkTree.Node) -> CommonMarkTree.Node? {
    var current: CommonMarkTree.Node? = node
    while let node = current {
      if let next = node.next { return next }
      current = node.parent
    }
    return nil
  }

  /// Lines of nothing but containers' marks cannot be told from blank lines in containers.
  private func saysSomething(_ line: String) -> Bool {
    !line.allSatisfy { ">*+-. \t)".contains($0) || $0.isNumber }
  }

  private func trimmed(_ line: Slice<Bytes>) -> String {
    var line = line
    while let first = line.first, first <= 0x20 { line = line.dropFirst() }
    while let last = line.last, last <= 0x20 { line = line.dropLast() }
    return String(decoding: line, as: UTF8.self)
  }
}

/// The same numbers on every run.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
