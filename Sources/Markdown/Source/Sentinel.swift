/// A run of bytes that somebody else keeps alive: the source, or a string of libcmark's tree.
typealias Bytes = UnsafeBufferPointer<UInt8>

/// The code points that the layer inserts into a source before libcmark reads it, and takes out of
/// everything that libcmark gives back.
///
/// They are the noncharacters U+FDD0…U+FDEF, which libcmark sees as neither space nor punctuation.
/// A sentinel is only ever *inserted*, so that taking all of them out gives the author's text back,
/// wherever they ended up: in code, in an address, in raw HTML. Where the author's text holds one,
/// it is escaped first (see ``SourceRepair``).
enum Sentinel {
  /// The first byte of every sentinel in UTF-8.
  static let first: UInt8 = 0xEF
  /// The second byte of every sentinel in UTF-8.
  static let second: UInt8 = 0xB7

  // What follows are third bytes.

  /// Beside a `*` run: hides punctuation from libcmark's flanking rule.
  static let wall: UInt8 = 0x90
  /// A wall with ``punctuation`` on its far side, for the sake of a `_` there.
  static let post: UInt8 = 0x91
  /// After `[^`: this opens a note's mark and is not an escaped bracket.
  static let note: UInt8 = 0x92
  /// After a character that a backslash made literal.
  static let literal: UInt8 = 0x93
  /// Opens a cell without alignment; the three that follow are left, centre, right.
  static let cell: UInt8 = 0x94
  /// Closes a cell, a caption or a term.
  static let end: UInt8 = 0x98
  /// Opens a table's caption.
  static let caption: UInt8 = 0x99
  /// Opens a term of a definition list.
  static let term: UInt8 = 0x9A
  /// A block that only keeps two lists apart.
  static let separator: UInt8 = 0x9B
  /// First in a list item that stands for a note; the note's index follows.
  static let noteItem: UInt8 = 0x9C
  /// First in a list item that stands for a definition.
  static let definition: UInt8 = 0x9D
  /// Opens a container; its index follows.
  static let open: UInt8 = 0x9E
  /// Closes a container.
  static let close: UInt8 = 0x9F
  /// Stands, with the letter that follows, for a sentinel of the author's.
  static let escape: UInt8 = 0xAF

  /// All third bytes.
  static let thirds: ClosedRange<UInt8> = 0x90...0xAF

  /// U+1BC9F, which libcmark takes for punctuation: the last code point of the list in 0.30, and a
  /// full stop in Unicode's own, which later versions ask. It counts as a sentinel only beside a
  /// ``post``.
  static let punctuation: [UInt8] = [0xF0, 0x9B, 0xB2, 0x9F]

  /// The third byte of the sentinel at `index`; nil where none stands.
  @inline(__always)
  static func third(_ text: Bytes, at index: Int) -> UInt8? {
    guard index >= 0, index + 2 < text.count, text[index] == first, text[index + 1] == second,
      thirds.contains(text[index + 2])
    else { return nil }
    return text[index + 2]
  }

  /// How many bytes the sentinel at `index` takes, with what belongs to it; 0 where none stands.
  static func length(_ text: Bytes, at index: Int) -> Int {
    guard index >= 0, index + 2 < text.count, text[index] >= first else { return 0 }
    if let third = third(text, at: index) {
      switch third {
      case post: return isPunctuation(text, at: index + 3) ? 7 : 3
      case escape: return min(4, text.count - index)
      default: return 3
      }
    }
    if isPunctuation(text, at: index), self.third(text, at: index + 4) == post { return 7 }
    return 0
  }

  /// Whether ``punctuation`` stands at `index`.
  static func isPunctuation(_ text: Bytes, at index: Int) -> Bool {
    index + 3 < text.count && text[index] == 0xF0 && text[index + 1] == 0x9B
      && text[index + 2] == 0xB2 && text[index + 3] == 0x9F
  }

  /// The letter that stands for a third byte after ``escape``.
  static func letter(for third: UInt8) -> UInt8 {
    let value = third - 0x90
    return value < 10 ? 0x30 + value : 0x61 + value - 10
  }

  /// The third byte that a letter after ``escape`` stands for.
  static func third(for letter: UInt8) -> UInt8 {
    0x90 &+ (letter < 0x3A ? letter &- 0x30 : letter &- 0x61 &+ 10)
  }

  /// The code point of a numeric character reference, behind its `&#`; nil when it is none.
  static func reference(_ text: Bytes, at start: Int) -> UInt32? {
    var index = start
    let isHexadecimal = index < text.count && text[index] | 0x20 == UInt8(ascii: "x")
    if isHexadecimal { index += 1 }
    var value: UInt32 = 0
    while index < text.count, value < 0x11_0000 {
      let byte = text[index] | 0x20
      if HTMLBlock.isDigit(byte) {
        value = value * (isHexadecimal ? 16 : 10) + UInt32(byte - 0x30)
      } else if isHexadecimal, (0x61...0x66).contains(byte) {
        value = value * 16 + UInt32(byte - 0x57)
      } else {
        return text[index] == UInt8(ascii: ";") ? value : nil
      }
      index += 1
    }
    return nil
  }

  /// Whether a code point is one of the sentinels, or the punctuation beside a ``post``.
  static func isReserved(_ scalar: UInt32) -> Bool {
    (0xFDD0...0xFDEF).contains(scalar) || scalar == 0x1BC9F
  }
}
