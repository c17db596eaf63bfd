/// Where a page grows: memory of its own, which the small writes of a template go to directly.
///
/// An array would check its uniqueness and its bounds at each of a page's hundreds of writes; that
/// was a third of rendering's time. The memory belongs to one call of `Program.run`.
struct ByteSink {
  private var bytes: UnsafeMutablePointer<UInt8>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int) {
    bytes = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  /// Gives all that was written to `output` and frees the memory.
  consuming func finish(into output: inout [UInt8]) {
    output.append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
    bytes.deallocate()
  }

  /// A copy of what was written from a place on.
  func bytes(from start: Int) -> [UInt8] {
    Array(UnsafeBufferPointer(start: bytes + start, count: count - start))
  }

  @inline(__always)
  mutating func append(_ source: UnsafeBufferPointer<UInt8>) {
    guard let start = source.baseAddress else { return }
    reserve(source.count)
    (bytes + count).update(from: start, count: source.count)
    count += source.count
  }

  mutating func append(_ source: [UInt8]) {
    source.withUnsafeBufferPointer { append($0) }
  }

  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  /// Appends text with the five characters escaped that mean something in markup.
  ///
  /// It looks at UTF-8 bytes, eight at a time: all five characters are ASCII, and no byte of a
  /// longer one is.
  mutating func append(escaping text: String) {
    var text = text
    text.withUTF8 { source in
      guard let start = source.baseAddress else { return }
      reserve(source.count * 6)
      var target = bytes + count
      var index = 0
      while index + 8 <= source.count {
        let word = UnsafeRawPointer(start + index).loadUnaligned(as: UInt64.self)
        if holdsSpecial(word) {
          for byte in index..<(index + 8) { write(start[byte], to: &target) }
        } else {
          UnsafeMutableRawPointer(target).storeBytes(of: word, as: UInt64.self)
          target += 8
        }
        index += 8
      }
      while index < source.count {
        write(start[index], to: &target)
        index += 1
      }
      count = target - bytes
    }
  }

  /// Appends a number in plain digits.
  mutating func append(digitsOf number: Int) {
    reserve(20)
    if number < 0 {
      bytes[count] = UInt8(ascii: "-")
      count += 1
    }
    let start = count
    var rest = number.magnitude
    repeat {
      bytes[count] = UInt8(ascii: "0") + UInt8(rest % 10)
      count += 1
      rest /= 10
    } while rest > 0
    var digits = UnsafeMutableBufferPointer(start: bytes + start, count: count - start)
    digits.reverse()
  }

  @inline(__always)
  private mutating func reserve(_ needed: Int) {
    if count + needed > capacity { grow(count + needed) }
  }

  @inline(never)
  private mutating func grow(_ needed: Int) {
    capacity = max(capacity * 2, needed)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: bytes, count: count)
    bytes.deallocate()
    bytes = larger
  }
}

/// Whether one of eight bytes must be escaped. A byte that equals the character is zero after the
/// exclusive or; subtracting one then borrows into its highest bit, which was not set before.
@inline(__always)
private func holdsSpecial(_ word: UInt64) -> Bool {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let ampersand = word ^ (ones &* 0x26)
  let less = word ^ (ones &* 0x3C)
  let greater = word ^ (ones &* 0x3E)
  let double = word ^ (ones &* 0x22)
  let single = word ^ (ones &* 0x27)
  let borrows =
    (ampersand &- ones) & ~ampersand | (less &- ones) & ~less | (greater &- ones) & ~greater
    | (double &- ones) & ~double | (single &- ones) & ~single
  return borrows & (ones &* 0x80) != 0
}

@inline(__always)
private func write(_ byte: UInt8, to target: inout UnsafeMutablePointer<UInt8>) {
  let entity: StaticString
  switch byte {
  case UInt8(ascii: "&"): entity = "&amp;"
  case UInt8(ascii: "<"): entity = "&lt;"
  case UInt8(ascii: ">"): entity = "&gt;"
  case UInt8(ascii: "\""): entity = "&quot;"
  case UInt8(ascii: "'"): entity = "&#39;"
  default:
    target.pointee = byte
    target += 1
    return
  }
  target.update(from: entity.utf8Start, count: entity.utf8CodeUnitCount)
  target += entity.utf8CodeUnitCount
}
