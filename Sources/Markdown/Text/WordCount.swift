/// 字数: Han characters one by one, Latin words and numbers each as one.
struct WordCount {
  private(set) var han = 0
  private(set) var latin = 0
  /// Whether what was read last belongs to a word.
  private var isInWord = false

  /// Counts a text without marks.
  init(_ text: Bytes) {
    var index = 0
    while index < text.count {
      index = countBlocks(of: text, from: index)
      // A character of which a block has seen the begin is counted.
      while index < text.count, text[index] & 0xC0 == 0x80 { index += 1 }
      let end = min(index + 16, text.count)
      while index < end || (isInWord && index < text.count) { index = count(text, at: index) }
    }
  }

  /// Counts the character at `index`.
  ///
  /// - Returns: where the next begins.
  private mutating func count(_ text: Bytes, at index: Int) -> Int {
    let byte = text[index]
    if byte < 0x80 {
      let isWord = WordCount.isWord(byte)
      if isWord, !isInWord { latin += 1 }
      // An apostrophe, a hyphen or a decimal point inside a word does not end it.
      isInWord = isWord || (isInWord && joins(text, at: index))
      return index + 1
    }
    let scalar = text.scalar(at: index)
    if CharacterClass.isCounted(scalar) {
      han += 1
      isInWord = false
    } else {
      let isWord = Excerpt.isLatin(scalar) || (0xAC00...0xD7A3).contains(scalar)
      if isWord, !isInWord { latin += 1 }
      isInWord = isWord
    }
    return index + text.scalarLength(at: index)
  }

  @inline(__always)
  private static func isWord(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
  }

  private static func isJoint(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "'") || byte == UInt8(ascii: "_") || byte &- UInt8(ascii: ",") < 3
  }

  private func joins(_ text: Bytes, at index: Int) -> Bool {
    WordCount.isJoint(text[index]) && index + 1 < text.count && WordCount.isWord(text[index + 1])
  }

  // MARK: Sixteen bytes at once

  /// Counts block by block, as long as there is nothing in them but ASCII, Han and the punctuation
  /// of both.
  ///
  /// - Returns: where the first block begins that must be read character by character.
  private mutating func countBlocks(of text: Bytes, from start: Int) -> Int {
    var index = start
    var words = LaneCarry(isInWord)
    var joints = LaneCarry(false)
    var sums = LaneSums()
    while let block = text.wordBlock(at: index), block.isSimple {
      let isWord = block.words
      let isBehindWord = words.shifted(isWord)
      let isBehindJoint = joints.shifted(block.joints & isBehindWord)
      sums.add(han: block.han, starts: isWord & ~isBehindWord & ~isBehindJoint)
      if sums.isFull { take(&sums) }
      index += 16
    }
    take(&sums)
    isInWord =
      words.isSet || (joints.isSet && index < text.count && WordCount.isWord(text[index]))
    return index
  }

  private mutating func take(_ sums: inout LaneSums) {
    han += LaneSums.total(sums.han)
    latin += LaneSums.total(sums.starts)
    sums = LaneSums()
  }
}

/// Counts in each lane, of at most 255 blocks.
private struct LaneSums {
  private(set) var han = ByteBlock.Vector.zero
  private(set) var starts = ByteBlock.Vector.zero
  private var blocks = 0

  var isFull: Bool { blocks == 255 }

  @inline(__always)
  mutating func add(han: ByteBlock.Vector, starts: ByteBlock.Vector) {
    // A mark is 0xFF, which is one less.
    self.han &-= han
    self.starts &-= starts
    blocks += 1
  }

  static func total(_ sums: ByteBlock.Vector) -> Int {
    sums.indices.reduce(0) { $0 + Int(sums[$1]) }
  }
}

/// The last lane of a block, for the first of the next.
private struct LaneCarry {
  private var last: UInt64

  var isSet: Bool { last != 0 }

  init(_ isSet: Bool) { last = isSet ? 0xFF : 0 }

  /// The marks moved on by one lane.
  @inline(__always)
  mutating func shifted(_ marks: ByteBlock.Vector) -> ByteBlock.Vector {
    let lanes = unsafeBitCast(marks, to: SIMD2<UInt64>.self)
    let (low, high) = (lanes[0].littleEndian, lanes[1].littleEndian)
    let moved = SIMD2((low << 8 | last).littleEndian, (high << 8 | low >> 56).littleEndian)
    last = high >> 56
    return unsafeBitCast(moved, to: ByteBlock.Vector.self)
  }
}

/// Sixteen bytes, and for each of them the two behind it.
private struct WordBlock {
  var block: ByteBlock
  var second: ByteBlock.Vector

  /// Letters and digits of ASCII.
  @inline(__always)
  var words: ByteBlock.Vector {
    let lowered = ByteBlock(bytes: block.bytes | ByteBlock.all(0x20), behind: block.behind)
    return WordBlock.lanes(lowered.holds(26, from: 0x61) .| block.holds(10, from: 0x30))
  }

  /// `'`, `,`, `-`, `.`, `_`.
  @inline(__always)
  var joints: ByteBlock.Vector {
    WordBlock.lanes(block.holds(0x27) .| block.holds(3, from: 0x2C) .| block.holds(0x5F))
  }

  /// The first bytes of U+4E00…9FFF.
  @inline(__always)
  var han: ByteBlock.Vector { WordBlock.lanes(isHan) }

  @inline(__always)
  private var isHan: ByteBlock.Marks {
    block.holds(5, from: 0xE5)
      .| (block.holds(0xE4)
        .& ByteBlock.equal(block.behind & ByteBlock.all(0xF8), ByteBlock.all(0xB8)))
  }

  /// Whether all is ASCII, U+4E00…9FFF, or punctuation of U+2000…203F, U+3000…303F, U+FF00…FF3F.
  @inline(__always)
  var isSimple: Bool {
    // 々, 〆 and 〇 are no punctuation.
    let signs = ByteBlock.equal(second & ByteBlock.all(0xFC), ByteBlock.all(0x84))
    let simple =
      isHan .| block.holds(0xE2, before: 0x80) .| block.holds(0xEF, before: 0xBC)
      .| (block.holds(0xE3, before: 0x80) .& .!signs)
    // All from 0xC0 on are first bytes.
    return (block.holds(64, from: 0xC0) .& .!simple).first == 16
  }

  @inline(__always)
  private static func lanes(_ marks: ByteBlock.Marks) -> ByteBlock.Vector {
    unsafeBitCast(marks, to: ByteBlock.Vector.self)
  }
}

extension Bytes {
  @inline(__always)
  fileprivate func wordBlock(at index: Int) -> WordBlock? {
    guard index + 18 <= count else { return nil }
    return WordBlock(
      block: ByteBlock(bytes: block(at: index), behind: block(at: index + 1)),
      second: block(at: index + 2))
  }
}
