/// Reads the common shape of front matter straight from its bytes.
///
/// It recognises keys at the left margin with a text, a quoted text without escapes, a list in
/// brackets on one line, or a list of lines with hyphens. At the first byte that could mean anything
/// else it gives up and says nil; then Yams reads the whole. What it does answer is what Yams would
/// have answered, places included: a test compares the two on generated texts.
enum FastYAML {
  /// Reads a document of the common shape.
  ///
  /// - Parameters:
  ///   - text: the YAML, without the lines of dashes around it.
  ///   - firstLine: the line of the file on which `text` begins, from 1.
  /// - Returns: the mapping, or nil where the text is empty or not of the common shape.
  static func read(_ text: ArraySlice<UInt8>, firstLine: Int) -> YAMLNode? {
    text.withUnsafeBufferPointer { bytes in
      var scanner = FastScanner(source: text, bytes: bytes, line: firstLine)
      guard scanner.isPrintable else { return nil }
      var entries: [YAMLEntry] = []
      while scanner.skipToContent() {
        guard let entry = scanner.entry() else { return nil }
        if entries.contains(where: { $0.key.isSame(as: entry.key) }) { return nil }
        entries.append(entry)
      }
      guard scanner.isAtEnd, let first = entries.first else { return nil }
      return YAMLNode(value: .mapping(entries), position: first.keyPosition)
    }
  }
}

/// A place in the text, moving line by line. It reads raw memory, because it looks at every byte of
/// every front matter, and lives no longer than the closure that lends the memory.
struct FastScanner {
  /// The text, for slices of it.
  let source: ArraySlice<UInt8>
  /// The same text; places count from 0.
  let bytes: UnsafeBufferPointer<UInt8>
  var line: Int
  /// The first byte of the present line.
  var start = 0
  /// The end of the present line, before its line break.
  private(set) var end = 0
  /// The first byte of the next line.
  private var next = 0

  init(source: ArraySlice<UInt8>, bytes: UnsafeBufferPointer<UInt8>, line: Int) {
    self.source = source
    self.bytes = bytes
    self.line = line
    findEnd()
  }

  var isAtEnd: Bool { start >= bytes.count }

  /// Whether every byte stands for itself: no tab, no control character, no line break but LF and
  /// CR LF, no byte order mark, nothing that libYAML calls unprintable. The text is valid UTF-8.
  var isPrintable: Bool {
    for index in bytes.indices {
      switch bytes[index] {
      case 0x20...0x7E, 0x80...0xC1, 0xC3...0xE1, 0xE3...0xEE, 0xF0...0xF7, 0x0A: continue
      case 0x0D: if byte(index + 1) != 0x0A { return false }
      case 0xC2: if byte(index + 1) < 0xA0 { return false }
      case 0xE2: if byte(index + 1) == 0x80, byte(index + 2) & 0xFE == 0xA8 { return false }
      case 0xEF:
        if byte(index + 1) == 0xBB, byte(index + 2) == 0xBF { return false }
        if byte(index + 1) == 0xBF, byte(index + 2) >= 0xBE { return false }
      default: return false
      }
    }
    return true
  }

  /// The byte at a place; 0 after the end.
  private func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

  mutating func nextLine() {
    start = next
    line += 1
    findEnd()
  }

  private mutating func findEnd() {
    var index = start
    while index < bytes.count, bytes[index] != 0x0A { index += 1 }
    next = index < bytes.count ? index + 1 : index
    end = index > start && index < bytes.count && bytes[index - 1] == 0x0D ? index - 1 : index
  }

  /// Passes blank lines and comments; false at the end of the text.
  mutating func skipToContent() -> Bool {
    while !isAtEnd {
      let index = skipBlanks(from: start, to: end)
      if index < end, bytes[index] != UInt8(ascii: "#") { return true }
      nextLine()
    }
    return false
  }

  func skipBlanks(from index: Int, to end: Int) -> Int {
    var index = index
    while index < end, bytes[index] == 0x20 { index += 1 }
    return index
  }

  /// The column of a byte of the present line, from 1, in Unicode scalars.
  func position(of index: Int) -> Position {
    var column = 1
    for place in start..<index where bytes[place] & 0xC0 != 0x80 { column += 1 }
    return Position(line: line, column: column)
  }

  /// A text as it stands in the source.
  func scalar(_ range: Range<Int>, isPlain: Bool) -> YAMLScalar {
    let first = source.startIndex + range.lowerBound
    return YAMLScalar(bytes: source[first..<(first + range.count)], isPlain: isPlain)
  }
}
