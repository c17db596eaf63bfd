/// The SHA-256 of a secret token. The token itself is known to its holder alone.
public struct TokenHash: Hashable, Sendable {
  // Plain words: a vector of four does not come back whole beside a typed error from Swift 6.3 on
  // x86-64.
  private let first: UInt64
  private let second: UInt64
  private let third: UInt64
  private let fourth: UInt64

  /// The hash, or nil where there are not exactly 32 bytes.
  ///
  /// An array and not any collection: every request is known by one, and a generic is not specialised for other
  /// modules.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    func word(at place: Int) -> UInt64 {
      bytes[place..<place + 8].reduce(0) { $0 << 8 | UInt64($1) }
    }
    first = word(at: 0)
    second = word(at: 8)
    third = word(at: 16)
    fourth = word(at: 24)
  }

  /// Reads 64 hexadecimal digits, lower case.
  public init?(hex: some StringProtocol) {
    let digits = Array(hex.utf8)
    guard digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    for offset in stride(from: 0, to: 64, by: 2) {
      guard let high = TokenHash.value(digits[offset]),
        let low = TokenHash.value(digits[offset + 1])
      else { return nil }
      bytes.append(high << 4 | low)
    }
    self.init(bytes)
  }

  /// The 32 bytes.
  public var bytes: [UInt8] {
    [first, second, third, fourth].flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - $0 * 8)) }
    }
  }

  /// 64 hexadecimal digits, lower case.
  public var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x61...0x66: digit - 0x61 + 10
    default: nil
    }
  }
}
