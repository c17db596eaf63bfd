/// What one page can be found by: pairs of characters that stand side by side, characters that
/// nothing follows anywhere, and words of letters.
struct SearchTerms: Sendable {
  /// Each pair once, in the order of the numbers: the first character, the second (0 where nothing
  /// follows), and whether the pair stands in the title.
  private(set) var pairs: [UInt64] = []
  /// Each word once, and whether it stands in the title.
  private(set) var words: [String: Bool] = [:]

  /// How much of a word counts.
  static let longestWord = 24

  init(_ text: SearchText) {
    var collector = Collector(capacity: text.bytes.count / 3)
    collector.take(SearchFolding.scalars(of: text.bytes), isTitle: false)
    collector.take(SearchFolding.scalars(of: text.bytes[text.title]), isTitle: true)
    pairs = collector.sortedPairs()
    words = collector.words
  }

  static func pair(_ first: UInt32, _ second: UInt32, isTitle: Bool) -> UInt64 {
    UInt64(first) << 22 | UInt64(second) << 1 | (isTitle ? 1 : 0)
  }

  static func first(of pair: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: pair >> 22) }
  static func second(of pair: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: pair >> 1) & 0x1F_FFFF
  }
  static func isTitle(_ pair: UInt64) -> Bool { pair & 1 == 1 }

  /// Goes through a text and notes what stands beside what.
  private struct Collector {
    var pairs: [UInt64] = []
    var words: [String: Bool] = [:]
    /// Characters at the end of a run.
    private var last: Set<UInt32> = []
    private var previous: UInt32 = 0
    private var word = String.UnicodeScalarView()

    init(capacity: Int) { pairs.reserveCapacity(capacity) }

    mutating func take(_ scalars: [UInt32], isTitle: Bool) {
      for scalar in scalars {
        switch SearchFolding.kind(scalar) {
        case .ideograph:
          endWord(isTitle)
          if previous != 0 {
            pairs.append(SearchTerms.pair(previous, scalar, isTitle: isTitle))
          }
          previous = scalar
        case .letter:
          endRun()
          if word.count < SearchTerms.longestWord, let scalar = Unicode.Scalar(scalar) {
            word.append(scalar)
          }
        case .gap:
          endRun()
          endWord(isTitle)
        }
      }
      endRun()
      endWord(isTitle)
    }

    private mutating func endRun() {
      if previous != 0 { last.insert(previous) }
      previous = 0
    }

    private mutating func endWord(_ isTitle: Bool) {
      guard !word.isEmpty else { return }
      words[String(word), default: isTitle] = isTitle
      word = String.UnicodeScalarView()
    }

    /// The pairs in order, each once: the one of the title, where there are two. A character that
    /// begins no pair is found by a pair with nothing.
    mutating func sortedPairs() -> [UInt64] {
      pairs.sort()
      var kept: [UInt64] = []
      kept.reserveCapacity(pairs.count)
      for pair in pairs {
        if let other = kept.last, other >> 1 == pair >> 1 { kept.removeLast() }
        kept.append(pair)
        last.remove(SearchTerms.first(of: pair))
      }
      guard !last.isEmpty else { return kept }
      kept += last.map { SearchTerms.pair($0, 0, isTitle: false) }
      kept.sort()
      return kept
    }
  }
}
