/// A key that an editor may write: its name, what it takes, and what it is for.
///
/// The tables of keys are the one source of what a file may say: the decoder refuses what they do not
/// list, diagnostics quote them, and `docs/content.md` prints them.
public struct Key: Sendable, Hashable {
  /// What a key takes.
  public enum Kind: String, Sendable {
    /// A text on one line or several.
    case text
    /// A list of texts, or one text alone.
    case texts = "list of texts"
    /// `true` or `false`.
    case flag = "true or false"
    /// A whole number.
    case number = "whole number"
    /// `2026-11-07`.
    case day = "date"
    /// `2026-11-28 09:30`, or a date.
    case time = "date and time"
    /// The path of a file, from the file that names it or, with a leading slash, from the content
    /// folder.
    case path
    /// One of a few words.
    case choice = "one of the words shown"
    /// Lower-case letters, digits and hyphens.
    case slug = "a-z, 0-9 and -"
    /// ASCII letters, digits, `-`, `_` and `.`, as the club's register takes them.
    case code = "letters, digits, - _ and ."
    /// `"#dbe2e0"`.
    case color = "colour"
    /// Keys of its own.
    case mapping = "keys of its own"
    /// A list of mappings.
    case mappings = "list of keys of their own"
  }

  /// The name, as it is written before the colon.
  public let name: String
  /// What it takes.
  public let kind: Kind
  /// Whether a file without it is refused.
  public let isRequired: Bool
  /// What it is for, in one sentence.
  public let meaning: String
  /// The value as an editor would write it.
  public let example: String

  init(
    _ name: String, _ kind: Kind, required: Bool = false, _ meaning: String, _ example: String
  ) {
    self.name = name
    self.kind = kind
    isRequired = required
    self.meaning = meaning
    self.example = example
  }

  static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

/// The keys of one kind of file, or of one mapping within it.
public struct KeyTable: Sendable {
  /// What the keys describe, with its article: “an issue”.
  public let subject: String
  /// Where such a file stands: `issues/<slug>/index.md`.
  public let place: String
  /// The keys, in the order in which an editor would write them.
  public let keys: [Key]

  /// The key with that name.
  public subscript(name: String) -> Key? { keys.first { $0.name == name } }

  /// The table as Markdown, one row a key, as it stands in `docs/content.md`.
  public var markdown: String {
    var text = "| key | takes | meaning | example |\n|---|---|---|---|\n"
    for key in keys {
      let name = key.isRequired ? "`\(key.name)` (required)" : "`\(key.name)`"
      let example = key.example.isEmpty ? "" : "`\(key.example)`"
      text += "| \(name) | \(key.kind.rawValue) | \(key.meaning) | \(example) |\n"
    }
    return text
  }
}
