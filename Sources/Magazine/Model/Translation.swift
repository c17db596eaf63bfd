/// A text that somebody has written in Traditional Chinese, for the second edition of the page of
/// another file: `rain.hant.md` beside `rain.md`.
public struct Translation: Sendable {
  /// Where it comes from.
  public internal(set) var source: Source
  /// The title in Traditional characters; nil where the one of the page is converted.
  public internal(set) var title: String?
  /// The second line under the title.
  public internal(set) var subtitle: String?
  /// The summary.
  public internal(set) var summary: String?
  /// Whether its first heading is its title.
  public internal(set) var hasTitleInText: Bool
  /// Whether it is for members alone, as the text is that it stands for.
  public internal(set) var isForMembers = false
  /// Whether a member sent the text in that it stands for.
  public internal(set) var isContribution = false
  /// What it stands for, and in what: every text that both editions write by hand.
  public internal(set) var pairs: [Pair] = []

  /// A text in both scripts.
  public struct Pair: Sendable, Hashable {
    /// As the Simplified edition has it.
    public let simplified: String
    /// As the Traditional edition has it.
    public let traditional: String
  }

  /// The part of a file's name before its extension that makes it such a text.
  static let mark = ".hant"
}

/// Such a text, with the file that it stands for still a path without its extension.
struct TranslationDraft: Sendable {
  var translation: Translation
  var stem: String
}
