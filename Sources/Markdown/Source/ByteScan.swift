internal import Glibc

/// A set of bytes, as a table: looking for the next byte of a set is most of what the layer does
/// to a text, and a table is the quickest way for ASCII.
struct ByteSet: @unchecked Sendable {
  /// 256 bytes, 1 for a member. They live as long as the process.
  private let table: UnsafePointer<UInt8>

  /// The bytes of a text, and all from `lowest` to `highest`.
  init(_ members: StaticString, lowest: UInt8 = 0xFF, highest: UInt8 = 0) {
    let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    table.initialize(repeating: 0, count: 256)
    for offset in 0..<members.utf8CodeUnitCount { table[Int(members.utf8Start[offset])] = 1 }
    for byte in stride(from: Int(lowest), through: Int(highest), by: 1) { table[byte] = 1 }
    self.table = UnsafePointer(table)
  }

  /// Whether the byte is a member.
  @inline(__always)
  func holds(_ byte: UInt8) -> Bool { table[Int(byte)] != 0 }

  /// Nothing but what may begin a sentinel.
  static let sentinels = ByteSet("", lowest: 0xEF, highest: 0xF0)
  /// What text must escape, and what may begin a sentinel.
  static let escaped = ByteSet("\"&<>", lowest: 0xEF, highest: 0xF0)
  /// The bytes at which a survey stops.
  static let surveyed = ByteSet("\n\r*:@[\\w{|~")
  /// The bytes at which a mark of the layer's may show itself in a text.
  static let textMarks = ByteSet(":@[w{~")
  /// The bytes that open a note's mark or ruby.
  static let brackets = ByteSet("[{")
}

extension Bytes {
  /// The first index from `start` on whose byte is a member, or the end.
  ///
  /// Most of a Chinese text lies above ASCII and below any set's members there, so eight such
  /// bytes are stepped over at a time.
  @inline(__always)
  func index(from start: Int, of set: ByteSet) -> Int {
    var index = start
    while index < count {
      let byte = self[index]
      if set.holds(byte) { return index }
      if byte >= 0x80, index + 8 <= count, isPlainWide(word(at: index)) {
        index += 8
      } else {
        index += 1
      }
    }
    return count
  }

  /// The first index from `start` on that holds this byte, or the end.
  func index(from start: Int, ofByte byte: UInt8) -> Int {
    guard let base = baseAddress, start < count,
      let found = memchr(base + start, Int32(byte), count - start)
    else { return count }
    return UnsafeRawPointer(base).distance(to: found)
  }

  /// Whether the eight bytes at `index` are all ASCII; false near the end.
  @inline(__always)
  func isASCII(eightFrom index: Int) -> Bool {
    index + 8 <= count && word(at: index) & 0x8080_8080_8080_8080 == 0
  }

  /// Whether eight bytes are all from 0x80 to 0xEE.
  @inline(__always)
  private func isPlainWide(_ word: UInt64) -> Bool {
    let high: UInt64 = 0x8080_8080_8080_8080
    // Adding 0x11 to the lower seven bits carries into the eighth from 0xEF on.
    return word & high == high && ((word & ~high) &+ 0x1111_1111_1111_1111) & high == 0
  }

  @inline(__always)
  private func word(at index: Int) -> UInt64 {
    UnsafeRawBufferPointer(self).loadUnaligned(fromByteOffset: index, as: UInt64.self)
  }
}
