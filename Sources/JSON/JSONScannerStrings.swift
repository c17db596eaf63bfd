extension JSONScanner {
  /// Reads a string and checks it: the range between its quotes, and whether it holds escapes.
  mutating func quoted() throws(JSONError) -> (Range<Int>, escaped: Bool) {
    skipSpace()
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else {
      throw failure("a string is expected")
    }
    let content = try stringContent()
    needsComma = true
    return content
  }

  /// Like `quoted`, with the opening quote known to be there.
  mutating func stringContent() throws(JSONError) -> (Range<Int>, escaped: Bool) {
    let start = offset + 1
    var index = start
    var escaped = false
    var seen: UInt64 = 0
    while index < bytes.count {
      // Eight bytes at a time, up to the first that ends the string, escapes or must be escaped.
      if index + 8 <= bytes.count {
        let word = UInt64(
          littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(
            fromByteOffset: index, as: UInt64.self))
        let plain = word.plainBytes
        seen |= plain == 8 ? word : word & (1 << UInt64(plain * 8) - 1)
        index += plain
        if plain == 8 { continue }
      }
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        if seen & UInt64.highBits != 0, let invalid = firstInvalidUTF8(in: start..<index) {
          throw failure("a string is not valid UTF-8", at: invalid)
        }
        offset = index + 1
        return (start..<index, escaped)
      }
      guard byte >= 0x20 else {
        throw failure("a control character in a string must be escaped", at: index)
      }
      if byte == UInt8(ascii: "\\") {
        escaped = true
        index = try checkEscape(at: index)
      } else {
        seen |= UInt64(byte)
        index += 1
      }
    }
    throw failure("a string does not end", at: offset)
  }

  /// The text of a range that `stringContent` has checked.
  func text(of range: Range<Int>, escaped: Bool) throws(JSONError) -> String {
    let content = UnsafeBufferPointer(rebasing: bytes[range])
    guard escaped else { return String(decoding: content, as: UTF8.self) }
    var decoded: [UInt8] = []
    decoded.reserveCapacity(content.count)
    var index = range.lowerBound
    while index < range.upperBound {
      guard bytes[index] == UInt8(ascii: "\\") else {
        decoded.append(bytes[index])
        index += 1
        continue
      }
      let scalar = try escapedScalar(at: index)
      decoded.append(contentsOf: String(Character(scalar.value)).utf8)
      index = scalar.end
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  private func checkEscape(at index: Int) throws(JSONError) -> Int {
    guard index + 1 < bytes.count else { throw failure("a string does not end", at: index) }
    return try escapedScalar(at: index).end
  }

  /// The scalar that the escape at `index` stands for, and the byte behind it.
  private func escapedScalar(
    at index: Int
  ) throws(JSONError) -> (value: Unicode.Scalar, end: Int) {
    switch bytes[index + 1] {
    case UInt8(ascii: "\""): return ("\"", index + 2)
    case UInt8(ascii: "\\"): return ("\\", index + 2)
    case UInt8(ascii: "/"): return ("/", index + 2)
    case UInt8(ascii: "b"): return ("\u{8}", index + 2)
    case UInt8(ascii: "f"): return ("\u{C}", index + 2)
    case UInt8(ascii: "n"): return ("\n", index + 2)
    case UInt8(ascii: "r"): return ("\r", index + 2)
    case UInt8(ascii: "t"): return ("\t", index + 2)
    case UInt8(ascii: "u"): return try unicodeEscape(at: index)
    default: throw failure("no such escape", at: index)
    }
  }

  private func unicodeEscape(
    at index: Int
  ) throws(JSONError) -> (value: Unicode.Scalar, end: Int) {
    let unit = try hexadecimal(at: index + 2)
    if let scalar = Unicode.Scalar(unit) { return (scalar, index + 6) }
    guard unit < 0xDC00, index + 7 < bytes.count, bytes[index + 6] == UInt8(ascii: "\\"),
      bytes[index + 7] == UInt8(ascii: "u")
    else { throw failure("half of a surrogate pair", at: index) }
    let low = try hexadecimal(at: index + 8)
    guard (0xDC00...0xDFFF).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    else { throw failure("half of a surrogate pair", at: index) }
    return (scalar, index + 12)
  }

  private func hexadecimal(at index: Int) throws(JSONError) -> UInt32 {
    guard index + 4 <= bytes.count else {
      throw failure("four hexadecimal digits are expected", at: index)
    }
    var value: UInt32 = 0
    for byte in bytes[index..<index + 4] {
      guard let digit = hexadecimalValue(byte) else {
        throw failure("four hexadecimal digits are expected", at: index)
      }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  /// The first byte that breaks UTF-8 (RFC 3629): overlong forms, surrogates and values beyond
  /// U+10FFFF included.
  private func firstInvalidUTF8(in range: Range<Int>) -> Int? {
    var index = range.lowerBound
    while index < range.upperBound {
      let lead = bytes[index]
      let (length, second): (Int, ClosedRange<UInt8>)
      switch lead {
      case 0x00...0x7F: (length, second) = (1, 0x80...0xBF)
      case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
      case 0xE0: (length, second) = (3, 0xA0...0xBF)
      case 0xED: (length, second) = (3, 0x80...0x9F)
      case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
      case 0xF0: (length, second) = (4, 0x90...0xBF)
      case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
      case 0xF4: (length, second) = (4, 0x80...0x8F)
      default: return index
      }
      guard index + length <= range.upperBound else { return index }
      if length > 1, !second.contains(bytes[index + 1]) { return index }
      for position in (index + 1)..<(index + length) where bytes[position] & 0xC0 != 0x80 {
        return index
      }
      index += length
    }
    return nil
  }
}

extension UInt64 {
  fileprivate static let highBits: UInt64 = 0x8080_8080_8080_8080
  private static let lowBits: UInt64 = 0x0101_0101_0101_0101

  /// How many of the eight bytes, from the lowest, come before the first `"`, `\` or control character.
  /// The tests for a zero byte and for a byte below a bound are those of S. E. Anderson, "Bit Twiddling
  /// Hacks": the lowest byte that they find is always one.
  fileprivate var plainBytes: Int {
    let quote = self ^ UInt64.lowBits &* 0x22
    let backslash = self ^ UInt64.lowBits &* 0x5C
    let found =
      (quote &- UInt64.lowBits) & ~quote
      | (backslash &- UInt64.lowBits) & ~backslash
      | (self &- UInt64.lowBits &* 0x20) & ~self
    return (found & UInt64.highBits).trailingZeroBitCount >> 3
  }
}

/// The value of a hexadecimal digit of either case.
func hexadecimalValue(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - 48
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - 87
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - 55
  default: nil
  }
}
