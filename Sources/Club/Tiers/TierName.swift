/// A tier as programs and as people know it.
public struct TierName: Hashable, Sendable {
  /// The tier's code.
  public let code: Code
  /// The tier's title.
  public let title: String

  /// - Parameters:
  ///   - code: the tier's code.
  ///   - title: the tier's title.
  public init(code: Code, title: String) {
    self.code = code
    self.title = title
  }
}

extension Club {
  /// What a tier that the terms speak of is called; its code where there is no such tier any more.
  func name(ofTier code: Code) -> TierName {
    TierName(
      code: code, title: terms.rules.tiers.first { $0.code == code }?.title ?? code.text)
  }
}
