/// A member's number: twelve digits, the last of them a check digit, shown as `0276 0318 8429`.
///
/// The first eleven are the member's ordinal, sent through a fixed permutation of the numbers below
/// 10¹¹ (two affine steps with the digits rotated between them). So numbers are unique without a
/// table, ordinal and number convert into each other by arithmetic, and a card does not tell at a
/// glance how many members there are. The permutation is no secret and protects nothing.
///
/// The check digit is Damm's (H. M. Damm, 2004): it catches every single wrong digit and every
/// exchange of two neighbours.
public struct MemberNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
  private let value: UInt64
  /// The member's place in the order of joining, from 0. A number that nobody has gives an ordinal
  /// beyond the last member's.
  public let ordinal: Int

  /// The number of the member with this ordinal.
  ///
  /// - Parameter ordinal: 0 for the club's first member; below 10¹¹.
  public init(ordinal: Int) {
    precondition(ordinal >= 0 && UInt64(ordinal) < MemberNumber.modulus, "ordinal out of range")
    let body = MemberNumber.permute(UInt64(ordinal))
    value = body * 10 + MemberNumber.checkDigit(of: body)
    self.ordinal = ordinal
  }

  /// Reads a number as people type it: half-width or full-width digits, with or without spaces and
  /// hyphens. Nil where there are not twelve digits or the check digit is wrong.
  public init?(_ text: some StringProtocol) {
    var value: UInt64 = 0
    var count = 0
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x30...0x39: value = value &* 10 &+ UInt64(scalar.value - 0x30)
      case 0xFF10...0xFF19: value = value &* 10 &+ UInt64(scalar.value - 0xFF10)
      case 0x20, 0x2D, 0x3000, 0xA0: continue
      default: return nil
      }
      count += 1
      guard count <= 12 else { return nil }
    }
    guard count == 12, MemberNumber.checkDigit(of: value / 10) == value % 10 else { return nil }
    self.value = value
    ordinal = Int(MemberNumber.restore(value / 10))
  }

  /// Reads the twelve digits that `digits` writes, and nothing else.
  package init?(digits: UnsafeBufferPointer<UInt8>) {
    guard digits.count == 12 else { return nil }
    var value: UInt64 = 0
    var interim = 0
    for byte in digits {
      let digit = Int(byte) - 0x30
      guard (0...9).contains(digit) else { return nil }
      value = value &* 10 &+ UInt64(digit)
      interim = Int(MemberNumber.quasigroup[interim * 10 + digit])
    }
    // The check digit brings the quasigroup back to 0.
    guard interim == 0 else { return nil }
    self.value = value
    ordinal = Int(MemberNumber.restore(value / 10))
  }

  /// Twelve digits: `027603188429`, as the journal and the API write it.
  public var digits: String {
    var rest = value
    return String(unsafeUninitializedCapacity: 12) { text in
      for place in (0..<12).reversed() {
        text[place] = UInt8(truncatingIfNeeded: 48 + rest % 10)
        rest /= 10
      }
      return 12
    }
  }

  /// Three groups of four: `0276 0318 8429`, as people read it.
  public var description: String {
    var digits = digits
    return digits.withUTF8 { digits in
      String(unsafeUninitializedCapacity: 14) { text in
        for (place, digit) in digits.enumerated() { text[place + place / 4] = digit }
        text[4] = UInt8(ascii: " ")
        text[9] = UInt8(ascii: " ")
        return 14
      }
    }
  }

  /// Orders by the digits, which says nothing about who joined first.
  public static func < (lhs: MemberNumber, rhs: MemberNumber) -> Bool { lhs.value < rhs.value }
}

extension MemberNumber {
  private static let modulus: UInt64 = 100_000_000_000
  // Both multipliers end in 9, so they are prime to the modulus and each step can be undone.
  private static let steps: [(multiplier: UInt64, inverse: UInt64, addend: UInt64)] = [
    (61_803_398_879, 36_596_114_719, 14_142_135_623),
    (27_182_818_289, 59_766_158_609, 17_320_508_075),
  ]

  private static func permute(_ ordinal: UInt64) -> UInt64 {
    let first = advance(ordinal, steps[0])
    // The low five digits, which the first step has mixed best, go to the front.
    let rotated = first % 100_000 * 1_000_000 + first / 100_000
    return advance(rotated, steps[1])
  }

  private static func restore(_ body: UInt64) -> UInt64 {
    let rotated = retreat(body, steps[1])
    let first = rotated % 1_000_000 * 100_000 + rotated / 1_000_000
    return retreat(first, steps[0])
  }

  private static func advance(
    _ value: UInt64, _ step: (multiplier: UInt64, inverse: UInt64, addend: UInt64)
  ) -> UInt64 {
    (product(value, step.multiplier) + step.addend) % modulus
  }

  private static func retreat(
    _ value: UInt64, _ step: (multiplier: UInt64, inverse: UInt64, addend: UInt64)
  ) -> UInt64 {
    product((value + modulus - step.addend) % modulus, step.inverse)
  }

  private static func product(_ left: UInt64, _ right: UInt64) -> UInt64 {
    modulus.dividingFullWidth(left.multipliedFullWidth(by: right)).remainder
  }

  private static func checkDigit(of body: UInt64) -> UInt64 {
    var interim = 0
    var divisor = modulus / 10
    while divisor > 0 {
      interim = Int(quasigroup[interim * 10 + Int(body / divisor % 10)])
      divisor /= 10
    }
    return UInt64(interim)
  }

  // Damm's totally anti-symmetric quasigroup of order 10, row by row.
  private static let quasigroup: [UInt8] = [
    0, 3, 1, 7, 5, 9, 8, 6, 4, 2,
    7, 0, 9, 2, 1, 5, 4, 8, 6, 3,
    4, 2, 0, 6, 8, 7, 1, 3, 5, 9,
    1, 7, 5, 0, 9, 8, 3, 4, 2, 6,
    6, 1, 2, 3, 0, 4, 5, 9, 7, 8,
    3, 6, 7, 4, 2, 0, 9, 5, 8, 1,
    5, 8, 6, 9, 7, 2, 0, 1, 3, 4,
    8, 9, 4, 5, 3, 6, 2, 0, 1, 7,
    9, 4, 3, 8, 6, 1, 7, 2, 0, 5,
    2, 5, 8, 1, 4, 3, 6, 7, 9, 0,
  ]
}
