/// The offending line of a diagnostic, as much of it as a terminal shows, and the place in it.
struct SourceLine: Hashable, Sendable {
  /// The line without its ending; of a long one what stands around the place, with … where it was cut.
  let text: String
  /// The place in `text`, in Unicode scalars from 1.
  let column: Int
  /// Whether `text` is all of the line.
  let isWhole: Bool

  /// How wide a line may be, in cells of a terminal: a text in one line of 36,000 bytes would otherwise
  /// be shown whole with each of its eight thousand slips.
  private static let most = 160

  /// The line with that number; nil where the text has no such line.
  init?(_ number: Int, column: Int, in bytes: [UInt8]) {
    var start = bytes.startIndex
    for _ in 1..<max(1, number) {
      guard let feed = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      start = feed + 1
    }
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
    var line = bytes[start..<end]
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    self.init(line, column: column)
  }

  init(_ line: ArraySlice<UInt8>, column: Int) {
    // A cell takes one byte at least, and four at the most.
    if line.count <= Self.most || line.count <= 4 * Self.most && Self.width(line) <= Self.most {
      self.init(text: String(decoding: line, as: UTF8.self), column: column, isWhole: true)
      return
    }
    var place = line.startIndex
    for _ in 1..<max(1, column) where place < line.endIndex { place = Self.end(after: place, line) }
    var (start, room) = (place, Self.most / 2)
    while start > line.startIndex {
      let before = Self.start(before: start, line)
      room -= Self.width(line[before..<start])
      if room < 0 { break }
      start = before
    }
    var end = place
    room = Self.most / 2
    while end < line.endIndex {
      let after = Self.end(after: end, line)
      room -= Self.width(line[end..<after])
      if room < 0 { break }
      end = after
    }
    let before =
      (start > line.startIndex ? "…" : "") + String(decoding: line[start..<place], as: UTF8.self)
    let after =
      String(decoding: line[place..<end], as: UTF8.self) + (end < line.endIndex ? "…" : "")
    self.init(
      text: before + after, column: before.unicodeScalars.count + 1, isWhole: false)
  }

  private init(text: String, column: Int, isWhole: Bool) {
    self.text = text
    self.column = column
    self.isWhole = isWhole
  }

  /// What stands before the place.
  var before: String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(max(0, column - 1))))
  }

  /// Blanks as wide as the text before the place, then `^`: Han and other wide characters take two
  /// cells of a terminal, so one blank a character would point beside the place.
  var caret: String {
    var blanks = ""
    for scalar in before.unicodeScalars {
      blanks += scalar == "\t" ? "\t" : Self.isWide(scalar) ? "  " : " "
    }
    return blanks + "^"
  }

  private static func width(_ bytes: ArraySlice<UInt8>) -> Int {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.reduce(0) { $0 + (isWide($1) ? 2 : 1) }
  }

  /// Where the character ends that begins at a place; bytes that are no UTF-8 count one by one.
  private static func end(after place: Int, _ line: ArraySlice<UInt8>) -> Int {
    let limit = min(place + 4, line.endIndex)
    var end = place + 1
    while end < limit, line[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }

  private static func start(before place: Int, _ line: ArraySlice<UInt8>) -> Int {
    let limit = max(place - 4, line.startIndex)
    var start = place - 1
    while start > limit, line[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
