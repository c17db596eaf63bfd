import Magazine

/// The lines of a text, found once, for places that are asked for in the order of the text.
struct TextLines {
  private let bytes: [UInt8]
  private var starts: [Int] = [0]
  /// How far into which line characters were counted: a line may be as long as the text.
  private var counted = (line: 1, bytes: 0, characters: 0)

  /// A line that is longer says nothing to a person.
  private static let longestShown = 1_000

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    // A text has either kind of line ending, hardly ever a lone carriage return.
    let end: UInt8 = bytes.contains(0x0A) ? 0x0A : 0x0D
    for index in bytes.indices where bytes[index] == end { starts.append(index + 1) }
  }

  /// The line and the column, in characters, of a byte of the text.
  mutating func position(of offset: Int) -> Position {
    var low = 0
    var high = starts.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return position(line: low + 1, byte: offset - starts[low] + 1)
  }

  /// The column in characters for a column in bytes, from 1 as the line is.
  mutating func position(line: Int, byte column: Int) -> Position {
    let range = range(of: line)
    let end = min(max(0, column - 1), range.count)
    if counted.line != line || counted.bytes > end { counted = (line, 0, 0) }
    for offset in counted.bytes..<end where bytes[range.lowerBound + offset] & 0xC0 != 0x80 {
      counted.characters += 1
    }
    counted.bytes = end
    return Position(line: line, column: counted.characters + 1)
  }

  /// A line without its ending; nil where it is too long to be shown.
  func text(of line: Int) -> String? {
    var range = range(of: line)
    if range.count > TextLines.longestShown { return nil }
    while let last = range.last, bytes[last] == 0x0A || bytes[last] == 0x0D { range.removeLast() }
    return String(decoding: bytes[range], as: UTF8.self)
  }

  private func range(of line: Int) -> Range<Int> {
    guard line >= 1, line <= starts.count else { return bytes.count..<bytes.count }
    return starts[line - 1]..<(line < starts.count ? starts[line] : bytes.count)
  }
}
