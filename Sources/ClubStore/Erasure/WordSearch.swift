import Glibc

/// The search for many words by one reading of the text, however many there are.
struct WordSearch {
  private struct Word {
    let bytes: [UInt8]
    /// Where in the word its mark begins.
    let mark: Int
  }

  /// Every word is looked for by so many bytes of its own, its mark: all contacts have as many.
  static let markLength = 5
  private static let markBits: UInt64 = 1 << (8 * UInt64(markLength)) - 1

  private var words: [Word] = []
  /// The words by their marks.
  private var byMark: [UInt64: [Int]] = [:]
  /// Whether some mark has this hash: what is no mark mostly costs no more than a look into it.
  private var isMarked = [Bool](repeating: false, count: 1 << 16)

  /// Adds a word; `found` knows it by the number of words added before.
  ///
  /// - Parameters:
  ///   - word: at least `markLength` bytes.
  ///   - isKnownByItsEnd: whether words of its kind differ in their last bytes rather than in their first.
  mutating func add(_ word: String, isKnownByItsEnd: Bool = false) {
    let bytes = Array(word.utf8)
    precondition(bytes.count >= Self.markLength, "a word is as long as a mark")
    let place = isKnownByItsEnd ? bytes.count - Self.markLength : 0
    let mark = bytes[place..<place + Self.markLength].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    byMark[mark, default: []].append(words.count)
    isMarked[Self.hash(mark)] = true
    words.append(Word(bytes: bytes, mark: place))
  }

  /// Whether there is no word.
  var isEmpty: Bool { words.isEmpty }

  /// Tells of each place at which a word stands.
  ///
  /// - Parameters:
  ///   - bytes: the text.
  ///   - found: takes the word and the byte at which it begins.
  func search(_ bytes: UnsafeRawBufferPointer, found: (_ word: Int, _ offset: Int) -> Void) {
    guard !words.isEmpty, let base = bytes.baseAddress else { return }
    var last: UInt64 = 0
    for (index, byte) in bytes.enumerated() {
      last = (last << 8 | UInt64(byte)) & Self.markBits
      guard isMarked[Self.hash(last)], index + 1 >= Self.markLength, let marked = byMark[last]
      else { continue }
      for word in marked {
        let offset = index + 1 - Self.markLength - words[word].mark
        let count = words[word].bytes.count
        guard offset >= 0, offset + count <= bytes.count,
          memcmp(base + offset, words[word].bytes, count) == 0
        else { continue }
        found(word, offset)
      }
    }
  }

  private static func hash(_ mark: UInt64) -> Int {
    Int(truncatingIfNeeded: (mark &* 0x9E37_79B9_7F4A_7C15) >> 48)
  }
}
