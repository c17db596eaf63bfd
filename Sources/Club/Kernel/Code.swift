/// A short public name made by editors: an event's slug, a point rule's code, a consent's version.
///
/// 1–80 ASCII letters, digits, `-`, `_` and `.`, beginning with a letter or a digit. Codes stand in
/// the journal, so they never hold anything personal.
public struct Code: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The code itself.
  public let text: String

  /// The code, or nil where `text` breaks the rule above.
  public init?(_ text: some StringProtocol) {
    self.init(String(text))
  }

  /// The same for a plain string, of which a journal has millions.
  public init?(_ text: String) {
    guard Code.isWellFormed(text, limit: 80, extra: "-_.") else { return nil }
    self.text = text
  }

  init(literal: StaticString) {
    text = "\(literal)"
  }

  /// The code itself.
  public var description: String { text }

  /// Orders by bytes.
  public static func < (lhs: Code, rhs: Code) -> Bool { lhs.text < rhs.text }

  static func isWellFormed(_ text: String, limit: Int, extra: StaticString) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard let first = bytes.first, bytes.count <= limit, isAlphanumeric(first) else {
        return false
      }
      for byte in bytes where !isAlphanumeric(byte) {
        guard extra.withUTF8Buffer({ $0.contains(byte) }) else { return false }
      }
      return true
    }
  }

  fileprivate static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}

/// What a posting refers to in another book: a receipt, a contract, an event.
///
/// 1–64 ASCII letters, digits and `-_.:/`, beginning with a letter or a digit. It stands in the
/// journal, which nothing can be erased from; a mainland mobile number, however it is grouped, is
/// therefore refused.
public struct Reference: Hashable, Sendable, CustomStringConvertible {
  /// The reference itself.
  public let text: String

  /// The reference, or nil where `text` breaks the rule above.
  public init?(_ text: some StringProtocol) {
    let text = String(text)
    guard Code.isWellFormed(text, limit: 64, extra: "-_.:/") else { return nil }
    let digits = Array(text.utf8)
    guard !Reference.holdsMobileNumber(digits),
      !Reference.holdsMobileNumber(digits.filter(Code.isAlphanumeric))
    else { return nil }
    self.text = text
  }

  /// Whether one of the runs of digits is, as a whole, a mainland mobile number: 1, 3–9 and nine
  /// more, with or without the country code. Dates and receipts are longer, shorter or begin
  /// otherwise.
  private static func holdsMobileNumber(_ bytes: [UInt8]) -> Bool {
    var start = 0
    for place in 0...bytes.count {
      if place < bytes.count, (0x30...0x39).contains(bytes[place]) { continue }
      if isMobileNumber(bytes[start..<place]) { return true }
      start = place + 1
    }
    return false
  }

  private static func isMobileNumber(_ digits: ArraySlice<UInt8>) -> Bool {
    let code = digits.count == 13 ? "86" : digits.count == 15 ? "0086" : ""
    guard digits.count == 11 + code.utf8.count, digits.starts(with: code.utf8) else { return false }
    let first = digits.startIndex + code.utf8.count
    return digits[first] == 0x31 && digits[first + 1] >= 0x33
  }

  /// The reference itself.
  public var description: String { text }
}
