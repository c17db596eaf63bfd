/// What the index says of a term on a page: whether the title has it, and what follows it there.
///
/// A pair of characters has a bit of five for every character that stands behind it somewhere on the
/// page. A page on which the pairs of a phrase stand, but apart, mostly lacks one of the bits, and need
/// not be loaded to see that the phrase is not there. A character with punctuation behind it has a bit for
/// the character behind that: so a phrase is found that somebody looks up without its punctuation.
struct SearchMarks: OptionSet, Hashable, Sendable {
  /// Six bits, so that a letter of a file holds them.
  let rawValue: UInt8

  /// The title has it.
  static let title = SearchMarks(rawValue: 1)

  /// A character stands behind it, or another one of the same bit.
  static func following(_ scalar: UInt32) -> SearchMarks {
    SearchMarks(rawValue: 2 << UInt8(SearchShape.hash(scalar) % 5))
  }
}
