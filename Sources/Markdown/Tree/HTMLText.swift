extension ByteSink where Self: ~Copyable {
  /// Appends text with `& < > "` escaped and sentinels taken out.
  mutating func append(escaped text: Bytes) {
    var flushed = 0
    var index = 0
    let count = text.count
    while true {
      index = text.escape(from: index)
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

  /// Appends text with `& < > "` escaped. What looks like a sentinel in it is the author's: a
  /// string has been freed of ours.
  mutating func append(escaped text: String) {
    var text = text
    text.withUTF8 { append(escapedAsIs: $0) }
  }

  /// Appends text that was freed of sentinels, `& < > "` escaped.
  mutating func append(escapedAsIs text: Bytes) {
    var flushed = 0
    while true {
      let index = text.special(from: flushed)
      append(text, flushed..<index)
      guard index < text.count else { return }
      flushed = index + 1
      switch text[index] {
      case UInt8(ascii: "&"): append("&amp;")
      case UInt8(ascii: "<"): append("&lt;")
      case UInt8(ascii: ">"): append("&gt;")
      default: append("&quot;")
      }
    }
  }

  /// Appends an address for an attribute: what may not stand in a URI percent-encoded, `&` and `'`
  /// as entities.
  mutating func append(address text: Bytes) {
    var flushed = 0
    while true {
      let index = text.encoded(from: flushed)
      append(text, flushed..<index)
      guard index < text.count else { return }
      flushed = index + 1
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "&"): append("&amp;")
      case UInt8(ascii: "'"): append("&#x27;")
      default:
        append(UInt8(ascii: "%"))
        append(hexadecimal: byte >> 4)
        append(hexadecimal: byte & 15)
      }
    }
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

extension String {
  /// The text without sentinels.
  init(stripping text: Bytes) {
    if text.sentinel(from: 0) == text.count {
      self.init(decoding: text, as: UTF8.self)
      return
    }
    var bytes: [UInt8] = []
    bytes.append(stripped: text)
    self.init(decoding: bytes, as: UTF8.self)
  }
}
