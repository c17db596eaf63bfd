import Magazine

/// Looks things up in the index of a built site, for readers whose browser runs no script.
///
/// It reads the files that the browser would read, and finds what it would find. A build may replace
/// them meanwhile: a page is shown only where what was looked for stands on it.
struct SiteSearch {
  /// The output folder.
  let folder: String
  let shape: SearchShape

  /// What was found.
  struct Answer: Sendable {
    var hits: [SearchHit] = []
    /// How many pages there are, those included that are not shown.
    var count = 0
    /// Whether each of them was looked at; else a few may not have what was looked for.
    var isExact = true
    /// Whether there are more behind these.
    var hasMore = false
  }

  /// How many pages are shown at a time.
  static let shown = 20
  /// How many pages are opened for one question.
  private static let mostOpened = 200

  /// Pages with everything that is asked for: first those that have it in their title, then the
  /// newest. Where there is none, those that have it with punctuation in between.
  ///
  /// - Parameters:
  ///   - query: what is asked for.
  ///   - skipped: how many were shown before.
  /// - Returns: what was found.
  func answer(_ query: SearchQuery, from skipped: Int = 0) -> Answer {
    let answer = found(query, from: skipped)
    guard answer.count == 0, let loosened = query.loosened else { return answer }
    return found(loosened, from: skipped)
  }

  private func found(_ query: SearchQuery, from skipped: Int) -> Answer {
    guard !query.runs.isEmpty else { return Answer() }
    var lists: [Int: SearchLines] = [:]
    var candidates = candidates(query)
    var found: [SearchHit] = []
    var opened = 0
    for document in candidates {
      if query.isLoose, found.isEmpty, opened == SearchQuery.mostLoose {
        candidates.removeSubrange(opened...)
        break
      }
      guard opened < Self.mostOpened || found.count < skipped + Self.shown + 1,
        opened < Self.mostOpened * 5
      else { break }
      opened += 1
      let block = document / SearchShape.block
      if lists[block] == nil {
        lists[block] = bytes(shape.listFile(block)).flatMap(SearchLines.init)
      }
      let place = document % SearchShape.block
      guard let lines = lists[block]?.lines, place < lines.count,
        let page = bytes(SitePath.file(of: lines[place].url)),
        let hit = SearchHit(query, in: page, at: lines[place])
      else { continue }
      found.append(hit)
    }
    var answer = Answer()
    answer.isExact = opened == candidates.count
    answer.count = answer.isExact ? found.count : candidates.count
    answer.hits = Array(found.dropFirst(skipped).prefix(Self.shown))
    answer.hasMore = found.count > skipped + Self.shown
    return answer
  }

  /// The numbers of the pages that have all terms, the best first.
  private func candidates(_ query: SearchQuery) -> [Int] {
    var shards: [Int: SearchShard] = [:]
    var common: [Int: Bool]?
    for term in query.terms {
      var documents: [Int: Bool] = [:]
      for posting in postings(of: term, &shards) {
        documents[posting.document, default: false] =
          posting.marks.contains(.title) || documents[posting.document] == true
      }
      common =
        common.map { common in
          common.filter { documents[$0.key] != nil }
            .mapValuesWithKeys { $1 && documents[$0] == true }
        } ?? documents
      if common?.isEmpty == true { return [] }
    }
    return (common ?? [:]).sorted { ($0.value ? 1 : 0, $0.key) > ($1.value ? 1 : 0, $1.key) }
      .map(\.key)
  }

  private func postings(
    of term: SearchQuery.Term, _ shards: inout [Int: SearchShard]
  ) -> [SearchPostings.Posting] {
    func shard(_ place: Int) -> SearchShard {
      if let known = shards[place] { return known }
      let shard = bytes(shape.file(place)).flatMap { SearchShard($0) } ?? SearchShard()
      shards[place] = shard
      return shard
    }
    func pair(
      _ first: UInt32, _ second: UInt32, before next: UInt32?
    ) -> [SearchPostings.Posting] {
      let key = SearchTerms.key(first, second)
      let marks = next.map { SearchMarks.following($0) } ?? []
      return SearchPostings(shard(shape.place(first, second)).pairs[key] ?? []).list
        .filter { $0.marks.contains(marks) }
    }
    switch term {
    case .pair(let first, let second, let next): return pair(first, second, before: next)
    case .parted(let first, let second):
      return pair(first, second, before: nil) + pair(first, 0, before: second)
    case .character(let first):
      return shape.places(of: first).flatMap { place in
        shard(place).pairs.filter { SearchTerms.first(ofKey: $0.key) == first }
          .flatMap { SearchPostings($0.value).list }
      }
    case .word(let word):
      let places =
        word.unicodeScalars.count > 1
        ? [shape.place(of: word)]
        : Array(shape.places(of: word.unicodeScalars.first?.value ?? 0))
      return places.flatMap { place in
        shard(place).words.filter { $0.key.utf8.starts(with: word.utf8) }
          .flatMap { SearchPostings($0.value).list }
      }
    }
  }

  private func bytes(_ file: String) -> [UInt8]? { try? FileBytes.read("\(folder)/\(file)") }
}

extension SearchShape {
  /// All files of the index in which terms with that first character are.
  func places(of first: UInt32) -> Range<Int> {
    let start = place(first, 0) / parts * parts
    return start..<start + parts
  }
}

extension Dictionary {
  fileprivate func mapValuesWithKeys<Other>(
    _ transform: (Key, Value) -> Other
  ) -> [Key: Other] {
    reduce(into: [:]) { $0[$1.key] = transform($1.key, $1.value) }
  }
}
