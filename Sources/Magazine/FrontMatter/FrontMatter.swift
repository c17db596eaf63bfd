/// The division of a Markdown file into front matter and body.
struct FrontMatter: Sendable, Equatable {
  /// The bytes between the lines of dashes; nil where the file has no front matter.
  var yaml: Range<Int>?
  /// The bytes of the Markdown body.
  var body: Range<Int>
  /// The line on which the body begins, from 1.
  var bodyLine: Int
  /// Whether front matter was opened on the first line and never closed.
  var isUnclosed = false
  /// The line of the dashes that open the front matter, from 1: another than 1 is a mistake.
  var openingLine = 1

  /// The line on which the YAML begins: that after the first line of dashes.
  var firstLine: Int { openingLine + 1 }

  /// Divides a file. Front matter begins with a line `---` at the very top (a byte order mark may
  /// stand before it) and ends with the next line `---` or `...`. A file that merely begins with a
  /// horizontal rule has none: its second line is no key. Keys below blank lines are taken for what they
  /// were meant to be, and told.
  static func divide(_ bytes: [UInt8]) -> FrontMatter {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let whole = FrontMatter(yaml: nil, body: start..<bytes.count, bodyLine: 1)
    let (top, blankLines) = passBlankLines(bytes, from: start)
    guard let opening = fence(bytes, at: top, mark: UInt8(ascii: "-")) else { return whole }
    // Further down it is a rule, unless everything about it is that of front matter.
    if blankLines > 0, !looksLikeKey(bytes[opening...]) { return whole }
    var line = blankLines + 2
    var position = opening
    while position < bytes.count {
      let close =
        fence(bytes, at: position, mark: UInt8(ascii: "-"))
        ?? fence(bytes, at: position, mark: UInt8(ascii: "."))
      if let close {
        return FrontMatter(
          yaml: opening..<position, body: close..<bytes.count, bodyLine: line + 1,
          openingLine: blankLines + 1)
      }
      guard let feed = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) else { break }
      position = feed + 1
      line += 1
    }
    guard blankLines == 0, looksLikeKey(bytes[opening...]) else { return whole }
    return FrontMatter(yaml: nil, body: bytes.count..<bytes.count, bodyLine: line, isUnclosed: true)
  }

  /// The first line with anything on it, and how many come before it.
  private static func passBlankLines(_ bytes: [UInt8], from start: Int) -> (start: Int, count: Int)
  {
    var (index, line, count) = (start, start, 0)
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\n"): (line, count) = (index + 1, count + 1)
      case 0x20, 0x09, 0x0D: break
      // U+3000
      case 0xE3 where bytes[index...].starts(with: [0xE3, 0x80, 0x80]): index += 2
      default: return (line, count)
      }
      index += 1
    }
    return (line, count)
  }

  /// The byte after the line at `start` if that line is three times `mark` and blanks.
  private static func fence(_ bytes: [UInt8], at start: Int, mark: UInt8) -> Int? {
    guard start + 3 <= bytes.count, bytes[start] == mark, bytes[start + 1] == mark,
      bytes[start + 2] == mark
    else { return nil }
    var index = start + 3
    while index < bytes.count, [0x20, 0x09, 0x0D].contains(bytes[index]) { index += 1 }
    if index == bytes.count { return index }
    return bytes[index] == UInt8(ascii: "\n") ? index + 1 : nil
  }

  private static func looksLikeKey(_ rest: ArraySlice<UInt8>) -> Bool {
    let name = rest.prefix { Key.isNameByte($0) }
    return !name.isEmpty && rest.dropFirst(name.count).first == UInt8(ascii: ":")
  }
}
