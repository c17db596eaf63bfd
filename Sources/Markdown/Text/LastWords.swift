/// What a line break sees at the end of a text: not the marks there, but the words they belong to.
struct LastWords {
  private var words: Bytes
  private var end = 0

  /// Begins a text behind what was written before it.
  init(_ before: Bytes) { words = before }

  /// Takes a mark that was written.
  mutating func take(_ mark: TextMark, of text: Bytes) {
    let (start, stop) = (mark.range.lowerBound, mark.range.upperBound)
    switch mark.kind {
    case .web, .mail: words = Bytes(rebasing: text[..<stop])
    case .ruby: words = Bytes(rebasing: text[start + 1..<Ruby.baseEnd(text, mark.range)])
    case .strike, .note:
      // Of marks side by side the words before the first count.
      if Bytes(rebasing: text[end..<start]).wordsEnd > 0 { words = Bytes(rebasing: text[..<start]) }
    }
    end = stop
  }

  /// What stands last in all of the text.
  func end(of text: Bytes) -> Bytes { end > 0 && text.wordsEnd == end ? words : text }
}

extension Bytes {
  /// Where the text ends, sentinels left out.
  var wordsEnd: Int {
    var end = count
    while end >= 3, let third = Sentinel.third(self, at: end - 3), third != Sentinel.escape {
      end -= 3
    }
    return end
  }
}
