extension ByteSink where Self: ~Copyable {
  /// Appends text with `& < > "` escaped and sentinels taken out.
  mutating func append(escaped text: Bytes) {
    let special = ByteSet.escaped
    var flushed = 0
    var index = 0
    let count = text.count
    while true {
      index = text.index(from: index, of: special)
      guard index < count else { break }
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "&"):
        append(text, flushed..<index)
        append("&amp;")
      case UInt8(ascii: "<"):
        append(text, flushed..<index)
        append("&lt;")
      case UInt8(ascii: ">"):
        append(text, flushed..<index)
        append("&gt;")
      case UInt8(ascii: "\""):
        append(text, flushed..<index)
        append("&quot;")
      case 0xEF, 0xF0:
        // Most full-width punctuation begins with EF too: only EF B7 may be a sentinel.
        let length =
          byte == 0xF0 || (index + 1 < count && text[index + 1] == Sentinel.second)
          ? Sentinel.length(text, at: index) : 0
        if length == 0 {
          index += 1
          continue
        }
        append(text, flushed..<index)
        append(restored: text, at: index)
        index += length
        flushed = index
        continue
      default:
        index += 1
        continue
      }
      index += 1
      flushed = index
    }
    append(text, flushed..<count)
  }

  /// Appends a text of the renderer's own making, escaped.
  mutating func append(escaped text: String) {
    var text = text
    text.withUTF8 { append(escaped: $0) }
  }

  /// Appends an address for an attribute: what may not stand in a URI percent-encoded, `&` and `'`
  /// as entities.
  mutating func append(address text: Bytes) {
    var flushed = 0
    for index in 0..<text.count {
      let byte = text[index]
      if AddressBytes.isPlain(byte) { continue }
      append(text, flushed..<index)
      flushed = index + 1
      switch byte {
      case UInt8(ascii: "&"): append("&amp;")
      case UInt8(ascii: "'"): append("&#x27;")
      default:
        append(UInt8(ascii: "%"))
        append(hexadecimal: byte >> 4)
        append(hexadecimal: byte & 15)
      }
    }
    append(text, flushed..<text.count)
  }

  /// Appends an address held in a string.
  mutating func append(address text: String) {
    var text = text
    text.withUTF8 { append(address: $0) }
  }

  private mutating func append(hexadecimal digit: UInt8) {
    append(digit < 10 ? 0x30 + digit : 0x41 + digit - 10)
  }
}

/// The bytes that may stand in an address as they are.
private enum AddressBytes {
  /// From `!` to `?`, without `"`, `&`, `'`, `<` and `>`.
  private static let low: UInt64 = 0xAFFF_FF3A_0000_0000
  /// From `@` to `~`, without brackets, braces, `\`, `^`, the grave accent and `|`.
  private static let high: UInt64 = 0x47FF_FFFE_87FF_FFFF

  @inline(__always)
  static func isPlain(_ byte: UInt8) -> Bool {
    byte < 128 && (byte < 64 ? low : high) >> UInt64(byte & 63) & 1 == 1
  }
}

extension String {
  /// The text without sentinels.
  init(stripping text: Bytes) {
    var index = 0
    while index < text.count, Sentinel.length(text, at: index) == 0 { index += 1 }
    if index == text.count {
      self.init(decoding: text, as: UTF8.self)
      return
    }
    var bytes: [UInt8] = []
    bytes.append(stripped: text)
    self.init(decoding: bytes, as: UTF8.self)
  }
}
