/// The code on a voucher 礼券: twelve letters and digits that nobody takes for each other, the last of
/// them a check, shown as `K7MQ-2F9X-3ABC`.
///
/// Eleven are drawn at random, 55 bits. The check is Damm's over the field of 32 elements: it catches
/// every single wrong sign and every exchange of two neighbours.
public struct VoucherCode: Hashable, Sendable, CustomStringConvertible {
  /// The twelve signs without strokes.
  public let text: String

  // Crockford's base 32: no I, L, O and U.
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
  private static let randomCount = 11

  /// The code of random bytes; of each the lowest five bits count.
  ///
  /// - Parameter random: at least eleven bytes, the first of which are used.
  public init(random: [UInt8]) {
    precondition(random.count >= Self.randomCount, "a code needs eleven random bytes")
    var digits = random.prefix(Self.randomCount).map { $0 & 31 }
    digits.append(Self.check(of: digits))
    text = String(decoding: digits.map { Self.alphabet[Int($0)] }, as: UTF8.self)
  }

  /// Reads a code as people type it: small letters, with strokes and spaces or without, O for 0, I and
  /// L for 1. Nil where there are not twelve signs or the check is wrong.
  public init?(_ text: some StringProtocol) {
    var digits: [UInt8] = []
    for byte in text.utf8 where byte != UInt8(ascii: "-") && byte != UInt8(ascii: " ") {
      guard let digit = Self.digit(byte), digits.count <= Self.randomCount else { return nil }
      digits.append(digit)
    }
    guard digits.count == Self.randomCount + 1,
      Self.check(of: digits.dropLast()) == digits[Self.randomCount]
    else { return nil }
    self.text = String(decoding: digits.map { Self.alphabet[Int($0)] }, as: UTF8.self)
  }

  /// Three groups of four, as people read it.
  public var description: String {
    "\(text.prefix(4))-\(text.dropFirst(4).prefix(4))-\(text.suffix(4))"
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    let capital = (0x61...0x7A).contains(byte) ? byte - 0x20 : byte
    switch capital {
    case UInt8(ascii: "O"): return 0
    case UInt8(ascii: "I"), UInt8(ascii: "L"): return 1
    default: return alphabet.firstIndex(of: capital).map { UInt8($0) }
    }
  }

  /// What brings the interim back to 0: after each sign it is added (exclusive or) and doubled in the
  /// field with the polynomial x⁵ + x² + 1.
  private static func check(of digits: some Sequence<UInt8>) -> UInt8 {
    digits.reduce(0) { interim, digit in
      let sum = (interim ^ digit) << 1
      return sum & 32 == 0 ? sum : sum ^ 0b10_0101
    }
  }
}

/// What a voucher's code is made of, together with the store's secret: it stands in the journal, and
/// says nothing to whoever has the journal alone.
public struct VoucherSeed: Hashable, Sendable {
  /// The number.
  public let value: UInt64

  /// - Parameter value: any number.
  public init(_ value: UInt64) {
    self.value = value
  }

  /// Reads what `hex` writes, and nothing else.
  public init?(hex: some StringProtocol) {
    guard hex.utf8.count == 16, let value = UInt64(hex, radix: 16) else { return nil }
    self.value = value
    guard self.hex == hex else { return nil }
  }

  /// Sixteen hexadecimal digits, lower case.
  public var hex: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
