/// The name of a person, as they write it.
public struct PersonName: Hashable, Sendable {
  /// 1–50 Unicode scalars, without white space around it.
  public let text: String

  /// The name, or nil where it is empty, longer than 50 scalars or holds control characters.
  public init?(_ text: some StringProtocol) {
    guard let text = FreeText.checked(text, limit: 50) else { return nil }
    self.text = text
  }
}

/// Why somebody of the staff did what they did, in their own words.
public struct Reason: Hashable, Sendable {
  /// 1–200 Unicode scalars, without white space around it.
  public let text: String

  /// A reason of the program's own.
  public init(literal: StaticString) { text = "\(literal)" }

  /// The reason, or nil where it is empty, longer than 200 scalars or holds control characters.
  public init?(_ text: some StringProtocol) {
    guard let text = FreeText.checked(text, limit: 200) else { return nil }
    self.text = text
  }
}

enum FreeText {
  static func checked(_ text: some StringProtocol, limit: Int) -> String? {
    let trimmed = HalfWidth.trimmed(String(text))
    guard !trimmed.isEmpty, trimmed.unicodeScalars.count <= limit,
      trimmed.unicodeScalars.allSatisfy(isVisible)
    else { return nil }
    return trimmed
  }

  /// Control characters break lines and terminals; direction overrides make text lie about itself.
  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: false
    default: true
    }
  }
}
