/// A short public name made by editors: an event's slug, a point rule's code, a consent's version.
///
/// 1–80 ASCII letters, digits, `-`, `_` and `.`, beginning with a letter or a digit. Codes stand in
/// the journal, so they never hold anything personal.
public struct Code: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The code itself.
  public let text: String

  /// The code, or nil where `text` breaks the rule above.
  public init?(_ text: some StringProtocol) {
    guard Code.isWellFormed(text.utf8, limit: 80, extra: "-_.") else { return nil }
    self.text = String(text)
  }

  init(literal: StaticString) {
    text = "\(literal)"
  }

  /// The code itself.
  public var description: String { text }

  /// Orders by bytes.
  public static func < (lhs: Code, rhs: Code) -> Bool { lhs.text < rhs.text }

  static func isWellFormed(
    _ bytes: some Collection<UInt8>, limit: Int, extra: StaticString
  ) -> Bool {
    guard let first = bytes.first, bytes.count <= limit, isAlphanumeric(first) else { return false }
    let others = extra.withUTF8Buffer { Array($0) }
    return bytes.allSatisfy { isAlphanumeric($0) || others.contains($0) }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}

/// What a posting refers to in another book: a receipt, a contract, an event.
///
/// 1–64 ASCII letters, digits and `-_.:/`, beginning with a letter or a digit. It stands in the
/// journal, which nothing can be erased from; a run of eleven digits, the length of a mobile number,
/// is therefore refused.
public struct Reference: Hashable, Sendable, CustomStringConvertible {
  /// The reference itself.
  public let text: String

  /// The reference, or nil where `text` breaks the rule above.
  public init?(_ text: some StringProtocol) {
    guard Code.isWellFormed(text.utf8, limit: 64, extra: "-_.:/") else { return nil }
    var run = 0
    for byte in text.utf8 {
      run = (0x30...0x39).contains(byte) ? run + 1 : 0
      if run >= 11 { return nil }
    }
    self.text = String(text)
  }

  /// The reference itself.
  public var description: String { text }
}
