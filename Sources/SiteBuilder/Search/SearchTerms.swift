/// What one page can be found by: pairs of characters that stand side by side, characters with
/// something else behind them, and words of letters.
struct SearchTerms: Sendable {
  /// Each pair once, in the order of the numbers: the first character, the second (0 where
  /// punctuation or a word follows, or nothing), in 18 bits each, and the pair's marks in 6.
  private(set) var pairs: [UInt64] = []
  /// Each word once, and whether the title has it.
  private(set) var words: [String: SearchMarks] = [:]

  /// How much of a word counts.
  static let longestWord = 24

  /// - Parameter text: what the page says.
  init(_ text: SearchText) {
    var notes = SearchTokenizer(limit: 0)
    _ = notes.take(text, 0)
    self.init(&notes)
  }

  /// - Parameter notes: of the page and no other; nothing of use is left of them.
  init(_ notes: inout SearchTokenizer) {
    let count = notes.pairs.count
    var scratch: [UInt64] = []
    RadixSort.sort(
      &notes.pairs.postings, count: count, by: PackedPosting.keyBits, scratch: &scratch)
    pairs.reserveCapacity(count)
    for posting in notes.pairs.postings[..<count] {
      let pair =
        PackedPosting.key(of: posting) << 6 | UInt64(PackedPosting.marks(of: posting).rawValue)
      if let last = pairs.last, Self.key(of: last) == Self.key(of: pair) {
        pairs[pairs.count - 1] |= pair
      } else {
        pairs.append(pair)
      }
    }
    for posting in notes.words.postings {
      let word = String(
        decoding: notes.words.words[Int(PackedPosting.key(of: posting))], as: UTF8.self)
      words[word, default: []].formUnion(PackedPosting.marks(of: posting))
    }
  }

  /// A pair without its marks; no ideograph has more than 18 bits.
  static func key(_ first: UInt32, _ second: UInt32) -> UInt64 {
    UInt64(first) << 18 | UInt64(second)
  }

  static func first(ofKey key: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: key >> 18) }
  static func second(ofKey key: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: key) & 0x3_FFFF }

  static func key(of pair: UInt64) -> UInt64 { pair >> 6 }
  static func marks(of pair: UInt64) -> SearchMarks {
    SearchMarks(rawValue: UInt8(truncatingIfNeeded: pair) & 0x3F)
  }
}
