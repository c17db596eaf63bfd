/// Numbers as the index writes them: base 64, five bits a letter with the lowest first, and a sixth
/// that says that more follow.
enum SearchNumber {
  /// Static, since every letter of the index is taken from it: an array would be asked each time whether
  /// it has been made yet.
  private static let alphabet: StaticString =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 0xFF, count: 256)
    for value in 0..<64 { values[Int(letter(UInt8(value)))] = UInt8(value) }
    return values
  }()

  static func append(_ number: Int, to bytes: inout [UInt8]) {
    var rest = number
    repeat {
      let low = rest & 31
      rest >>= 5
      bytes.append(letter(UInt8(truncatingIfNeeded: rest > 0 ? low | 32 : low)))
    } while rest > 0
  }

  /// Whether a byte is a letter of a number.
  static func isLetter(_ byte: UInt8) -> Bool { values[Int(byte)] != 0xFF }

  /// The letter for six bits.
  static func letter(_ value: UInt8) -> UInt8 {
    alphabet.withUTF8Buffer { $0[Int(value & 63)] }
  }

  /// The six bits of the next letter; nil where none follows.
  static func value(_ letters: inout some IteratorProtocol<UInt8>) -> UInt8? {
    letters.next().map { values[Int($0)] }.flatMap { $0 < 64 ? $0 : nil }
  }

  /// The number that the next letters stand for; nil where none follows.
  static func number(_ letters: inout some IteratorProtocol<UInt8>) -> Int? {
    var (number, shift) = (0, 0)
    while shift < 60, let value = value(&letters) {
      number |= Int(value & 31) << shift
      shift += 5
      if value < 32 { return number }
    }
    return nil
  }
}

/// The pages that have a term, in the order of their numbers. In a file each is a letter for its
/// marks and the distance from the page before it.
struct SearchPostings: Sendable, Equatable {
  /// A page, and how it has the term.
  struct Posting: Sendable, Equatable {
    var document: Int
    var marks: SearchMarks
  }

  private(set) var list: [Posting] = []

  init() {}

  init(_ letters: some Sequence<UInt8>) {
    var document = 0
    var rest = letters.makeIterator()
    while let marks = SearchNumber.value(&rest), let distance = SearchNumber.number(&rest) {
      document &+= distance
      list.append(Posting(document: document, marks: SearchMarks(rawValue: marks)))
    }
  }

  var letters: [UInt8] {
    var letters: [UInt8] = []
    var previous = 0
    for posting in list {
      Self.append(posting.document - previous, posting.marks, to: &letters)
      previous = posting.document
    }
    return letters
  }

  static func append(_ distance: Int, _ marks: SearchMarks, to letters: inout [UInt8]) {
    letters.append(SearchNumber.letter(marks.rawValue))
    SearchNumber.append(distance, to: &letters)
  }

  /// Says of one page how it has the term: nil where it has not.
  mutating func set(_ document: Int, _ marks: SearchMarks?) {
    let place = list.firstIndex { $0.document >= document } ?? list.count
    if place < list.count, list[place].document == document { list.remove(at: place) }
    if let marks { list.insert(Posting(document: document, marks: marks), at: place) }
  }
}
