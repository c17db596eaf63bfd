/// A term on a page as one number, so that postings in the order of their numbers are in the order of
/// the index: the term's key, the page and the marks, in 36, 22 and 6 bits.
enum PackedPosting {
  static let documentBits: UInt64 = 22
  static let markBits: UInt64 = 6
  /// Where the key is.
  static let keyBits: Range<UInt64> = documentBits + markBits..<64

  static func pack(_ key: UInt64, _ rest: UInt64) -> UInt64 { key << keyBits.lowerBound | rest }

  static func key(of posting: UInt64) -> UInt64 { posting >> keyBits.lowerBound }

  /// All of a posting but its key.
  static func rest(of posting: UInt64) -> Int {
    Int(truncatingIfNeeded: posting & (1 << keyBits.lowerBound - 1))
  }

  static func document(of posting: UInt64) -> Int {
    Int(truncatingIfNeeded: posting >> markBits) & (1 << documentBits - 1)
  }

  static func marks(of posting: UInt64) -> SearchMarks { SearchTerms.marks(of: posting) }

  /// Whether two postings are of one term and one page.
  static func isSame(_ one: UInt64, _ other: UInt64) -> Bool { (one ^ other) >> markBits == 0 }
}

/// The pairs of characters of some pages, as they are read character by character.
struct PairNotes {
  /// Where they stand, `count` of them; what is behind is room.
  var postings: [UInt64] = []
  private(set) var count = 0
  /// The character before, 0 behind a word and where a text begins.
  private var previous: UInt32 = 0
  /// Whether punctuation stands behind that character.
  private var isParted = false
  /// The pair that ends with it and waits for what stands behind, 0 where there is none.
  private var pending: UInt64 = 0

  /// Makes room for a page with so many pairs; as long as there are no more than `limit`, twice as much
  /// each time.
  mutating func makeRoom(for pairs: Int, atMost limit: Int) {
    let wanted = count + pairs
    guard wanted > postings.count else { return }
    let room = max(wanted, min(postings.count * 2, limit))
    postings += repeatElement(0, count: room - postings.count)
  }

  /// The next character, beside the one before or behind punctuation.
  @inline(__always)
  mutating func append(_ scalar: UInt32, _ rest: UInt64) {
    if previous != 0 {
      let following = UInt64(SearchMarks.following(scalar).rawValue)
      if isParted {
        put(PackedPosting.pack(SearchTerms.key(previous, 0), rest) | following)
        isParted = false
      } else {
        if pending != 0 { put(pending | following) }
        pending = PackedPosting.pack(SearchTerms.key(previous, scalar), rest)
      }
    }
    previous = scalar
  }

  /// Something follows that does not count.
  @inline(__always)
  mutating func part() {
    if previous == 0 || isParted { return }
    if pending != 0 { put(pending) }
    pending = 0
    isParted = true
  }

  /// A word follows, or the text ends. The character before is paired with nothing, so that it is found
  /// by itself where it begins no pair.
  @inline(__always)
  mutating func end(_ rest: UInt64) {
    if previous != 0 { endRun(rest) }
  }

  private mutating func endRun(_ rest: UInt64) {
    part()
    put(PackedPosting.pack(SearchTerms.key(previous, 0), rest))
    previous = 0
    isParted = false
  }

  @inline(__always)
  private mutating func put(_ posting: UInt64) {
    postings[count] = posting
    count += 1
  }

  /// Forgets what was noted.
  mutating func removeAll() { count = 0 }
}

/// The words of some pages, as they are read letter by letter.
struct WordNotes {
  /// Where they stand; the key is the word's number.
  var postings: [UInt64] = []
  private(set) var words = SearchWords()
  /// The word that is being read, and how many letters of it count.
  private var word: [UInt8] = []
  private var letters = 0

  /// The next letter of a word.
  mutating func append(_ letter: UInt32) {
    guard letters < SearchTerms.longestWord, let scalar = Unicode.Scalar(letter) else { return }
    letters += 1
    if letter < 0x80 {
      word.append(UInt8(truncatingIfNeeded: letter))
    } else if let encoded = Unicode.UTF8.encode(scalar) {
      word += encoded
    }
  }

  /// The word ends, if there is one.
  @inline(__always)
  mutating func end(_ rest: UInt64) {
    if letters > 0 { note(rest) }
  }

  private mutating func note(_ rest: UInt64) {
    postings.append(PackedPosting.pack(UInt64(words.number(of: word)), rest))
    word.removeAll(keepingCapacity: true)
    letters = 0
  }

  /// Forgets what was noted.
  mutating func removeAll() {
    postings.removeAll(keepingCapacity: true)
    words.removeAll()
  }
}
