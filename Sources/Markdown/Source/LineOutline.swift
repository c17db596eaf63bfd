/// What each line of a source turned out to be, for those who look at an author's words and not at
/// the page: every decision is the renderer's own.
struct LineOutline {
  enum Role: Equatable {
    /// Text of a paragraph, without spaces at either end.
    case text(Range<Int>, isOpening: Bool)
    /// An ATX heading, its marks left out.
    case heading(level: Int, Range<Int>)
    /// A line of `=` or `-` that makes the paragraph above it a heading.
    case underline(level: Int)
    /// The row of dashes that makes the line above it a table's head.
    case delimiters
    /// A row of a table, or its caption.
    case row(Range<Int>)
    /// The paragraph's lines above are terms, and a definition follows.
    case terms
    /// Raw HTML.
    case html(Range<Int>)
    /// Nothing with words in it: blank, code, a fence, a rule, the marker of a note or container.
    case other
  }

  private(set) var roles: [Role] = []
  private var leafBefore = BlockScanner.Leaf.none
  private var depthBefore = 0

  /// Remembers what is open before a line, or the rest of one, is scanned.
  mutating func begin(_ scanner: BlockScanner) {
    leafBefore = scanner.leaf
    depthBefore = scanner.containers.count
  }

  mutating func note(_ role: Role) { roles.append(role) }

  /// Notes a line that is no text, as the scanner took it.
  mutating func note(_ kind: BlockScanner.LineKind, of scanner: BlockScanner) {
    let line = scanner.nextStart..<scanner.end
    switch kind {
    case .blank, .text: roles.append(.other)
    case .protected: roles.append(isHTML(scanner) ? .html(line) : .other)
    case .leaf: roles.append(leaf(line, of: scanner))
    }
  }

  private func isHTML(_ scanner: BlockScanner) -> Bool {
    if case .html = scanner.leaf { return true }
    guard scanner.leaf == .none else { return false }
    // It ended on this line: a block of HTML, or a fence.
    if case .fence = leafBefore {
      return scanner.nextStart < scanner.end
        && scanner.text[scanner.nextStart] == UInt8(ascii: "<")
    }
    return true
  }

  private func leaf(_ line: Range<Int>, of scanner: BlockScanner) -> Role {
    let text = scanner.text
    let mark = text[line.lowerBound]
    switch mark {
    case UInt8(ascii: "#"):
      let end = text[line].firstIndex { $0 != mark } ?? line.upperBound
      return .heading(level: end - line.lowerBound, end..<line.upperBound)
    case UInt8(ascii: "="), UInt8(ascii: "-"):
      let isUnbroken = text[line].drop { $0 == mark }.allSatisfy { $0 == 0x20 || $0 == 0x09 }
      guard leafBefore == .paragraph, depthBefore == scanner.containers.count, isUnbroken else {
        return .other
      }
      return .underline(level: mark == UInt8(ascii: "=") ? 1 : 2)
    default:
      return .other
    }
  }
}
