/// Characters that no text has: those below a space but tab and the ends of lines, and U+007F to
/// U+009F. They come by copying from other programs, are seen by nobody and reach the page, its
/// description and the feeds.
enum ControlCharacters {
  static func check(_ text: Bytes, _ report: inout LintReport) {
    var index = 0
    while index < text.count {
      let byte = text[index]
      // A NUL character is an error of the file's.
      let isLow =
        byte < 0x20 && ![0x00, 0x09, 0x0A, 0x0D].contains(byte) || byte == 0x7F
      let isHigh = byte == 0xC2 && index + 1 < text.count && text[index + 1] < 0xA0
      guard isLow || isHigh else {
        index += 1
        continue
      }
      let length = isHigh ? 2 : 1
      report.add(
        .controlCharacter, at: index..<index + length,
        "here stands a control character, \(name(text.scalar(at: index))), which nobody sees",
        remedy: "delete it; it came from another program")
      index += length
    }
  }

  private static func name(_ scalar: UInt32) -> String {
    let digits = String(scalar, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
