/// What a reader is looking for: runs of characters that stand together, every one of which has to be
/// on the page. Spaces and punctuation part them.
struct SearchQuery: Sendable, Equatable {
  /// The folded scalars of each run.
  private(set) var runs: [[UInt32]] = []

  /// How many characters of a query count.
  static let longest = 60

  init(_ text: String) {
    var run: [UInt32] = []
    for scalar in SearchFolding.scalars(of: text.utf8).prefix(Self.longest) {
      if SearchFolding.kind(scalar) == .gap {
        if !run.isEmpty { runs.append(run) }
        run = []
      } else {
        run.append(scalar)
      }
    }
    if !run.isEmpty { runs.append(run) }
  }

  /// A term that a page with the query must have.
  enum Term: Hashable, Sendable {
    /// Two characters side by side, and the one behind them.
    case pair(UInt32, UInt32, next: UInt32?)
    /// A character, whatever follows.
    case character(UInt32)
    /// A word that begins so.
    case word(String)

    /// The marks of every page with it.
    var marks: SearchMarks {
      if case .pair(_, _, let next?) = self { .following(next) } else { [] }
    }
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
          terms += segment.indices.dropLast().map { index in
            .pair(segment[index], segment[index + 1], next: segment.dropFirst(index + 2).first)
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
  static func places(of run: [UInt32], in text: [UInt32]) -> [Range<Int>] {
    var places: [Range<Int>] = []
    var start = 0
    let isWord = SearchFolding.kind(run[0]) == .letter
    while start + run.count <= text.count {
      let isInWord = isWord && start > 0 && SearchFolding.kind(text[start - 1]) == .letter
      if text[start] == run[0], !isInWord, let end = end(of: run, in: text, from: start) {
        places.append(start..<end)
        start = end
      } else {
        start += 1
      }
    }
    return places
  }

  private static func end(of run: [UInt32], in text: [UInt32], from start: Int) -> Int? {
    var index = start
    for (place, scalar) in run.enumerated() {
      if place > 0, index < text.count, text[index] == 0x20,
        SearchFolding.kind(run[place - 1]) != SearchFolding.kind(scalar)
      {
        index += 1
      }
      guard index < text.count, text[index] == scalar else { return nil }
      index += 1
    }
    return index
  }
}
