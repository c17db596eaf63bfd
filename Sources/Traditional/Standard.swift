/// Which Traditional Chinese a text is converted to.
///
/// The names are those of OpenCC's own configurations.
public enum Standard: String, Sendable, CaseIterable {
  /// OpenCC's own standard, of no region.
  case openCC = "s2t"
  /// The characters of Taiwan.
  case taiwan = "s2tw"
  /// The characters and the words of Taiwan: 软件 becomes 軟體.
  case taiwanWords = "s2twp"
  /// The characters of Hong Kong.
  case hongKong = "s2hk"

  /// The dictionaries that follow one another after the one that tells Simplified words apart.
  var later: [String] {
    switch self {
    case .openCC: []
    case .taiwan: ["TWVariants.ocd2"]
    case .taiwanWords: ["TWPhrases.ocd2", "TWVariants.ocd2"]
    case .hongKong: ["HKVariants.ocd2"]
    }
  }

  /// OpenCC's dictionaries, which decide what comes out.
  static let dictionaries = [
    "STPhrases.ocd2", "STCharacters.ocd2", "TWPhrases.ocd2", "TWVariants.ocd2", "HKVariants.ocd2",
  ]
}
