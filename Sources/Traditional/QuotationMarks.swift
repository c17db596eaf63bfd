/// Makes the quotation marks of Simplified texts, “ ” and ‘ ’, those of Traditional ones, 「 」 and 『 』.
///
/// A mark has three bytes in UTF-8 before and after, so whatever stands in a text stays where it is. A ’
/// between letters (it’s) is an apostrophe and stays, and so is one beside a letter without a ‘ before it.
public enum QuotationMarks {
  /// A text with its marks made others; one without any Chinese character stays as it is.
  ///
  /// - Parameter text: UTF-8.
  /// - Returns: as many bytes.
  public static func converted(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(0xE2), isChinese(text) else { return text }
    var text = text
    convert(&text)
    return text
  }

  /// Whether any character may be Chinese: in UTF-8 those begin with E3 or more.
  public static func isChinese(_ text: [UInt8]) -> Bool { text.contains { $0 >= 0xE3 } }

  /// Makes the marks of a text others, whatever else is in it.
  public static func convert(_ text: inout [UInt8]) {
    // Where a ‘ stands that has no ’ yet.
    var open: [Int] = []
    var place = 0
    while let next = text[place...].firstIndex(of: 0xE2), next + 2 < text.count {
      place = next + 1
      guard text[next + 1] == 0x80 else { continue }
      switch text[next + 2] {
      case 0x98:
        open.append(next)
        if !isLetter(behind: next, in: text) { put(0x8E, at: next, in: &text) }
      case 0x99:
        let letters = [isLetter(before: next, in: text), isLetter(behind: next, in: text)]
        if !letters.contains(false) { break }
        if let start = open.popLast() {
          put(0x8E, at: start, in: &text)
        } else if letters.contains(true) {
          break
        }
        put(0x8F, at: next, in: &text)
      case 0x9C: put(0x8C, at: next, in: &text)
      case 0x9D: put(0x8D, at: next, in: &text)
      default: break
      }
    }
  }

  private static func put(_ last: UInt8, at place: Int, in text: inout [UInt8]) {
    text[place] = 0xE3
    text[place + 1] = 0x80
    text[place + 2] = last
  }

  private static func isLetter(before mark: Int, in text: [UInt8]) -> Bool {
    guard mark > 0 else { return false }
    let isTwoBytes = mark > 1 && text[mark - 1] & 0xC0 == 0x80
    return isLetter(text[isTwoBytes ? mark - 2 : mark - 1])
  }

  private static func isLetter(behind mark: Int, in text: [UInt8]) -> Bool {
    mark + 3 < text.count && isLetter(text[mark + 3])
  }

  /// Whether a byte is or begins a Latin letter, with an accent or without, or is a digit.
  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
      || (0xC3...0xC9).contains(byte)
  }
}
