import Testing

@testable import SiteBuilder

@Suite("搜索怎样取词")
struct SearchTokenizerTests {
  /// What the terms of a text are by definition, with a set for everything.
  private struct Definition: Equatable {
    var pairs: [UInt64: SearchMarks] = [:]
    var words: [String: SearchMarks] = [:]

    init(_ terms: SearchTerms) {
      for pair in terms.pairs {
        pairs[SearchTerms.key(of: pair)] = SearchTerms.marks(of: pair)
      }
      words = terms.words
    }

    init(_ text: SearchText) {
      take(SearchFolding.scalars(of: text.bytes), [])
      take(SearchFolding.scalars(of: text.bytes[text.title]), .title)
    }

    private mutating func take(_ written: [UInt32], _ marks: SearchMarks) {
      let scalars = written.filter { SearchFolding.kind($0) != .mark }
      func ideograph(_ place: Int) -> UInt32? {
        scalars.indices.contains(place) && SearchFolding.kind(scalars[place]) == .ideograph
          ? scalars[place] : nil
      }
      for place in scalars.indices {
        guard let one = ideograph(place) else { continue }
        let other = ideograph(place + 1)
        // Behind the pair, or behind the punctuation that stands in its place.
        let punctuation = scalars[(place + 1)...].prefix { SearchFolding.kind($0) == .gap }.count
        let next = ideograph(place + (other == nil ? punctuation + 1 : 2))
        pairs[SearchTerms.key(one, other ?? 0), default: []]
          .formUnion(marks.union(next.map { .following($0) } ?? []))
      }
      for word in scalars.split(whereSeparator: { SearchFolding.kind($0) != .letter }) {
        let letters = word.prefix(SearchTerms.longestWord).compactMap(Unicode.Scalar.init)
        words[String(String.UnicodeScalarView(letters)), default: []].formUnion(marks)
      }
    }
  }

  @Test("The terms of texts at random are those that the definition gives", arguments: 0..<20)
  func terms(seed: UInt64) {
    var random = RandomMagazine.Generator(state: seed)
    let texts =
      Array("雨声檐下簷聲，。Ａ７éжabcdefgh 𠀀𪜶\u{FFFD}").map(String.init) + ["e\u{301}", "\u{308}"]
      + ["</h1><p>", "<b>", "&#38632;", "supercalifragilisticexpialidocious"]
    for _ in 0..<40 {
      let count = Int.random(in: 0..<80, using: &random)
      let body = (0..<count).map { _ in texts.randomElement(using: &random) ?? "" }.joined()
      let text = SearchText(Array("<main><h1>雨\(body)</main>".utf8))
      #expect(Definition(SearchTerms(text)) == Definition(text), "\(body)")
    }
  }

  @Test("What one page leaves behind is in no other page's terms")
  func pages() {
    let texts = ["<main><h1>雨声</h1>a7", "<main>声雨", "<main>", "<main>雨声。雨"].map {
      SearchText(Array($0.utf8))
    }
    var notes = SearchTokenizer(limit: 4)
    #expect(notes.hasRoom(for: texts[0]))
    for (document, text) in texts.enumerated() { _ = notes.take(text, document) }
    #expect(!notes.hasRoom(for: texts[0]))
    for (document, text) in texts.enumerated() {
      var pairs: [UInt64: SearchMarks] = [:]
      for posting in notes.pairs.postings[..<notes.pairs.count]
      where PackedPosting.document(of: posting) == document {
        pairs[PackedPosting.key(of: posting), default: []]
          .formUnion(PackedPosting.marks(of: posting))
      }
      #expect(pairs == Definition(text).pairs, "\(document)")
    }
    #expect(notes.words.postings.map { PackedPosting.document(of: $0) } == [0])
  }

  @Test("Bytes at random have the scalars that Unicode's own decoder finds", arguments: 0..<20)
  func scalars(seed: UInt64) {
    var random = RandomMagazine.Generator(state: seed)
    let edges: [UInt8] = [
      0x41, 0x7F, 0x80, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xDF, 0xE0, 0xE4, 0xED, 0xEF, 0xF0, 0xF4,
      0xF5, 0xFF,
    ]
    for _ in 0..<200 {
      let bytes = (0..<12).map { _ in edges.randomElement(using: &random) ?? 0 }
      var found: [UInt32] = []
      var index = 0
      while index < bytes.count {
        found.append(bytes.span.scalar(at: &index, before: bytes.count))
      }
      let known = String(decoding: bytes, as: UTF8.self).unicodeScalars.map(\.value)
      // One error or several in a row are the same gap.
      #expect(Self.once(found) == Self.once(known), "\(bytes)")
    }
  }

  private static func once(_ scalars: [UInt32]) -> [UInt32] {
    scalars.enumerated().filter {
      $0.offset == 0 || $0.element != 0xFFFD || scalars[$0.offset - 1] != 0xFFFD
    }
    .map(\.element)
  }

  @Test("A radix sort is a stable sort by the bits that are asked for", arguments: 0..<10)
  func radix(seed: UInt64) {
    var random = RandomMagazine.Generator(state: seed)
    let widths: [UInt64] = [64, 30, 40]
    var values = (0..<Int.random(in: 0..<3_000, using: &random)).map { number in
      UInt64.random(in: 0...UInt64.max, using: &random) >> (64 - widths[number % 3])
    }
    let expected = values.enumerated().sorted {
      ($0.element >> 28, $0.offset) < ($1.element >> 28, $1.offset)
    }.map(\.element)
    let count = values.count
    // What is behind counts for nothing.
    values += [0, 0, 0]
    var scratch: [UInt64] = []
    RadixSort.sort(&values, count: count, by: 28..<64, scratch: &scratch)
    #expect(Array(values[..<count]) == expected)
  }

  @Test("Words have the numbers in which they come, and an order by their bytes")
  func words() {
    var words = SearchWords()
    let texts = (0..<500).map { "\($0 * 7919 % 500)" } + ["é", "ж", "swift", "swif"]
    for _ in 0..<2 {
      for (number, text) in texts.enumerated() {
        #expect(words.number(of: Array(text.utf8)) == number)
      }
    }
    #expect(words.count == texts.count)
    let sorted = words.sorted.map { String(decoding: words[$0], as: UTF8.self) }
    #expect(sorted == texts.sorted { $0.precedesInBytes($1) })
    words.removeAll()
    #expect(words.number(of: Array("ж".utf8)) == 0)
    #expect(words.sorted == [0])
  }
}
