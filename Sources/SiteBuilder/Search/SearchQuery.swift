/// What a reader is looking for: runs of characters that stand together, every one of which has to be
/// on the page. Spaces and punctuation part them.
struct SearchQuery: Sendable, Equatable {
  /// The folded scalars of each run.
  private(set) var runs: [[UInt32]] = []
  /// Whether the text may have punctuation where a run of three characters or more has none:
  /// `漏水吗` is then found in `“漏水”吗`.
  private(set) var isLoose = false

  /// How many characters of a query count.
  static let longest = 60
  /// How many pages are opened for a loose query while none of them fits: what the index says of
  /// punctuation is vague.
  static let mostLoose = 60

  init(_ text: String) {
    var run: [UInt32] = []
    let scalars = SearchFolding.scalars(of: text.utf8).filter { SearchFolding.kind($0) != .mark }
    for scalar in scalars.prefix(Self.longest) {
      if SearchFolding.kind(scalar) == .gap {
        if !run.isEmpty { runs.append(run) }
        run = []
      } else {
        run.append(scalar)
      }
    }
    if !run.isEmpty { runs.append(run) }
  }

  /// The same query with the text's punctuation passed over, to be asked where nothing else is found;
  /// nil where that makes no difference. Two characters alone stay side by side: 口下 is no word of 檐口，下雨.
  var loosened: SearchQuery? {
    guard !isLoose, runs.contains(where: isLong) else { return nil }
    var query = self
    query.isLoose = true
    return query
  }

  private func isLong(_ run: [UInt32]) -> Bool { run.count > 2 }

  /// A term that a page with the query must have.
  enum Term: Hashable, Sendable {
    /// Two characters side by side, and the one behind them.
    case pair(UInt32, UInt32, next: UInt32?)
    /// Two characters side by side, or with nothing but punctuation between them.
    case parted(UInt32, UInt32)
    /// A character, whatever follows.
    case character(UInt32)
    /// A word that begins so.
    case word(String)
  }

  /// All terms of all runs, each once.
  var terms: [Term] {
    var terms: [Term] = []
    for run in runs {
      for segment in Self.segments(of: run) {
        if SearchFolding.kind(segment[0]) == .letter {
          let scalars = segment.prefix(SearchTerms.longestWord).compactMap(Unicode.Scalar.init)
          terms.append(.word(String(String.UnicodeScalarView(scalars))))
        } else if segment.count == 1 {
          terms.append(.character(segment[0]))
        } else {
          terms += segment.indices.dropLast().map { index -> Term in
            let (one, other) = (segment[index], segment[index + 1])
            return isLoose && isLong(run)
              ? .parted(one, other) : .pair(one, other, next: segment.dropFirst(index + 2).first)
          }
        }
      }
    }
    var seen: Set<Term> = []
    return terms.filter { seen.insert($0).inserted }
  }

  /// A run cut where characters and words meet.
  private static func segments(of run: [UInt32]) -> [[UInt32]] {
    var segments: [[UInt32]] = []
    for scalar in run {
      if let last = segments.last?.last, SearchFolding.kind(last) == SearchFolding.kind(scalar) {
        segments[segments.count - 1].append(scalar)
      } else {
        segments.append([scalar])
      }
    }
    return segments
  }

  /// Where a run stands in folded text: every place, none within another. Words count from their
  /// beginning, and a space may stand between a word and a character.
  func places(of run: [UInt32], in text: [UInt32]) -> [Range<Int>] {
    var places: [Range<Int>] = []
    var start = 0
    let isWord = SearchFolding.kind(run[0]) == .letter
    while start + run.count <= text.count {
      let before = isWord && start > 0 ? SearchFolding.kind(text[start - 1]) : .gap
      let isInWord = before == .letter || before == .mark
      if text[start] == run[0], !isInWord, let end = end(of: run, in: text, from: start) {
        places.append(start..<end)
        start = end
      } else {
        start += 1
      }
    }
    return places
  }

  private func end(of run: [UInt32], in text: [UInt32], from start: Int) -> Int? {
    var index = start
    func skip(_ kind: SearchFolding.Kind) {
      while index < text.count, SearchFolding.kind(text[index]) == kind { index += 1 }
    }
    for (place, scalar) in run.enumerated() {
      let kind = SearchFolding.kind(scalar)
      let before = place > 0 ? SearchFolding.kind(run[place - 1]) : .gap
      if isLoose, isLong(run), place > 0, kind == .ideograph || before == .ideograph {
        skip(.gap)
      } else if place > 0, before != kind, index < text.count, text[index] == 0x20 {
        index += 1
      }
      guard index < text.count, text[index] == scalar else { return nil }
      index += 1
      skip(.mark)
    }
    return index
  }
}
