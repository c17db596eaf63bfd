/// Collects the opening paragraphs of a document, as far as an excerpt can need them.
struct ExcerptSource {
  private var text: [UInt8] = []
  private(set) var start = 0

  /// Marks the begin of a paragraph in the plain text.
  mutating func begin(at position: Int) { start = position }

  /// Takes the paragraph that ends here, unless there is enough already.
  mutating func take(_ plain: Bytes, limit: Int) {
    // A Latin word counts as two and may have many letters.
    guard text.count < limit * 12, start < plain.count else { return }
    if needsSpace(before: plain.scalar(at: start)) { text.append(0x20) }
    text += plain[start...]
  }

  /// Whether two paragraphs would run into each other. Behind a full-width mark they do not.
  private func needsSpace(before next: UInt32) -> Bool {
    guard !text.isEmpty else { return false }
    let last = text.withUnsafeBufferPointer { $0.scalar(at: $0.scalarStart(before: $0.count)) }
    if CharacterClass.isAmbiguous(last) { return next < 0x80 }
    return !(CharacterClass.isWide(last) && CharacterClass.isPunctuation(last))
  }

  var isEmpty: Bool { text.isEmpty }

  /// The excerpt of at most `limit` characters.
  func excerpt(limit: Int) -> String {
    text.withUnsafeBufferPointer { Excerpt.cut($0, limit: limit) }
  }
}

/// Cuts a text where a reader would.
enum Excerpt {
  /// The text, or its opening and …… : behind 。！？ where one comes in good time, else behind ；，
  /// (which then goes), else between two words; never inside 《》「」『』（） or a Latin word.
  static func cut(_ text: Bytes, limit: Int) -> String {
    var cuts = CutPoints()
    var depth = 0
    var count = 0
    var isInWord = false
    var previous: UInt32 = 0
    var index = 0
    while index < text.count {
      let scalar = text.scalar(at: index)
      let length = text.scalarLength(at: index)
      let isWordPart = isLatin(scalar)
      if !isWordPart || !isInWord {
        if depth == 0, index > 0 { cuts.word = (index, count) }
        count += isWordPart ? 2 : scalar == 0x20 || scalar == 0x0A ? 0 : 1
      }
      if count > limit {
        let end = cuts.end(limit: limit) ?? index
        return String(decoding: trimmed(text, end: end), as: UTF8.self) + "……"
      }
      isInWord = isWordPart
      if isOpening(scalar) { depth += 1 }
      if isClosing(scalar) { depth = max(0, depth - 1) }
      index += length
      if depth == 0, !isLatinMark(scalar) || endsWord(text, at: index) {
        cuts.take(scalar, after: previous, end: index, count: count)
      }
      previous = scalar
    }
    return String(decoding: trimmed(text, end: text.count), as: UTF8.self)
  }

  /// `!` and `?`, which end a sentence where a word ends: `![` is none.
  private static func isLatinMark(_ scalar: UInt32) -> Bool { scalar == 0x21 || scalar == 0x3F }

  private static func endsWord(_ text: Bytes, at index: Int) -> Bool {
    guard index < text.count else { return true }
    return text[index] >= 0x80 || [0x20, 0x0A, 0x22, 0x27, 0x29].contains(text[index])
  }

  /// The last place of each kind where a cut is good.
  private struct CutPoints {
    var sentence: (end: Int, count: Int)?
    var clause: (end: Int, count: Int)?
    var word: (end: Int, count: Int)?

    mutating func take(_ scalar: UInt32, after previous: UInt32, end: Int, count: Int) {
      switch scalar {
      case _ where endsSentence(scalar): sentence = (end, count)
      case 0xFF0C, 0xFF1A, 0xFF1B, 0x3001: clause = (end - 3, count)
      // A closing quotation mark behind a sentence belongs to it.
      case 0x201D, 0x300D, 0x300F: if endsSentence(previous) { sentence = (end, count) }
      default: break
      }
    }

    private func endsSentence(_ scalar: UInt32) -> Bool {
      scalar == 0x3002 || scalar == 0xFF01 || scalar == 0xFF1F || scalar == 0x21 || scalar == 0x3F
    }

    func end(limit: Int) -> Int? {
      if let sentence, sentence.count * 2 >= limit { return sentence.end }
      if let clause, clause.count * 2 >= limit { return clause.end }
      return word?.end ?? sentence?.end ?? clause?.end
    }
  }

  private static func trimmed(_ text: Bytes, end: Int) -> Slice<Bytes> {
    var start = 0
    var end = end
    while start < end, text[start] <= 0x20 { start += 1 }
    while end > start, text[end - 1] <= 0x20 { end -= 1 }
    return text[start..<end]
  }

  static func isLatin(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x27, 0x2D, 0x5F, 0xC0...0x24F, 0x370...0x52F,
      0x1E00...0x1EFF:
      return scalar != 0xD7 && scalar != 0xF7
    default: return false
    }
  }

  private static func isOpening(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x300A, 0x3008, 0x300C, 0x300E, 0xFF08, 0x3010, 0x201C: return true
    default: return false
    }
  }

  private static func isClosing(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x300B, 0x3009, 0x300D, 0x300F, 0xFF09, 0x3011, 0x201D: return true
    default: return false
    }
  }
}
