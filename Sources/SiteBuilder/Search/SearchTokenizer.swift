/// Goes through the texts of pages and notes which characters stand side by side and which words there
/// are. What a page has twice is noted twice: sorting brings it together.
struct SearchTokenizer {
  /// The pairs of characters.
  var pairs = PairNotes()
  /// The words.
  var words = WordNotes()
  private let folding = SearchFolding.table
  /// How many notes of several pages there may be.
  private let limit: Int

  /// - Parameter limit: how many notes of several pages there may be; one page may have more.
  init(limit: Int) { self.limit = limit }

  /// How many pairs a page can have at most: no ideograph takes less than three bytes.
  private static func room(for text: SearchText) -> Int {
    (text.bytes.count + text.title.count) / 3 + 1
  }

  /// Whether a page can be noted beside what was noted before.
  func hasRoom(for text: SearchText) -> Bool {
    let noted = pairs.count + words.postings.count
    return noted == 0 || noted + Self.room(for: text) <= limit
  }

  /// Forgets what was noted.
  mutating func removeAll() {
    pairs.removeAll()
    words.removeAll()
  }

  /// Notes what a page says.
  ///
  /// - Parameters:
  ///   - text: the page.
  ///   - document: its number, higher than that of the one before.
  /// - Returns: whether some of its characters are Traditional ones.
  mutating func take(_ text: SearchText, _ document: Int) -> Bool {
    pairs.makeRoom(for: Self.room(for: text), atMost: limit)
    let rest = UInt64(document) << PackedPosting.markBits
    let isTraditional = read(text.bytes.span, 0..<text.bytes.count, rest)
    _ = read(text.bytes.span, text.title, rest | UInt64(SearchMarks.title.rawValue))
    return isTraditional
  }

  /// Notes what a part of a text says; `rest` is of its postings all but the key.
  private mutating func read(
    _ text: Span<UInt8>, _ range: Range<Int>, _ rest: UInt64
  ) -> Bool {
    var isTraditional = false
    var index = range.lowerBound
    while index < range.upperBound {
      let written = text.scalar(at: &index, before: range.upperBound)
      let scalar = SearchFolding.fold(written, by: folding)
      if scalar != written, SearchFolding.isTraditional(written) { isTraditional = true }
      switch SearchFolding.kind(scalar) {
      case .ideograph:
        words.end(rest)
        pairs.append(scalar, rest)
      case .letter:
        pairs.end(rest)
        words.append(scalar)
      case .mark: break
      case .gap:
        pairs.part()
        words.end(rest)
      }
    }
    pairs.end(rest)
    words.end(rest)
    return isTraditional
  }
}
