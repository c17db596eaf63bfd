/// How the texts are read: the marks of Markdown that there are, and what becomes of raw HTML.
public struct MarkdownSettings: Sendable, Hashable {
  /// What becomes of raw HTML in an editor's text.
  public enum RawHTML: String, Sendable, CaseIterable {
    /// It stands on the page as it was written.
    case kept
    /// Only what is harmless stays.
    case sanitized
    /// None of it stays.
    case removed
  }

  /// What becomes of raw HTML.
  public internal(set) var rawHTML: RawHTML
  /// The marks that are switched off, by the names of ``extensionNames``.
  public internal(set) var disabled: Set<String>

  /// Every mark beyond CommonMark that can be switched off, by its key under `markdown`.
  public static let extensionNames = KeyTable.markdown.names(of: .flag)

  /// Every mark, and raw HTML kept.
  static let standard = MarkdownSettings(rawHTML: .kept, disabled: [])
}

/// How the house sets its texts, for the lint.
public struct TypographySettings: Sendable, Hashable {
  /// The rules that are switched off, by the codes of ``ruleNames``.
  public internal(set) var disabled: Set<String>

  /// Every rule that can be switched off, by its key under `typography`.
  public static let ruleNames = KeyTable.typography.names(of: .flag)

  /// Every rule.
  static let standard = TypographySettings(disabled: [])
}

extension KeyTable {
  fileprivate func names(of kind: Key.Kind) -> [String] {
    keys.filter { $0.kind == kind }.map(\.name)
  }
}
