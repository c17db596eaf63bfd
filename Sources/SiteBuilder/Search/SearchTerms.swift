/// What one page can be found by: pairs of characters that stand side by side, characters that
/// nothing follows anywhere, and words of letters.
struct SearchTerms: Sendable {
  /// Each pair once, in the order of the numbers: the first character, the second (0 where nothing
  /// follows), in 18 bits each, and the pair's marks in 6.
  private(set) var pairs: [UInt64] = []
  /// Each word once, and whether the title has it.
  private(set) var words: [String: SearchMarks] = [:]

  /// How much of a word counts.
  static let longestWord = 24

  init(_ text: SearchText) {
    var collector = Collector(capacity: text.bytes.count / 3)
    collector.take(SearchFolding.scalars(of: text.bytes), [])
    collector.take(SearchFolding.scalars(of: text.bytes[text.title]), .title)
    pairs = collector.sortedPairs()
    words = collector.words
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

  /// Goes through a text and notes what stands beside what.
  private struct Collector {
    var pairs: [UInt64] = []
    var words: [String: SearchMarks] = [:]
    /// Characters at the end of a run.
    private var last: Set<UInt32> = []
    private var previous: UInt32 = 0
    /// Whether the last of the pairs ends with the previous character.
    private var isInPair = false
    private var word = String.UnicodeScalarView()

    init(capacity: Int) { pairs.reserveCapacity(capacity) }

    mutating func take(_ scalars: [UInt32], _ marks: SearchMarks) {
      for scalar in scalars {
        switch SearchFolding.kind(scalar) {
        case .ideograph:
          endWord(marks)
          if isInPair {
            pairs[pairs.count - 1] |= UInt64(SearchMarks.following(scalar).rawValue)
          }
          isInPair = previous != 0
          if isInPair {
            pairs.append(SearchTerms.key(previous, scalar) << 6 | UInt64(marks.rawValue))
          }
          previous = scalar
        case .letter:
          endRun()
          if word.count < SearchTerms.longestWord, let scalar = Unicode.Scalar(scalar) {
            word.append(scalar)
          }
        case .gap:
          endRun()
          endWord(marks)
        }
      }
      endRun()
      endWord(marks)
    }

    private mutating func endRun() {
      if previous != 0 { last.insert(previous) }
      previous = 0
      isInPair = false
    }

    private mutating func endWord(_ marks: SearchMarks) {
      guard !word.isEmpty else { return }
      words[String(word), default: []].formUnion(marks)
      word = String.UnicodeScalarView()
    }

    /// The pairs in order, each once with the marks of all its places. A character that begins no
    /// pair is found by a pair with nothing.
    mutating func sortedPairs() -> [UInt64] {
      pairs.sort()
      var kept: [UInt64] = []
      kept.reserveCapacity(pairs.count)
      for pair in pairs {
        let key = SearchTerms.key(of: pair)
        if let other = kept.last, SearchTerms.key(of: other) == key {
          kept[kept.count - 1] |= pair
          continue
        }
        kept.append(pair)
        last.remove(SearchTerms.first(ofKey: key))
      }
      guard !last.isEmpty else { return kept }
      kept += last.map { SearchTerms.key($0, 0) << 6 }
      kept.sort()
      return kept
    }
  }
}
