/// Numbers as the index writes them: base 64, five bits a letter with the lowest first, and a sixth
/// that says that more follow.
enum SearchNumber {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 0xFF, count: 256)
    for (value, letter) in alphabet.enumerated() { values[Int(letter)] = UInt8(value) }
    return values
  }()

  static func append(_ number: Int, to bytes: inout [UInt8]) {
    var rest = number
    repeat {
      let low = rest & 31
      rest >>= 5
      bytes.append(alphabet[rest > 0 ? low | 32 : low])
    } while rest > 0
  }

  /// Whether a byte is a letter of a number.
  static func isLetter(_ byte: UInt8) -> Bool { values[Int(byte)] != 0xFF }

  /// The numbers that letters stand for; what is none ends them.
  static func numbers(_ letters: some Sequence<UInt8>) -> [Int] {
    var numbers: [Int] = []
    var (number, shift) = (0, 0)
    for letter in letters {
      let value = Int(values[Int(letter)])
      guard value < 64, shift < 60 else { break }
      number |= (value & 31) << shift
      shift += 5
      if value < 32 {
        numbers.append(number)
        (number, shift) = (0, 0)
      }
    }
    return numbers
  }
}

/// The pages that have a term, in the order of their numbers.
struct SearchPostings: Sendable, Equatable {
  /// A page, and whether its title has the term.
  struct Posting: Sendable, Equatable {
    var document: Int
    var isTitle: Bool
  }

  private(set) var list: [Posting] = []

  init() {}

  init(_ letters: some Sequence<UInt8>) {
    var document = 0
    for number in SearchNumber.numbers(letters) {
      document += number >> 1
      list.append(Posting(document: document, isTitle: number & 1 == 1))
    }
  }

  var letters: [UInt8] {
    var letters: [UInt8] = []
    var previous = 0
    for posting in list {
      Self.append(posting.document - previous, isTitle: posting.isTitle, to: &letters)
      previous = posting.document
    }
    return letters
  }

  static func append(_ distance: Int, isTitle: Bool, to letters: inout [UInt8]) {
    SearchNumber.append(distance << 1 | (isTitle ? 1 : 0), to: &letters)
  }

  /// Says of one page whether it has the term: nil where it has not.
  mutating func set(_ document: Int, isTitle: Bool?) {
    let place = list.firstIndex { $0.document >= document } ?? list.count
    if place < list.count, list[place].document == document { list.remove(at: place) }
    if let isTitle { list.insert(Posting(document: document, isTitle: isTitle), at: place) }
  }
}
