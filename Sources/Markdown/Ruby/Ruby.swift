/// `{会刊|huì kān}`: characters, and how they are read.
enum Ruby {
  /// Where the ruby that opens at `start` ends, behind its `}`; nil when there is none.
  static func end(
    _ text: Bytes, at start: Int, end: Int, _ extensions: MarkdownExtensions
  ) -> Int? {
    guard extensions.contains(.ruby), start + 1 < end, text[start + 1] >= 0xE2,
      CharacterClass.isCJK(text.scalar(at: start + 1))
    else { return nil }
    var bars = 0
    for index in start + 1..<min(end, start + 400) {
      switch text[index] {
      case UInt8(ascii: "|"):
        bars += 1
      case UInt8(ascii: "}"):
        return bars > 0 && text[index - 1] != UInt8(ascii: "|") ? index + 1 : nil
      case UInt8(ascii: "{"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\\"):
        return nil
      default:
        break
      }
    }
    return nil
  }

  /// Where the characters end that the readings of a ruby mark belong to.
  static func baseEnd(_ text: Bytes, _ mark: Range<Int>) -> Int {
    text[mark].firstIndex(of: UInt8(ascii: "|")) ?? mark.upperBound
  }
}
