/// What the layer must know of a code point.
enum CharacterClass {
  /// Chinese, Japanese or Korean in the sense of the CJK-friendly emphasis rules (Unicode 17).
  static func isCJK(_ scalar: UInt32) -> Bool {
    if scalar < 0x1100 { return false }
    if scalar >= 0x4E00, scalar <= 0x9FFF { return true }
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(scalar)
  }

  /// Written without spaces between words, as wide as tall: Han, kana, bopomofo and their
  /// punctuation. Not Hangul, which has spaces.
  static func isWide(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2E80...0x2FFF, 0x3001...0x312F, 0x31A0...0x31FF, 0x3300...0x33FF, 0x3400...0x4DBF,
      0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFE10...0xFE1F, 0xFE30...0xFE6F, 0xFF01...0xFF9F,
      0xFFE0...0xFFE6, 0x1AFF0...0x1B16F, 0x20000...0x3FFFF:
      return true
    default:
      return false
    }
  }

  /// Wide in Chinese and narrow in Latin text; its neighbours decide.
  static func isAmbiguous(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xB7, 0x2014, 0x2015, 0x2018, 0x2019, 0x201C, 0x201D, 0x2025, 0x2026, 0x2027: return true
    default: return false
    }
  }

  /// Han characters and kana: what 字数 counts one by one.
  static func isCounted(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3005...0x3007, 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF,
      0x3105...0x312F, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFF66...0xFF9D,
      0x20000...0x3FFFF:
      return true
    default:
      return false
    }
  }

  /// Unicode white space in CommonMark's sense.
  static func isSpace(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x20, 0x09...0x0D, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return true
    default: return false
    }
  }

  /// Punctuation in CommonMark 0.30's sense: ASCII's, and the general categories P.
  static func isPunctuation(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: return true
    case 0..<0x80, 0x3400...0x9FFF: return false
    case 0x3001...0x3003, 0x3008...0x3011, 0x2018...0x201F, 0xFF01...0xFF0F: return true
    default: break
    }
    guard let scalar = Unicode.Scalar(scalar) else { return false }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      return true
    default:
      return false
    }
  }

  /// A standardized variation selector, which says how the character before it looks.
  static func isVariationSelector(_ scalar: UInt32) -> Bool { (0xFE00...0xFE0E).contains(scalar) }

  /// An ideographic variation selector: only Han characters have one.
  static func isIdeographicSelector(_ scalar: UInt32) -> Bool {
    (0xE0100...0xE01EF).contains(scalar)
  }

  private static let ranges: [ClosedRange<UInt32>] = [
    0x1100...0x11FF, 0x20A9...0x20A9, 0x2329...0x232A, 0x2630...0x2637, 0x268A...0x268F,
    0x2E80...0x2E99, 0x2E9B...0x2EF3, 0x2F00...0x2FD5, 0x2FF0...0x303E, 0x3041...0x3096,
    0x3099...0x30FF, 0x3105...0x312F, 0x3131...0x318E, 0x3190...0x31E5, 0x31EF...0x321E,
    0x3220...0x3247, 0x3250...0xA48C, 0xA490...0xA4C6, 0xA960...0xA97C, 0xAC00...0xD7A3,
    0xD7B0...0xD7C6, 0xD7CB...0xD7FB, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE52,
    0xFE54...0xFE66, 0xFE68...0xFE6B, 0xFF01...0xFFBE, 0xFFC2...0xFFC7, 0xFFCA...0xFFCF,
    0xFFD2...0xFFD7, 0xFFDA...0xFFDC, 0xFFE0...0xFFE6, 0xFFE8...0xFFEE, 0x16FE0...0x16FE4,
    0x16FF0...0x16FF6, 0x17000...0x18CD5, 0x18CFF...0x18D1E, 0x18D80...0x18DF2, 0x1AFF0...0x1AFF3,
    0x1AFF5...0x1AFFB, 0x1AFFD...0x1AFFE, 0x1B000...0x1B122, 0x1B132...0x1B132, 0x1B150...0x1B152,
    0x1B155...0x1B155, 0x1B164...0x1B167, 0x1B170...0x1B2FB, 0x1D300...0x1D356, 0x1D360...0x1D376,
    0x1F200...0x1F200, 0x1F202...0x1F202, 0x1F210...0x1F219, 0x1F21B...0x1F22E, 0x1F230...0x1F231,
    0x1F237...0x1F237, 0x1F23B...0x1F23B, 0x1F240...0x1F248, 0x1F260...0x1F265, 0x20000...0x3FFFD,
  ]
}

extension Bytes {
  /// The code point that begins at `index`, of well-formed text.
  @inline(__always)
  func scalar(at index: Int) -> UInt32 {
    let byte = UInt32(self[index])
    if byte < 0x80 { return byte }
    func tail(_ offset: Int) -> UInt32 {
      index + offset < count ? UInt32(self[index + offset] & 0x3F) : 0
    }
    if byte < 0xE0 { return (byte & 0x1F) << 6 | tail(1) }
    if byte < 0xF0 { return (byte & 0x0F) << 12 | tail(1) << 6 | tail(2) }
    return (byte & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3)
  }

  /// Where the code point that ends before `index` begins.
  @inline(__always)
  func scalarStart(before index: Int) -> Int {
    var start = index - 1
    while start > 0, self[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }

  /// How many bytes the code point at `index` takes.
  @inline(__always)
  func scalarLength(at index: Int) -> Int {
    let byte = self[index]
    return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
  }

  /// Whether an ASCII text stands at `index`.
  @inline(__always)
  func matches(_ text: StaticString, at index: Int) -> Bool {
    guard index >= 0, index + text.utf8CodeUnitCount <= count else { return false }
    for offset in 0..<text.utf8CodeUnitCount where self[index + offset] != text.utf8Start[offset] {
      return false
    }
    return true
  }
}
