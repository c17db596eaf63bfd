internal import Glibc

/// Something that takes bytes one after another.
protocol ByteSink: ~Copyable {
  mutating func append(_ byte: UInt8)
  mutating func append(bytes: Bytes)
}

extension [UInt8]: ByteSink {
  @inline(__always)
  mutating func append(bytes: Bytes) { append(contentsOf: bytes) }
}

/// The output of a rendering: an array's append costs several times as much for a few bytes, and
/// most of what is written is a few bytes.
struct OutputBuffer: ByteSink, ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = max(256, capacity)
    start = .allocate(capacity: self.capacity)
  }

  deinit { start.deallocate() }

  /// The last byte; nil when there is none.
  var last: UInt8? { count > 0 ? start[count - 1] : nil }
  var isEmpty: Bool { count == 0 }
  /// What was written, until something more is.
  var bytes: Bytes { Bytes(start: start, count: count) }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    if count == capacity { grow(by: 1) }
    start[count] = byte
    count += 1
  }

  @inline(__always)
  mutating func append(bytes: Bytes) {
    guard let source = bytes.baseAddress else { return }
    if count + bytes.count > capacity { grow(by: bytes.count) }
    memcpy(start + count, source, bytes.count)
    count += bytes.count
  }

  /// Forgets what was written since `count` was this.
  mutating func truncate(to count: Int) {
    self.count = min(count, self.count)
  }

  /// A copy of what was written from `start` on.
  func array(from start: Int = 0) -> [UInt8] {
    [UInt8](Bytes(rebasing: bytes[start...]))
  }

  private mutating func grow(by length: Int) {
    let wider = max(capacity * 2, count + length)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: wider)
    moved.update(from: start, count: count)
    start.deallocate()
    start = moved
    capacity = wider
  }
}

extension ByteSink where Self: ~Copyable {
  /// Appends a piece of text as it stands.
  @inline(__always)
  mutating func append(_ text: Bytes, _ range: Range<Int>) {
    if !range.isEmpty { append(bytes: Bytes(rebasing: text[range])) }
  }

  /// Appends a literal of ours.
  @inline(__always)
  mutating func append(_ text: StaticString) {
    append(bytes: Bytes(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends a number in decimal.
  mutating func append(decimal number: Int) {
    if number > -1, number < 10 {
      append(0x30 + UInt8(number))
    } else {
      for byte in String(number).utf8 { append(byte) }
    }
  }

  /// Appends a sentinel.
  mutating func append(sentinel third: UInt8) {
    append(Sentinel.first)
    append(Sentinel.second)
    append(third)
  }

  /// Appends text without its sentinels.
  mutating func append(stripped text: Bytes) {
    var flushed = 0
    var index = 0
    while true {
      index = text.sentinel(from: index)
      guard index < text.count else { break }
      let length = Sentinel.length(text, at: index)
      if length == 0 {
        index += 1
        continue
      }
      append(text, flushed..<index)
      append(restored: text, at: index)
      index += length
      flushed = index
    }
    append(text, flushed..<text.count)
  }

  /// Appends what the author wrote where a sentinel stands: nothing, or a sentinel of the author's.
  mutating func append(restored text: Bytes, at index: Int) {
    guard Sentinel.third(text, at: index) == Sentinel.escape, index + 3 < text.count else { return }
    append(sentinel: Sentinel.third(for: text[index + 3]))
  }
}
