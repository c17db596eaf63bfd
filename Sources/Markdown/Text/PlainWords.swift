/// Words that stand on the page as they are written: a container's title, a picture's caption.
enum PlainWords {
  /// The first inline mark that an author seems to expect an effect of; nil where there is none.
  static func mark(in text: String) -> String? {
    var text = text
    return text.withUTF8 { mark(in: Bytes(rebasing: $0.prefix(longest))) }
  }

  /// Every mark is compared with all that follows, so only so many bytes are looked at.
  private static let longest = 600

  private static func mark(in text: Bytes) -> String? {
    var index = 0
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "*"), UInt8(ascii: "`"), UInt8(ascii: "~"):
        let end = text[index...].firstIndex { $0 != text[index] } ?? text.count
        let run = Bytes(rebasing: text[index..<end])
        // One star or tilde is a number's: 3*4, 3~4.
        let isMark = run[0] != UInt8(ascii: "~") || run.count > 1
        if isMark, end < text.count, text[end] != 0x20, closes(run, in: text, from: end) {
          return String(decoding: run, as: UTF8.self)
        }
        index = end
      case UInt8(ascii: "["):
        if follows("](", in: text, from: index) { return "[…](…)" }
        if text.matches("[^", at: index), follows("]", in: text, from: index + 2) { return "[^…]" }
        index += 1
      case UInt8(ascii: "{"):
        if follows("|", in: text, from: index), follows("}", in: text, from: index) {
          return "{…|…}"
        }
        index += 1
      default:
        index += 1
      }
    }
    return nil
  }

  /// Whether the same run stands again behind something that is no space.
  private static func closes(_ run: Bytes, in text: Bytes, from start: Int) -> Bool {
    guard text.count - start > run.count else { return false }
    return (start + 1...text.count - run.count).contains { index in
      text[index - 1] != 0x20 && text[index..<index + run.count].elementsEqual(run)
    }
  }

  private static func follows(_ mark: StaticString, in text: Bytes, from start: Int) -> Bool {
    (start..<text.count).contains { text.matches(mark, at: $0) }
  }
}
