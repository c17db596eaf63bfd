internal import Glibc

/// Sixteen bytes of a text, and for each of them the one behind it.
///
/// Looking for the next byte of a few is most of what the layer does to a text, and this is the
/// quickest way without a processor's own instructions. A test may mark a byte too many, never one
/// too few: whoever asked looks at the byte itself. Zeros may stand behind a text's end.
struct ByteBlock {
  typealias Vector = SIMD16<UInt8>
  typealias Marks = SIMDMask<SIMD16<Int8>>

  var bytes: Vector
  var behind: Vector

  // Every operand has its type: where the compiler must find one, it takes an operator that goes
  // through the lanes one by one.

  @inline(__always)
  static func all(_ byte: UInt8) -> Vector { Vector(repeating: byte) }

  @inline(__always)
  static func equal(_ left: Vector, _ right: Vector) -> Marks { left .== right }

  @inline(__always)
  static func less(_ left: Vector, _ right: Vector) -> Marks { left .< right }

  @inline(__always)
  func holds(_ byte: UInt8) -> Marks { Self.equal(bytes, Self.all(byte)) }

  /// Where `bit` aside a byte is this one: two members of a set in one comparison.
  @inline(__always)
  func holds(_ byte: UInt8, whatever bit: UInt8) -> Marks {
    Self.equal(bytes | Self.all(bit), Self.all(byte | bit))
  }

  @inline(__always)
  func holds(_ byte: UInt8, before next: UInt8) -> Marks {
    holds(byte) .& Self.equal(behind, Self.all(next))
  }

  /// So many bytes from `lowest` on.
  @inline(__always)
  func holds(_ length: UInt8, from lowest: UInt8) -> Marks {
    Self.less(bytes &- Self.all(lowest), Self.all(length))
  }

  @inline(__always)
  var sentinels: Marks { holds(Sentinel.first, before: Sentinel.second) .| holds(0xF0) }

  /// `"`, `&`, `<`, `>`.
  @inline(__always)
  var escaped: Marks { holds(0x22, whatever: 0x04) .| holds(0x3C, whatever: 0x02) }

  /// `[` and `{`, `~`, `@`, `:/`, `ww`.
  @inline(__always)
  var textMarks: Marks {
    holds(0x5B, whatever: 0x20) .| holds(0x7E) .| holds(0x40) .| holds(0x3A, before: 0x2F)
      .| holds(0x77, before: 0x77)
  }

  /// What may not stand in an address as it is.
  @inline(__always)
  var encoded: Marks {
    // Spaces and controls; brackets and braces with what is between; all beyond ASCII.
    holds(0x21, from: 0) .| holds(0x22, whatever: 0x04) .| holds(0x27)
      .| holds(0x3C, whatever: 0x02) .| holds(4, from: 0x5B) .| holds(0x60)
      .| holds(3, from: 0x7B) .| holds(0x81, from: 0x7F)
  }

  /// Line endings, `*` and `:`, `[` and `{`, `\` and `|`, `~`, `@`, `ww`, `&#`.
  @inline(__always)
  var surveyed: Marks {
    holds(0x0A, whatever: 0x30) .| holds(0x0D) .| holds(0x5B, whatever: 0x20)
      .| holds(0x5C, whatever: 0x20) .| holds(0x7E) .| holds(0x40) .| holds(0x77, before: 0x77)
      .| holds(0x26, before: 0x23)
  }
}

extension ByteBlock.Marks {
  /// The number of the first byte that is marked; 16 where there is none.
  @inline(__always)
  var first: Int {
    let marks = unsafeBitCast(self, to: SIMD2<UInt64>.self)
    if marks[0] != 0 { return marks[0].littleEndian.trailingZeroBitCount >> 3 }
    return marks[1] != 0 ? 8 + marks[1].littleEndian.trailingZeroBitCount >> 3 : 16
  }
}

extension Bytes {
  /// The first index from `start` on that `test` marks, or the end.
  @inline(__always)
  private func index(from start: Int, _ test: (ByteBlock) -> ByteBlock.Marks) -> Int {
    var index = start
    while index + 17 <= count {
      let offset = test(ByteBlock(bytes: block(at: index), behind: block(at: index + 1))).first
      if offset < 16 { return index + offset }
      index += 16
    }
    guard index < count else { return count }
    return Swift.min(index + test(shortBlock(at: index)).first, count)
  }

  /// The last bytes of a text, sixteen at most, and zeros.
  @inline(__always)
  private func shortBlock(at index: Int) -> ByteBlock {
    let rest = count - index
    var low: UInt64
    var high: UInt64 = 0
    if rest >= 8 {
      low = word(at: index)
      // Shifting by 64 gives zero.
      high = word(at: count - 8) >> UInt64((16 - rest) * 8)
    } else if rest >= 4 {
      low = UInt64(halfWord(at: index)) | UInt64(halfWord(at: count - 4)) << UInt64((rest - 4) * 8)
    } else {
      low = UInt64(self[index]) | UInt64(self[count - 1]) << UInt64((rest - 1) * 8)
      low |= UInt64(self[index + rest / 2]) << UInt64(rest / 2 * 8)
    }
    return ByteBlock(
      bytes: unsafeBitCast(SIMD2(low.littleEndian, high.littleEndian), to: SIMD16<UInt8>.self),
      behind: unsafeBitCast(
        SIMD2((low >> 8 | high << 56).littleEndian, (high >> 8).littleEndian),
        to: SIMD16<UInt8>.self))
  }

  /// Sixteen bytes, which must be there.
  @inline(__always)
  func block(at index: Int) -> SIMD16<UInt8> {
    UnsafeRawBufferPointer(self).loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
  }

  /// The next byte that may begin a sentinel.
  func sentinel(from start: Int) -> Int { index(from: start) { $0.sentinels } }

  /// The next byte that text must escape.
  func special(from start: Int) -> Int { index(from: start) { $0.escaped } }

  /// The next byte that text must escape, or that may begin a sentinel.
  func escape(from start: Int) -> Int {
    index(from: start) { $0.escaped .| $0.sentinels }
  }

  /// The next byte at which a mark of the layer's may show itself.
  func textMark(from start: Int) -> Int { index(from: start) { $0.textMarks } }

  /// The next byte that a text must be read for: marks, escapes, sentinels.
  func textStop(from start: Int) -> Int {
    index(from: start) { $0.textMarks .| $0.escaped .| $0.sentinels }
  }

  /// The next byte at which a survey stops.
  @inline(__always)
  func surveyStop(from start: Int) -> Int { index(from: start) { $0.surveyed } }

  /// The next byte that must be encoded in an address.
  func encoded(from start: Int) -> Int { index(from: start) { $0.encoded } }

  /// The first index from `start` on that holds this byte, or the end.
  func index(from start: Int, ofByte byte: UInt8) -> Int {
    guard let base = baseAddress, start < count,
      let found = memchr(base + start, Int32(byte), count - start)
    else { return count }
    return UnsafeRawPointer(base).distance(to: found)
  }

  /// How many characters U+1000…CFFF and U+F000…FFFF, the sentinels aside, follow one another from
  /// `index` on, well-formed, up to five; 0 near the end.
  @inline(__always)
  func wideRun(at index: Int) -> Int {
    guard index + 17 <= count else { return 0 }
    let block = ByteBlock(bytes: block(at: index), behind: self.block(at: index + 1))
    let leads =
      block.holds(12, from: 0xE1)
      .| (block.holds(0xEF) .& .!block.holds(Sentinel.first, before: Sentinel.second))
    let tails = block.holds(0x40, from: 0x80)
    let third = Bytes.everyThird
    return ((.!leads .& third) .| (.!tails .& .!third)).first / 3
  }

  /// The bytes 0, 3, 6, 9, 12 and 15 of a block.
  @inline(__always)
  private static var everyThird: ByteBlock.Marks {
    unsafeBitCast(
      SIMD2(
        (0x00FF_0000_FF00_00FF as UInt64).littleEndian,
        (0xFF00_00FF_0000_FF00 as UInt64).littleEndian),
      to: ByteBlock.Marks.self)
  }

  /// How many bytes of ASCII follow one another from `index` on, up to sixteen; 0 near the end.
  @inline(__always)
  func asciiRun(at index: Int) -> Int {
    guard index + 16 <= count else { return 0 }
    return ByteBlock(bytes: block(at: index), behind: .zero).holds(0x80, from: 0x80).first
  }

  @inline(__always)
  private func halfWord(at index: Int) -> UInt32 {
    UInt32(
      littleEndian: UnsafeRawBufferPointer(self).loadUnaligned(
        fromByteOffset: index, as: UInt32.self))
  }

  /// Eight bytes, the first of them the lowest; they must be there.
  @inline(__always)
  private func word(at index: Int) -> UInt64 {
    UInt64(
      littleEndian: UnsafeRawBufferPointer(self).loadUnaligned(
        fromByteOffset: index, as: UInt64.self))
  }
}
