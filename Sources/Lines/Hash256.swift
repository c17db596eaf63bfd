/// A SHA-256: of a record, by which the next one is chained to it, or of a value in the annex.
public struct Hash256: Hashable, Sendable, CustomStringConvertible {
  // Plain words: a vector of four does not come back whole beside a typed error from Swift 6.3 on
  // x86-64.
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  private var third: UInt64 = 0
  private var fourth: UInt64 = 0

  /// What the first record is chained to: 32 zero bytes.
  public static let zero = Hash256()

  private init() {}

  /// - Parameter bytes: exactly 32 bytes; anything else is a programmer's error.
  public init(_ bytes: UnsafeRawBufferPointer) {
    precondition(bytes.count == 32, "a SHA-256 has 32 bytes")
    func word(_ index: Int) -> UInt64 {
      UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
    }
    first = word(0)
    second = word(1)
    third = word(2)
    fourth = word(3)
  }

  /// Reads 64 lower-case hexadecimal digits; nil for anything else.
  package init?(hex digits: UnsafeBufferPointer<UInt8>) {
    guard digits.count == 64 else { return nil }
    var invalid: UInt8 = 0
    func word(_ index: Int) -> UInt64 {
      var word: UInt64 = 0
      for digit in digits[(index * 16)..<(index * 16 + 16)] {
        let value = Hexadecimal.values[Int(digit)]
        invalid |= value
        word = word << 4 | UInt64(value & 15)
      }
      return word
    }
    first = word(0)
    second = word(1)
    third = word(2)
    fourth = word(3)
    if invalid >= 16 { return nil }
  }

  /// Reads 64 lower-case hexadecimal digits; nil for anything else.
  package init?(hex text: String) {
    var text = text
    guard let hash = text.withUTF8({ Hash256(hex: $0) }) else { return nil }
    self = hash
  }

  private var words: InlineArray<4, UInt64> { [first, second, third, fourth] }

  /// The 32 bytes.
  public var bytes: [UInt8] {
    let words = words
    return (0..<32).map { UInt8(truncatingIfNeeded: words[$0 >> 3] >> UInt64(56 - ($0 & 7) * 8)) }
  }

  /// 64 lower-case hexadecimal digits.
  public var description: String {
    let words = words
    return String(unsafeUninitializedCapacity: 64) { buffer in
      for index in 0..<64 {
        let value = words[index >> 4] >> UInt64(60 - (index & 15) * 4) & 15
        buffer[index] = Hexadecimal.digit(UInt8(truncatingIfNeeded: value))
      }
      return 64
    }
  }
}

/// Computes a SHA-256 of the bytes; handed in, because the journal knows no cryptography.
public typealias HashFunction = @Sendable (UnsafeRawBufferPointer) -> Hash256

/// Lower-case hexadecimal digits, the only ones that the files know.
package enum Hexadecimal {
  /// The value of every byte as a digit; 255 for all that are none.
  static let values: [UInt8] = (0...255).map { value(UInt8($0)) ?? 255 }

  static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - 48
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - 87
    default: nil
    }
  }

  static func digit(_ value: UInt8) -> UInt8 { value < 10 ? value + 48 : value + 87 }

  package static func text(_ bytes: [UInt8]) -> String {
    String(unsafeUninitializedCapacity: bytes.count * 2) { buffer in
      for (index, byte) in bytes.enumerated() {
        buffer[index * 2] = digit(byte >> 4)
        buffer[index * 2 + 1] = digit(byte & 15)
      }
      return bytes.count * 2
    }
  }

  package static func bytes(_ digits: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 2)
    var place = 0
    while place < digits.count {
      let (high, low) = (values[Int(digits[place])], values[Int(digits[place + 1])])
      guard high < 16, low < 16 else { return nil }
      bytes.append(high << 4 | low)
      place += 2
    }
    return bytes
  }
}
