/// The parts of a URL.
enum Slug {
  /// Whether a text is lower-case letters, digits and single hyphens between them.
  static func isStrict(_ text: String) -> Bool {
    var previous = UInt8(ascii: "-")
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): break
      case UInt8(ascii: "-"): if previous == byte { return false }
      default: return false
      }
      previous = byte
    }
    return previous != UInt8(ascii: "-")
  }

  /// Whether a file name can stand in a URL as it is: ASCII letters, digits, `-`, `_` and `.`.
  static func isPlainFileName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { isPlain($0) }
  }

  /// The longest code in bytes.
  static let longestCode = 80

  /// Whether the club's register takes a text as a code: at most eighty bytes of a plain file name,
  /// beginning with a letter or a digit.
  static func isCode(_ text: String) -> Bool {
    guard let first = text.utf8.first, ![0x2D, 0x2E, 0x5F].contains(first) else { return false }
    return text.utf8.count <= longestCode && isPlainFileName(text)
  }

  /// A strict slug made of an ASCII text; nil where nothing of it can stand in one.
  static func suggestion(for text: String) -> String? {
    var slug: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        slug.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): slug.append(byte + 0x20)
      case 0x80...: return nil
      default: if let last = slug.last, last != UInt8(ascii: "-") { slug.append(UInt8(ascii: "-")) }
      }
    }
    while slug.last == UInt8(ascii: "-") { slug.removeLast() }
    return slug.isEmpty ? nil : String(decoding: slug, as: UTF8.self)
  }

  /// The text with ASCII capitals made small: URLs differ in more than case, because some disks and
  /// some servers do not tell capitals apart.
  static func lowercased(_ text: String) -> String {
    guard text.utf8.contains(where: { (0x41...0x5A).contains($0) }) else { return text }
    let bytes = text.utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    Key.isNameByte(byte) || byte == UInt8(ascii: ".")
  }
}
