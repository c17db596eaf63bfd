/// One tag as written: `{{#list}}`.
struct Tag: Sendable {
  enum Kind: Sendable {
    case value
    case raw
    case section
    case inverted
    case partial
    case parent
    case block
    case end
    case comment
    case delimiters
  }

  var kind: Kind
  /// The tag with its delimiters.
  var range: Range<Int>
  /// The name, without sigil and blanks.
  var name: String
  var place: Place
  /// The tag that this one closes or is closed by, as an index.
  var partner: Int?
  /// How many bytes before the tag go with it, where it takes the beginning of its line.
  var cutBefore: Int?
  /// How many bytes after the tag go with it, where it takes the end of its line.
  var cutAfter: Int?

  /// Whether the tag opens what an end tag closes.
  var opens: Bool {
    switch kind {
    case .section, .inverted, .parent, .block: true
    case .value, .raw, .partial, .end, .comment, .delimiters: false
    }
  }
}
