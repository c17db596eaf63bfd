import CivilTime

/// Reads what a `StateWriter` has written.
package struct StateReader {
  private var bytes: [UInt8] = []
  private var place = 0
  private let next: () -> [UInt8]?

  /// - Parameter next: gives the next piece; nil where there is none.
  package init(_ next: @escaping () -> [UInt8]?) { self.next = next }

  /// Reads a number of one byte.
  package mutating func byte() throws(UnreadableState) -> UInt8 {
    try need(1)
    defer { place += 1 }
    return bytes[place]
  }

  /// Reads a number of two bytes.
  package mutating func uint16() throws(UnreadableState) -> UInt16 {
    try need(2)
    defer { place += 2 }
    return UInt16(littleEndian: load(UInt16.self))
  }

  /// Reads a number of four bytes.
  package mutating func uint32() throws(UnreadableState) -> UInt32 {
    try need(4)
    defer { place += 4 }
    return UInt32(littleEndian: load(UInt32.self))
  }

  /// Reads a number of eight bytes.
  package mutating func int64() throws(UnreadableState) -> Int64 {
    try need(8)
    defer { place += 8 }
    return Int64(littleEndian: load(Int64.self))
  }

  /// Reads a number of eight bytes.
  package mutating func uint64() throws(UnreadableState) -> UInt64 {
    UInt64(bitPattern: try int64())
  }

  /// Reads a whole number.
  package mutating func int() throws(UnreadableState) -> Int { Int(try int64()) }

  /// Reads yes or no.
  package mutating func flag() throws(UnreadableState) -> Bool { try byte() != 0 }

  /// Reads how many of something follow.
  package mutating func count() throws(UnreadableState) -> Int {
    let count = try int()
    guard count >= 0 else { throw UnreadableState("a count of \(count) is impossible") }
    return count
  }

  /// Reads a text.
  package mutating func text() throws(UnreadableState) -> String {
    let length = Int(try uint32())
    try need(length)
    defer { place += length }
    return String(decoding: bytes[place..<(place + length)], as: UTF8.self)
  }

  /// Reads a value that may be missing.
  package mutating func optional<Value>(
    _ read: (inout StateReader) throws(UnreadableState) -> Value
  ) throws(UnreadableState) -> Value? {
    try flag() ? read(&self) : nil
  }

  /// Checks that nothing is left.
  package mutating func finish() throws(UnreadableState) {
    guard place == bytes.count, next() == nil else { throw UnreadableState("something is left") }
  }

  private func load<Number: FixedWidthInteger>(_ type: Number.Type) -> Number {
    bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: Number.self) }
  }

  private mutating func need(_ count: Int) throws(UnreadableState) {
    if bytes.count - place < count { try fetch(count) }
  }

  private mutating func fetch(_ count: Int) throws(UnreadableState) {
    bytes.removeFirst(place)
    place = 0
    while bytes.count < count {
      guard let piece = next() else { throw UnreadableState("it ends too early") }
      if bytes.isEmpty { bytes = piece } else { bytes.append(contentsOf: piece) }
    }
  }
}

/// What was written is not what this program reads.
package struct UnreadableState: Error, CustomStringConvertible {
  /// What is wrong.
  package let description: String

  init(_ description: String) { self.description = description }
}

/// The words of an enumeration by small numbers; which number is whose is written beside the rows.
struct WordList<Word: RawRepresentable & CaseIterable & Hashable & Sendable>: Sendable
where Word.RawValue == String {
  private var words: [Word] = []
  private var numbers: [Word: UInt8] = [:]

  /// The words that there are today.
  init() {
    for word in Word.allCases { add(word) }
  }

  func write(to writer: inout StateWriter) {
    writer.int(words.count)
    for word in words { writer.text(word.rawValue) }
  }

  init(from reader: inout StateReader) throws(UnreadableState) {
    for _ in 0..<(try reader.count()) {
      let text = try reader.text()
      guard let word = Word(rawValue: text) else { throw UnreadableState("'\(text)' is unknown") }
      add(word)
    }
  }

  func number(of word: Word) -> UInt8 { numbers[word] ?? 0 }

  func word(_ number: UInt8) throws(UnreadableState) -> Word {
    guard Int(number) < words.count else { throw UnreadableState("word \(number) is unknown") }
    return words[Int(number)]
  }

  private mutating func add(_ word: Word) {
    numbers[word] = UInt8(words.count)
    words.append(word)
  }
}

extension StateReader {
  mutating func code() throws(UnreadableState) -> Code {
    let text = try text()
    guard let code = Code(text) else { throw UnreadableState("'\(text)' is no code") }
    return code
  }

  mutating func amount() throws(UnreadableState) -> Amount {
    let points = try int()
    guard let amount = Amount(points) else { throw UnreadableState("\(points) is no amount") }
    return amount
  }

  mutating func money() throws(UnreadableState) -> Money {
    let fen = try int()
    guard let money = Money(fen: fen) else { throw UnreadableState("\(fen) fen are no amount") }
    return money
  }

  mutating func day() throws(UnreadableState) -> Day { Day(daysSinceEpoch: try int()) }

  mutating func word<Word: RawRepresentable>() throws(UnreadableState) -> Word
  where Word.RawValue == String {
    let text = try text()
    guard let word = Word(rawValue: text) else { throw UnreadableState("'\(text)' is unknown") }
    return word
  }

  mutating func tokenHash() throws(UnreadableState) -> TokenHash {
    var bytes: [UInt8] = []
    for _ in 0..<32 { bytes.append(try byte()) }
    guard let hash = TokenHash(bytes) else { preconditionFailure("32 bytes are a hash") }
    return hash
  }
}
