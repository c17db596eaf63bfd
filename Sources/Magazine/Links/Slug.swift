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

  /// How many bytes a name may have on the disk.
  static let longest = 255

  /// Why a text cannot be the name of a page's folder; nil where it can.
  static func flaw(in slug: String) -> String? {
    switch slug {
    case "": return "nothing of it can stand in a URL"
    case ".", "..": return "its address would be that of another folder"
    default: break
    }
    let count = slug.utf8.count
    if count > longest {
      return "its name on the disk would have \(count) bytes, and may have \(longest)"
    }
    let isShown = slug.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0xFFFE, 0xFFFF: false
      default: true
      }
    }
    return isShown ? nil : "it holds a control character"
  }

  /// A text as a diagnostic quotes it: whole, unless it is as long as a page.
  static func shown(_ text: String) -> String {
    text.utf8.count <= 120 ? text : "\(text.prefix(30))…"
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
