/// The offending line of a diagnostic, and the caret under it.
enum SourceLine {
  /// The line with that number, without its line ending; nil where the text has no such line.
  static func text(ofLine number: Int, in bytes: [UInt8]) -> String? {
    var start = bytes.startIndex
    for _ in 1..<max(1, number) {
      guard let feed = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      start = feed + 1
    }
    var line = bytes[start...].prefix { $0 != UInt8(ascii: "\n") }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    return String(decoding: line, as: UTF8.self)
  }

  /// Blanks as wide as the text before `column`, then `^`: Han and other wide characters take two
  /// cells of a terminal, so one blank a character would point beside the place.
  static func caret(under column: Int, of line: String) -> String {
    var blanks = ""
    for scalar in line.unicodeScalars.prefix(max(0, column - 1)) {
      blanks += scalar == "\t" ? "\t" : isWide(scalar) ? "  " : " "
    }
    return blanks + "^"
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
