/// One file of the index as text: a line for every first character, which begins with it and goes on
/// with each second character (`.` for anything else that follows) and the pages of that pair; then a line
/// `=word:` for every word. Here 雨声 is on the pages 0 and 2, and in the title of the second one.
///
/// ```text
/// 雨声EAHC棚QB
/// =swift:AABC
/// ```
struct SearchShard: Equatable {
  /// The letters of the pages, by pair without its marks.
  private(set) var pairs: [UInt64: [UInt8]] = [:]
  private(set) var words: [String: [UInt8]] = [:]

  init() {}

  /// Reads a file of the index; nil where it is none.
  init?(_ bytes: [UInt8]) {
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let isRead = line.first == UInt8(ascii: "=") ? readWord(line) : readPairs(line)
      guard isRead else { return nil }
    }
  }

  private mutating func readWord(_ line: ArraySlice<UInt8>) -> Bool {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let word = String(decoding: line[(line.startIndex + 1)..<colon], as: UTF8.self)
    words[word] = Array(line[(colon + 1)...])
    return true
  }

  private mutating func readPairs(_ line: ArraySlice<UInt8>) -> Bool {
    var first: UInt32?
    var index = line.startIndex
    while index < line.endIndex {
      guard let (scalar, length) = Self.scalar(line[index...]) else { return false }
      index += length
      guard let one = first else {
        first = scalar
        continue
      }
      let end = line[index...].firstIndex { !SearchNumber.isLetter($0) } ?? line.endIndex
      pairs[SearchTerms.key(one, scalar == 0x2E ? 0 : scalar)] = Array(line[index..<end])
      index = end
    }
    return first != nil
  }

  private static func scalar(_ bytes: ArraySlice<UInt8>) -> (UInt32, Int)? {
    var decoder = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    guard case .valid(let encoded) = decoder.parseScalar(from: &iterator) else { return nil }
    return (Unicode.UTF8.decode(encoded).value, encoded.count)
  }

  /// Says of one page how it has a pair.
  mutating func set(_ key: UInt64, _ document: Int, _ marks: SearchMarks?) {
    var postings = SearchPostings(pairs[key] ?? [])
    postings.set(document, marks)
    pairs[key] = postings.list.isEmpty ? nil : postings.letters
  }

  /// Says of one page how it has a word.
  mutating func set(_ word: String, _ document: Int, _ marks: SearchMarks?) {
    var postings = SearchPostings(words[word] ?? [])
    postings.set(document, marks)
    words[word] = postings.list.isEmpty ? nil : postings.letters
  }

  /// The file.
  var bytes: [UInt8] {
    var writer = SearchShardWriter()
    for (key, letters) in pairs.sorted(by: { $0.key < $1.key }) {
      writer.begin(key)
      writer.bytes += letters
    }
    for (word, letters) in words.sorted(by: { $0.key.precedesInBytes($1.key) }) {
      writer.begin(word.utf8)
      writer.bytes += letters
    }
    return writer.finished()
  }
}

/// Writes a file of the index, pair by pair and then word by word, each in order.
struct SearchShardWriter {
  var bytes: [UInt8] = []
  private var first: UInt32?

  mutating func begin(_ key: UInt64) {
    let one = SearchTerms.first(ofKey: key)
    let second = SearchTerms.second(ofKey: key)
    if first != one {
      breakLine()
      append(one)
      first = one
    }
    append(second == 0 ? 0x2E : second)
  }

  mutating func begin(_ word: some Collection<UInt8>) {
    breakLine()
    bytes.append(UInt8(ascii: "="))
    bytes += word
    bytes.append(UInt8(ascii: ":"))
  }

  /// The bytes of the whole file.
  consuming func finished() -> [UInt8] {
    breakLine()
    return bytes
  }

  private mutating func breakLine() {
    if !bytes.isEmpty { bytes.append(UInt8(ascii: "\n")) }
  }

  private mutating func append(_ scalar: UInt32) {
    guard let scalar = Unicode.Scalar(scalar) else { return }
    if let encoded = UTF8.encode(scalar) { bytes += encoded }
  }
}
