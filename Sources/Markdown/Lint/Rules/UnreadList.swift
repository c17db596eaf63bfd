/// `1.报到⏎2.集合`: no list without a blank behind the marks, so that the lines run into one.
enum UnreadList {
  static func check(_ passage: Passage, _ report: inout LintReport) {
    guard passage.isParagraph else { return }
    let lines = passage.lines
    guard lines.count > 1 else { return }
    var last: Item?
    for line in lines {
      let item = Item(passage, line)
      guard let item else { continue }
      // A line that the author broke stays a line of its own.
      if let last, item.follows(last), !isBroken(passage, before: line, report.text) {
        report.add(
          .unreadList, passage, item.range,
          "this is no list: no blank stands behind its marks, and the lines run into one",
          remedy: item.remedy)
        return
      }
      last = item
    }
  }

  /// A mark that begins a line as an item's does.
  private struct Item {
    enum Kind: Equatable {
      case bullet(UInt32)
      case number(Int)
    }

    var kind: Kind
    var range: Range<Int>
    /// Whether CommonMark knows the mark, with a blank behind it.
    var isKnown: Bool

    init?(_ passage: Passage, _ line: Range<Int>) {
      let atoms = passage.atoms
      let first = line.lowerBound
      guard first + 1 < line.upperBound, atoms[first].isText else { return nil }
      let scalar = atoms[first].scalar
      if bullets.contains(scalar) {
        let next = atoms[first + 1].scalar
        guard next != scalar, !Item.isDigit(next) else { return nil }
        kind = .bullet(scalar)
        range = first..<first + 1
        isKnown = scalar == 0x2D
        return
      }
      let hasOpening = scalar == 0x28 || scalar == 0xFF08
      var end = first + (hasOpening ? 1 : 0)
      guard let number = Item.number(atoms, &end, line.upperBound), end + 1 < line.upperBound,
        atoms[end].isText
      else { return nil }
      let mark = atoms[end].scalar
      guard hasOpening ? closings.contains(mark) : closings.contains(mark) || points.contains(mark),
        !Item.isDigit(atoms[end + 1].scalar)
      else { return nil }
      kind = .number(number)
      range = first..<end + 1
      isKnown = !hasOpening && (mark == 0x2E || mark == 0x29)
    }

    func follows(_ other: Item) -> Bool {
      switch (other.kind, kind) {
      case (.bullet(let first), .bullet(let second)): first == second
      case (.number(let first), .number(let second)): second == first + 1
      default: false
      }
    }

    var remedy: String {
      let mark = if case .number(let number) = kind { "\(number). " } else { "- " }
      return isKnown
        ? "write a blank behind each mark: “\(mark)”"
        : "write “\(mark)”, with a blank; or put a blank line between the lines"
    }

    /// Moves past a number in digits or in Han.
    private static func number(_ atoms: [Passage.Atom], _ index: inout Int, _ end: Int) -> Int? {
      let start = index
      var value = 0
      while index < end, atoms[index].isText, isDigit(atoms[index].scalar), index - start < 3 {
        value = value * 10 + Int(atoms[index].scalar - 0x30)
        index += 1
      }
      if index > start { return value }
      guard index < end, atoms[index].isText,
        let place = hanNumbers.firstIndex(of: atoms[index].scalar)
      else { return nil }
      index += 1
      return place + 1
    }

    private static func isDigit(_ scalar: UInt32) -> Bool { (0x30...0x39).contains(scalar) }
  }

  private static let bullets = Set("-•·●▪■◆".unicodeScalars.map(\.value))
  private static let points = Set(".．、".unicodeScalars.map(\.value))
  private static let closings = Set(")）".unicodeScalars.map(\.value))
  private static let hanNumbers = "一二三四五六七八九十".unicodeScalars.map(\.value)

  /// Whether the line before ends with a break: two blanks, a backslash, a tag.
  private static func isBroken(
    _ passage: Passage, before line: Range<Int>, _ text: Bytes
  ) -> Bool {
    guard line.lowerBound > 1 else { return false }
    let last = passage.atoms[line.lowerBound - 2]
    if last.kind == .mark {
      return text[last.offset] == UInt8(ascii: "\\") || text[last.offset] == UInt8(ascii: "<")
    }
    return text.matches("  ", at: last.end)
  }
}
