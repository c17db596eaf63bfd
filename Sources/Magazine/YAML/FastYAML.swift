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
    var scanner = FastScanner(text: text, line: firstLine)
    guard scanner.isPrintable else { return nil }
    var entries: [YAMLEntry] = []
    while scanner.skipToContent() {
      guard let entry = scanner.entry() else { return nil }
      if entries.contains(where: { $0.key == entry.key }) { return nil }
      entries.append(entry)
    }
    guard scanner.isAtEnd, let first = entries.first else { return nil }
    return YAMLNode(value: .mapping(entries), position: first.keyPosition)
  }
}

/// A place in the text, moving line by line.
struct FastScanner {
  let text: ArraySlice<UInt8>
  /// The first byte of the present line.
  var start: Int
  var line: Int

  init(text: ArraySlice<UInt8>, line: Int) {
    self.text = text
    self.line = line
    start = text.startIndex
  }

  var isAtEnd: Bool { start >= text.endIndex }

  /// Whether every byte stands for itself: no tab, no control character, no line break but LF and
  /// CR LF, no byte order mark, nothing that libYAML calls unprintable. The text is valid UTF-8.
  var isPrintable: Bool {
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      if byte < 0x20 {
        let isBreak =
          byte == 0x0A || byte == 0x0D && index + 1 < text.endIndex && text[index + 1] == 0x0A
        if !isBreak { return false }
      } else if byte == 0x7F || byte >= 0xF8 {
        return false
      } else if byte == 0xC2, index + 1 < text.endIndex, text[index + 1] < 0xA0 {
        return false
      } else if byte == 0xE2 || byte == 0xEF, index + 2 < text.endIndex {
        let tail = (text[index + 1], text[index + 2])
        let isBreak = byte == 0xE2 && tail.0 == 0x80 && (tail.1 == 0xA8 || tail.1 == 0xA9)
        let isMark = byte == 0xEF && tail.0 == 0xBB && tail.1 == 0xBF
        let isNoncharacter = byte == 0xEF && tail.0 == 0xBF && tail.1 >= 0xBE
        if isBreak || isMark || isNoncharacter { return false }
      }
      index += 1
    }
    return true
  }

  /// The end of the present line, before its line break.
  var end: Int {
    var index = start
    while index < text.endIndex, text[index] != 0x0A { index += 1 }
    if index > start, index < text.endIndex, text[index - 1] == 0x0D { index -= 1 }
    return index
  }

  mutating func nextLine() {
    while start < text.endIndex, text[start] != 0x0A { start += 1 }
    start += start < text.endIndex ? 1 : 0
    line += 1
  }

  /// Passes blank lines and comments; false at the end of the text.
  mutating func skipToContent() -> Bool {
    while !isAtEnd {
      let index = skipBlanks(from: start, to: end)
      if index < end, text[index] != UInt8(ascii: "#") { return true }
      nextLine()
    }
    return false
  }

  func skipBlanks(from index: Int, to end: Int) -> Int {
    var index = index
    while index < end, text[index] == 0x20 { index += 1 }
    return index
  }

  /// The column of a byte of the present line, from 1, in Unicode scalars.
  func position(of index: Int) -> Position {
    var column = 1
    for byte in text[start..<index] where byte & 0xC0 != 0x80 { column += 1 }
    return Position(line: line, column: column)
  }
}
