import Packing

/// Merges the parts that the runs of an index have of one of its files.
struct SearchMerge {
  /// A term in one run.
  fileprivate struct Entry {
    var firstDocument: Int
    var lastDocument: Int
    var marks: SearchMarks
    /// Where the letters of its pages behind the first one are.
    var part: Int
    var letters: Range<Int>
  }

  /// The parts, in the order of their pages.
  private var parts: [ArraySlice<UInt8>] = []
  private var entries: [Entry] = []
  /// For each pair of an entry its key and, as the rest, the entry's place; in the order of the pages.
  private var pairs: [UInt64] = []
  /// The same of words, whose keys are their numbers.
  private var wordEntries: [UInt64] = []
  private var words = SearchWords()
  private var scratch: [UInt64] = []

  /// Adds the next part.
  ///
  /// - Parameters:
  ///   - part: a part of a run.
  ///   - firstDocument: the run's first page.
  mutating func add(_ part: ArraySlice<UInt8>, from firstDocument: Int) {
    guard !part.isEmpty else { return }
    let number = parts.count
    parts.append(part)
    part.withUnsafeBufferPointer { bytes in
      var reader = PackedReader(bytes)
      var key: UInt64 = 0
      while true {
        let distance = reader.number()
        if distance == 0 { break }
        key += UInt64(distance)
        pairs.append(PackedPosting.pack(key, UInt64(entries.count)))
        entries.append(Entry(&reader, part: number, from: firstDocument, part.startIndex))
      }
      while !reader.isAtEnd {
        let word = words.number(of: reader.slice())
        wordEntries.append(PackedPosting.pack(UInt64(word), UInt64(entries.count)))
        entries.append(Entry(&reader, part: number, from: firstDocument, part.startIndex))
      }
    }
  }

  /// The bytes of the file, once all parts have been added; nothing is left of them.
  mutating func finish() -> [UInt8] {
    var writer = SearchShardWriter()
    let count = pairs.count
    RadixSort.sort(&pairs, count: count, by: PackedPosting.keyBits, scratch: &scratch)
    var key: UInt64?
    var previous = 0
    for pair in pairs[..<count] {
      if PackedPosting.key(of: pair) != key {
        key = PackedPosting.key(of: pair)
        writer.begin(PackedPosting.key(of: pair))
        previous = 0
      }
      entries[PackedPosting.rest(of: pair)].append(to: &writer.bytes, after: &previous, parts)
    }
    let starts = RadixSort.scatter(
      &wordEntries, count: wordEntries.count, into: max(1, words.count), scratch: &scratch
    ) { Int(PackedPosting.key(of: $0)) }
    for word in words.sorted {
      writer.begin(words[word])
      previous = 0
      for value in wordEntries[starts[word]..<starts[word + 1]] {
        entries[PackedPosting.rest(of: value)].append(to: &writer.bytes, after: &previous, parts)
      }
    }
    removeAll()
    return writer.finished()
  }

  private mutating func removeAll() {
    parts.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
    pairs.removeAll(keepingCapacity: true)
    wordEntries.removeAll(keepingCapacity: true)
    words.removeAll()
  }
}

extension SearchMerge.Entry {
  /// - Parameters:
  ///   - reader: reads the run's part.
  ///   - part: which of the parts it is.
  ///   - run: the run's first page.
  ///   - start: the index of the part's first byte.
  fileprivate init(_ reader: inout PackedReader, part: Int, from run: Int, _ start: Int) {
    let firstDocument = run + reader.number()
    let marks = SearchMarks(rawValue: UInt8(truncatingIfNeeded: reader.number()))
    let count = reader.slice().count
    let end = start + reader.position
    self.init(
      firstDocument: firstDocument,
      lastDocument: count > 0 ? firstDocument + reader.number() : firstDocument,
      marks: marks, part: part, letters: end - count..<end)
  }

  /// Writes the term's pages behind those of the entries before it; `previous` is the last of them.
  @inline(__always)
  fileprivate func append(
    to bytes: inout [UInt8], after previous: inout Int, _ parts: [ArraySlice<UInt8>]
  ) {
    SearchPostings.append(firstDocument - previous, marks, to: &bytes)
    if !letters.isEmpty { bytes += parts[part][letters] }
    previous = lastDocument
  }
}
