import JSON
import Packing

/// Makes the files of the index from the pages as they stand in the folder: what readers can find is
/// what they can read, and nothing else.
struct SearchPress {
  let documents: [SearchDocument]
  let folder: OutputFolder
  let workers: Workers
  /// The Traditional edition, which has the lists in its own characters; nil where there is none.
  var edition: TraditionalEdition?

  var shape: SearchShape { SearchShape(documents: documents.count, isTwofold: edition != nil) }

  /// Reads every page and writes the whole index.
  ///
  /// - Parameter report: notes what was written.
  /// - Returns: what has to be known to follow edits.
  /// - Throws: where a file cannot be written.
  func writeAll(_ report: inout BuildReport) throws(OutputError) -> SearchMemory {
    let readings = workers.map(below: documents.count, share: 8) { PackedReading(reading(of: $0)) }
    let shape = shape
    // Only so many of the shards are held open at a time: a pair of a page is 8 bytes here.
    let rounds = max(1, documents.count / 2_000)
    let share = (shape.fileCount + rounds - 1) / rounds
    for start in stride(from: 0, to: shape.fileCount, by: share) {
      let range = start..<min(start + share, shape.fileCount)
      let sheaves = Sheaves(range, shape, readings)
      try put(
        range.map(shape.file), &report,
        workers.map(below: range.count, share: 4) { sheaves.file($0) })
    }
    let lists = workers.map(below: shape.listCount) {
      list($0) { (readings[$0].title, readings[$0].isTraditional) }
    }
    try put((0..<shape.listCount).map(shape.listFile), &report, lists)
    if let edition {
      let lists = workers.map(below: shape.listCount) {
        list($0, in: edition) { (readings[$0].title, readings[$0].isTraditional) }
      }
      try put((0..<shape.listCount).map(shape.traditionalListFile), &report, lists)
    }
    return SearchMemory(documents: documents, digests: readings.map(\.digest))
  }

  func reading(of document: Int) -> SearchReading {
    SearchReading(folder.bytes(of: documents[document].file) ?? [])
  }

  private func put(
    _ files: [String], _ report: inout BuildReport, _ bytes: [[UInt8]]
  ) throws(OutputError) {
    for (file, bytes) in zip(files, bytes) { report.note(try folder.put(file, bytes), file) }
  }

  /// The lines of a block of pages: `[["/issues/27/rain/","雨","营造 · 2026年11月7日"],…]`, with a fourth
  /// `true` for a page that has Traditional characters.
  ///
  /// - Parameters:
  ///   - block: which.
  ///   - edition: the edition whose titles and notes they are; nil for the pages' own.
  ///   - of: what is known of a page, by its number.
  /// - Returns: the file.
  func list(
    _ block: Int, in edition: TraditionalEdition? = nil,
    of: (Int) -> (title: String, isTraditional: Bool)
  ) -> [UInt8] {
    func text(_ text: String) -> String { edition?.text(text) ?? text }
    var json = JSONWriter()
    let start = block * SearchShape.block
    json.array { json in
      for place in start..<min(start + SearchShape.block, documents.count) {
        json.array { json in
          json.string(documents[place].url)
          let (title, isTraditional) = of(place)
          json.string(text(title))
          json.string(text(documents[place].note))
          if isTraditional { json.bool(true) }
        }
      }
    }
    return json.bytes
  }
}

/// A page's terms in as little room as they take, until all pages have been read.
private struct PackedReading: Sendable {
  let title: String
  let isTraditional: Bool
  let digest: Digest64
  let words: [String: SearchMarks]
  private let packed: [UInt8]
  private let count: Int

  init(_ reading: SearchReading) {
    title = reading.title
    isTraditional = reading.isTraditional
    digest = reading.digest
    words = reading.terms.words
    count = reading.terms.pairs.count
    var writer = PackedWriter()
    writer.reserve(count * 3)
    var previous: UInt64 = 0
    for pair in reading.terms.pairs {
      writer.append(Int(pair &- previous))
      previous = pair
    }
    packed = writer.bytes
  }

  func forEachPair(_ body: (UInt64) -> Void) {
    packed.withUnsafeBufferPointer { buffer in
      var reader = PackedReader(buffer)
      var pair: UInt64 = 0
      for _ in 0..<count {
        pair &+= UInt64(reader.number())
        body(pair)
      }
    }
  }
}

/// The terms of all pages, sorted into some of the files of the index.
private struct Sheaves: Sendable {
  /// For each file: first character, second, page, marks, in 18, 18, 22 and 6 bits.
  private var pairs: [[UInt64]]
  private var words: [[String: [SearchPostings.Posting]]]

  init(_ range: Range<Int>, _ shape: SearchShape, _ readings: [PackedReading]) {
    var pairs = [[UInt64]](repeating: [], count: range.count)
    var words = [[String: [SearchPostings.Posting]]](repeating: [:], count: range.count)
    for (document, reading) in readings.enumerated() {
      reading.forEachPair { pair in
        let key = SearchTerms.key(of: pair)
        let place = shape.place(ofKey: key)
        guard range.contains(place) else { return }
        pairs[place - range.lowerBound].append(
          key << 28 | UInt64(document) << 6 | UInt64(SearchTerms.marks(of: pair).rawValue))
      }
      for (word, marks) in reading.words {
        let place = shape.place(of: word)
        guard range.contains(place) else { continue }
        words[place - range.lowerBound][word, default: []].append(
          SearchPostings.Posting(document: document, marks: marks))
      }
    }
    self.pairs = pairs
    self.words = words
  }

  /// The bytes of a file.
  func file(_ place: Int) -> [UInt8] {
    var writer = SearchShardWriter()
    var key: UInt64?
    var previous = 0
    for pair in pairs[place].sorted() {
      if key != pair >> 28 {
        key = pair >> 28
        previous = 0
        writer.begin(pair >> 28)
      }
      let document = Int(pair >> 6 & 0x3F_FFFF)
      SearchPostings.append(
        document - previous, SearchTerms.marks(of: pair), to: &writer.bytes)
      previous = document
    }
    for (word, postings) in words[place].sorted(by: { $0.key.precedesInBytes($1.key) }) {
      writer.begin(word)
      previous = 0
      for posting in postings {
        SearchPostings.append(posting.document - previous, posting.marks, to: &writer.bytes)
        previous = posting.document
      }
    }
    return writer.finished
  }
}

extension SearchShape {
  /// Which file of the index a pair is in.
  func place(ofKey key: UInt64) -> Int {
    place(SearchTerms.first(ofKey: key), SearchTerms.second(ofKey: key))
  }

  /// Which file of the index a word is in.
  func place(of word: String) -> Int {
    var scalars = word.unicodeScalars.makeIterator()
    return place(scalars.next()?.value ?? 0, scalars.next()?.value ?? 0)
  }
}
