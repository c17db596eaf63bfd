/// A term on a page as one number, so that postings in the order of their numbers are in the order of
/// the index: the term's key, the page and the marks, in 36, 22 and 6 bits.
enum PackedPosting {
  static let documentBits: UInt64 = 22
  static let markBits: UInt64 = 6
  /// Where the key is.
  static let keyBits: Range<UInt64> = documentBits + markBits..<64

  static func pack(_ key: UInt64, _ rest: UInt64) -> UInt64 { key << keyBits.lowerBound | rest }

  static func key(of posting: UInt64) -> UInt64 { posting >> keyBits.lowerBound }

  static func document(of posting: UInt64) -> Int {
    Int(truncatingIfNeeded: posting >> markBits) & (1 << documentBits - 1)
  }

  static func marks(of posting: UInt64) -> SearchMarks { SearchTerms.marks(of: posting) }

  /// Whether two postings are of one term and one page.
  static func isSame(_ one: UInt64, _ other: UInt64) -> Bool { (one ^ other) >> markBits == 0 }
}

/// Goes through the texts of pages and notes which characters stand side by side and which words there
/// are. What a page has twice is noted twice: sorting brings it together.
struct SearchTokenizer {
  /// Of pairs of characters, `pairCount` of them; what is behind is room.
  var pairs: [UInt64]
  private(set) var pairCount = 0
  /// Of words; their key is the word's number.
  var wordPostings: [UInt64] = []
  /// The words.
  private(set) var words = SearchWords()

  /// A bit for every character that begins a pair on this page.
  private var begins = [UInt64](repeating: 0, count: 0x40000 >> 6)
  /// Characters that nothing follows at some place of this page.
  private var ends: [UInt32] = []
  /// The letters of the word that is being read, and how many they are.
  private var word: [UInt8] = []
  private var letters = 0
  private let folding = SearchFolding.table

  /// How many pairs of several pages there may be.
  private let limit: Int

  /// - Parameter limit: how many pairs of several pages there may be; one page may have more.
  init(limit: Int) {
    pairs = []
    self.limit = limit
  }

  /// How many pairs a page can have at most: no ideograph takes less than three bytes.
  static func room(for text: SearchText) -> Int { (text.bytes.count + text.title.count) / 3 + 1 }

  /// Whether a page can be noted beside what was noted before.
  func hasRoom(for text: SearchText) -> Bool {
    let noted = pairCount + wordPostings.count
    return noted == 0 || noted + Self.room(for: text) <= limit
  }

  /// Forgets what was noted.
  mutating func removeAll() {
    pairCount = 0
    wordPostings.removeAll(keepingCapacity: true)
    words.removeAll()
  }

  /// Notes what a page says.
  ///
  /// - Parameters:
  ///   - text: the page.
  ///   - document: its number, higher than that of the one before.
  /// - Returns: whether some of its characters are Traditional ones.
  mutating func take(_ text: SearchText, _ document: Int) -> Bool {
    makeRoom(for: text)
    let rest = UInt64(document) << PackedPosting.markBits
    let isTraditional = read(text.bytes.span, 0..<text.bytes.count, rest)
    _ = read(text.bytes.span, text.title, rest | UInt64(SearchMarks.title.rawValue))
    // A character that begins no pair is found by a pair with nothing.
    for end in ends where begins[Int(end >> 6)] & 1 << UInt64(end & 63) == 0 {
      begins[Int(end >> 6)] |= 1 << UInt64(end & 63)
      pairs[pairCount] = PackedPosting.pack(SearchTerms.key(end, 0), rest)
      pairCount += 1
    }
    ends.removeAll(keepingCapacity: true)
    for place in begins.indices { begins[place] = 0 }
    return isTraditional
  }

  private mutating func makeRoom(for text: SearchText) {
    let wanted = pairCount + Self.room(for: text)
    guard wanted > pairs.count else { return }
    let count = max(wanted, min(pairs.count * 2, limit))
    pairs += repeatElement(0, count: count - pairs.count)
  }

  /// Notes what a part of a text says; `rest` is of its postings all but the key.
  private mutating func read(
    _ text: Span<UInt8>, _ range: Range<Int>, _ rest: UInt64
  ) -> Bool {
    var isTraditional = false
    var previous: UInt32 = 0
    // The pair that ends with the previous character, which waits for what stands behind it.
    var pending: UInt64 = 0
    var count = pairCount
    var index = range.lowerBound
    while index < range.upperBound {
      let written = text.scalar(at: &index, before: range.upperBound)
      let scalar = SearchFolding.fold(written, by: folding)
      if scalar != written, SearchFolding.isTraditional(written) { isTraditional = true }
      switch SearchFolding.kind(scalar) {
      case .ideograph:
        if letters > 0 { endWord(rest) }
        if previous != 0 {
          if pending != 0 {
            pairs[count] = pending | UInt64(SearchMarks.following(scalar).rawValue)
            count += 1
          }
          pending = PackedPosting.pack(SearchTerms.key(previous, scalar), rest)
          begins[Int(previous >> 6)] |= 1 << UInt64(previous & 63)
        }
        previous = scalar
        continue
      case .letter: append(scalar)
      case .gap: if letters > 0 { endWord(rest) }
      }
      if pending != 0 {
        pairs[count] = pending
        count += 1
        pending = 0
      }
      if previous != 0 {
        ends.append(previous)
        previous = 0
      }
    }
    if letters > 0 { endWord(rest) }
    if pending != 0 {
      pairs[count] = pending
      count += 1
    }
    if previous != 0 { ends.append(previous) }
    pairCount = count
    return isTraditional
  }

  private mutating func append(_ letter: UInt32) {
    guard letters < SearchTerms.longestWord, let scalar = Unicode.Scalar(letter) else { return }
    letters += 1
    if letter < 0x80 {
      word.append(UInt8(truncatingIfNeeded: letter))
    } else {
      word += Unicode.UTF8.encode(scalar) ?? .init()
    }
  }

  private mutating func endWord(_ rest: UInt64) {
    wordPostings.append(PackedPosting.pack(UInt64(words.number(of: word)), rest))
    word.removeAll(keepingCapacity: true)
    letters = 0
  }
}
