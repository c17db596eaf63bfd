/// Into how many files the index is cut. It depends on the number of pages alone, so that the
/// browser is told it by the search page and need not ask.
struct SearchShape: Hashable, Sendable {
  /// How many pages the index knows.
  let documents: Int
  /// How many shards the first characters of terms are spread over.
  let shards: Int
  /// How many files a shard is cut into by the second character: no file is large because a character
  /// is frequent, and one character alone is looked up in as many files.
  let parts: Int
  /// Whether there is a Traditional edition, which has lists of its own.
  let isTwofold: Bool

  init(documents: Int, isTwofold: Bool = false) {
    self.documents = documents
    self.isTwofold = isTwofold
    var files = 1
    // Four pages a file give files of a few kilobytes.
    while files * 4 < documents, files < Self.mostFiles { files *= 2 }
    parts = min(files, Self.mostParts)
    shards = files / parts
  }

  private static let mostParts = 8
  private static let mostFiles = 4_096

  /// How many pages are listed in one file.
  static let block = 32

  /// Which file of the index a term is in.
  func place(_ first: UInt32, _ second: UInt32) -> Int {
    // Both are powers of two: a remainder without a division.
    Self.hash(first) & (shards - 1) * parts + Self.hash(second) & (parts - 1)
  }

  /// Which file of the index a pair is in.
  func place(ofKey key: UInt64) -> Int {
    place(SearchTerms.first(ofKey: key), SearchTerms.second(ofKey: key))
  }

  /// Which file of the index a word is in.
  func place(of word: String) -> Int { place(of: Array(word.utf8)[...]) }

  /// The same of a word that is given by its bytes.
  func place(of word: ArraySlice<UInt8>) -> Int {
    let letters = word.span
    var index = 0
    func next() -> UInt32 {
      index < letters.count ? letters.scalar(at: &index, before: letters.count) : 0
    }
    let first = next()
    return place(first, next())
  }

  /// Knuth's multiplicative hash; `Math.imul` does the same in the browser.
  static func hash(_ scalar: UInt32) -> Int { Int((scalar &* 0x9E37_79B1) >> 16) }

  /// The file of an index at a place.
  func file(_ place: Int) -> String { "search/\(shards)x\(parts)/\(place).txt" }

  /// The file that lists a page and its neighbours.
  func listFile(_ block: Int) -> String { "search/pages/\(block).json" }

  /// The same of the Traditional edition: its titles and notes in its characters.
  func traditionalListFile(_ block: Int) -> String { TraditionalEdition.folder + listFile(block) }

  var fileCount: Int { shards * parts }
  var listCount: Int { (documents + Self.block - 1) / Self.block }

  /// Every file of the index.
  var files: [String] {
    (0..<fileCount).map(file) + (0..<listCount).map(listFile)
      + (isTwofold ? (0..<listCount).map(traditionalListFile) : [])
  }
}
