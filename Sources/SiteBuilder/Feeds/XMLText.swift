/// XML written element by element.
struct XMLText {
  private(set) var bytes: [UInt8] = Array("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".utf8)

  /// Markup, as it is.
  mutating func markup(_ text: String) { bytes += text.utf8 }

  /// `<name>text</name>` on a line of its own.
  mutating func element(_ name: String, _ text: String, attributes: String = "") {
    open(name, attributes)
    escape(text.utf8)
    close(name)
  }

  /// The same with text in UTF-8.
  mutating func element(_ name: String, _ text: [UInt8], attributes: String = "") {
    open(name, attributes)
    escape(text)
    close(name)
  }

  private mutating func open(_ name: String, _ attributes: String) {
    bytes.append(UInt8(ascii: "<"))
    bytes += name.utf8
    if !attributes.isEmpty {
      bytes.append(UInt8(ascii: " "))
      bytes += attributes.utf8
    }
    bytes.append(UInt8(ascii: ">"))
  }

  private mutating func close(_ name: String) {
    bytes += "</".utf8
    bytes += name.utf8
    bytes += ">\n".utf8
  }

  /// Text escaped for XML, without the characters that XML 1.0 cannot hold: control characters, U+FFFE
  /// and U+FFFF.
  private mutating func escape(_ text: some Sequence<UInt8>) {
    var noncharacter = NoncharacterScan()
    for byte in text {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "\""): bytes += "&quot;".utf8
      case UInt8(ascii: "'"): bytes += "&#39;".utf8
      case 0x09, 0x0A, 0x0D, 0x20...: bytes.append(byte)
      default: break
      }
      if noncharacter.ends(with: byte) { bytes.removeLast(3) }
    }
  }

  /// A text for an attribute's value.
  static func attribute(_ text: String) -> String {
    var xml = XMLText()
    xml.bytes = []
    xml.escape(text.utf8)
    return String(decoding: xml.bytes, as: UTF8.self)
  }
}

/// Finds U+FFFE and U+FFFF, which XML 1.0 cannot hold, in UTF-8 that is read byte by byte: EF BF BE and
/// EF BF BF.
struct NoncharacterScan {
  private var last: UInt32 = 0

  /// Takes the next byte; whether it is the third of such a character.
  mutating func ends(with byte: UInt8) -> Bool {
    last = (last << 8 | UInt32(byte)) & 0xFF_FFFF
    return last == 0xEF_BFBE || last == 0xEF_BFBF
  }
}
