import Packing

/// The terms of some pages that follow one another, in the order of the index: sorted by the file, by
/// the term and by the page.
///
/// For every file it has the pairs, each as the distance of its key from the one before, then a 0, then
/// the words, each with its bytes before it. Behind either stand the first page, its marks, and as
/// the letters that the index has for them the pages behind that, with the distance of the last one
/// where there are any.
struct SearchRun: Sendable {
  /// The number of the first page.
  let firstDocument: Int
  /// Where each file's part begins in the bytes, and where the last one ends.
  private(set) var offsets: [UInt32] = []
  private(set) var bytes: [UInt8] = []

  /// Sorts what was noted of some pages; nothing of use is left of it.
  init(
    _ notes: inout SearchTokenizer, from firstDocument: Int, _ shape: SearchShape,
    scratch: inout [UInt64]
  ) {
    self.firstDocument = firstDocument
    let count = notes.pairs.count
    RadixSort.sort(
      &notes.pairs.postings, count: count, by: PackedPosting.keyBits, scratch: &scratch)
    let starts = RadixSort.scatter(
      &notes.pairs.postings, count: count, into: shape.fileCount, scratch: &scratch
    ) { shape.place(ofKey: PackedPosting.key(of: $0)) }
    let words = notes.words.sort(shape, scratch: &scratch)
    var writer = RunWriter(firstDocument: firstDocument, count: count)
    var word = 0
    offsets.reserveCapacity(shape.fileCount + 1)
    for place in 0..<shape.fileCount {
      offsets.append(UInt32(writer.packed.count))
      let end = starts[place + 1]
      let hasWords = word < words.count && words[word].place == place
      if starts[place] == end, !hasWords { continue }
      writer.appendPairs(notes.pairs.postings, starts[place]..<end)
      while word < words.count, words[word].place == place {
        writer.packed.append(Array(notes.words.words[words[word].number]))
        _ = writer.appendPostings(notes.words.postings, words[word].postings)
        word += 1
      }
    }
    offsets.append(UInt32(writer.packed.count))
    bytes = writer.packed.bytes
  }

  /// Where in the run's bytes the parts of some files are.
  func range(of places: Range<Int>) -> Range<Int> {
    Int(offsets[places.lowerBound])..<Int(offsets[places.upperBound])
  }

  /// The run without its bytes, which have been put elsewhere.
  var hull: SearchRun {
    var hull = self
    hull.bytes = []
    return hull
  }
}

extension WordNotes {
  /// A word of some pages: in which file it is, and which of the postings are its.
  fileprivate struct Sorted {
    let number: Int
    let place: Int
    var postings: Range<Int>
  }

  /// Sorts the words by their files and bytes, and their postings by words and pages.
  fileprivate mutating func sort(_ shape: SearchShape, scratch: inout [UInt64]) -> [Sorted] {
    let places = (0..<words.count).map { shape.place(of: words[$0]) }
    let numbers = (0..<words.count).sorted { one, other in
      places[one] == places[other]
        ? words.precedes(one, other) : places[one] < places[other]
    }
    let count = postings.count
    let starts = RadixSort.scatter(
      &postings, count: count, into: max(1, words.count), scratch: &scratch
    ) { Int(PackedPosting.key(of: $0)) }
    return numbers.map { number in
      Sorted(
        number: number, place: places[number], postings: starts[number]..<starts[number + 1])
    }
  }
}

/// Writes the bytes of a run.
private struct RunWriter {
  let firstDocument: Int
  var packed = PackedWriter()
  /// The letters of a term's pages behind the first one.
  private var letters: [UInt8] = []

  init(firstDocument: Int, count: Int) {
    self.firstDocument = firstDocument
    packed.reserve(count * 3)
  }

  mutating func appendPairs(_ pairs: [UInt64], _ range: Range<Int>) {
    var place = range.lowerBound
    var previous: UInt64 = 0
    while place < range.upperBound {
      let key = PackedPosting.key(of: pairs[place])
      packed.append(Int(key - previous))
      previous = key
      place = appendPostings(pairs, place..<range.upperBound)
    }
    packed.append(0)
  }

  /// Writes the pages of the first term of a range; returns where the next term begins.
  mutating func appendPostings(_ postings: [UInt64], _ range: Range<Int>) -> Int {
    var place = range.lowerBound
    let first = Self.merged(postings, &place, range.upperBound)
    let key = PackedPosting.key(of: first)
    let document = PackedPosting.document(of: first)
    var last = document
    letters.removeAll(keepingCapacity: true)
    while place < range.upperBound, PackedPosting.key(of: postings[place]) == key {
      let next = Self.merged(postings, &place, range.upperBound)
      let document = PackedPosting.document(of: next)
      SearchPostings.append(document - last, PackedPosting.marks(of: next), to: &letters)
      last = document
    }
    packed.append(document - firstDocument)
    packed.append(Int(PackedPosting.marks(of: first).rawValue))
    packed.append(letters)
    if last > document { packed.append(last - document) }
    return place
  }

  /// A term on one page, with the marks of all the places where it is noted.
  @inline(__always)
  private static func merged(_ postings: [UInt64], _ place: inout Int, _ end: Int) -> UInt64 {
    var posting = postings[place]
    place += 1
    while place < end, PackedPosting.isSame(postings[place], posting) {
      posting |= postings[place]
      place += 1
    }
    return posting
  }
}
