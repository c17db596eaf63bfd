/// Makes one of the spellings of a text that a reader takes for the same: full-width and half-width
/// Latin, capitals and small letters, letters with accents and without, Traditional and Simplified
/// characters.
///
/// One scalar becomes one scalar, so that a place in the folded text is a place in the text. The
/// browser's `search.js` does the same.
enum SearchFolding {
  /// What a scalar counts for.
  enum Kind {
    /// Han, kana or hangul: every character counts, and so does which stands beside it.
    case ideograph
    /// Part of a word of letters and digits.
    case letter
    /// An accent that stands behind its letter instead of being one with it. It counts for nothing.
    case mark
    /// Anything else: it ends whatever stood before it.
    case gap
  }

  /// For the scalars of the basic plane what they become, 0 for themselves.
  static let table: [UInt16] = {
    var table = [UInt16](repeating: 0, count: 0x10000)
    for code in 0xFF01...0xFF5E { table[code] = UInt16(code - 0xFEE0) }
    table[0x3000] = 0x20
    for code in 0..<0x2000 {
      guard let scalar = Unicode.Scalar(UInt32(code)), kind(UInt32(code)) == .letter else {
        continue
      }
      let small = scalar.properties.lowercaseMapping.unicodeScalars
      if small.count == 1, let small = small.first, small != scalar, small.value < 0x10000 {
        table[code] = UInt16(small.value)
      }
    }
    for pairs in [pairs, letters] {
      var scalars = String(decoding: pairs, as: UTF8.self).unicodeScalars.makeIterator()
      while let one = scalars.next(), let other = scalars.next() {
        table[Int(one.value)] = UInt16(other.value)
      }
    }
    for code in 0xFF21...0xFF3A { table[code] = UInt16(code - 0xFEE0 + 0x20) }
    return table
  }()

  /// The Traditional characters, each followed by the Simplified one, as the site publishes them.
  static let pairs: [UInt8] = PackageResources.fold_txt

  /// The letters with accents, each followed by the small one without. The browser need not load them:
  /// it takes letters apart by Unicode's own rule (NFD), from which they are.
  static let letters: [UInt8] = PackageResources.letters_txt

  /// A scalar as search knows it.
  static func fold(_ scalar: UInt32) -> UInt32 { fold(scalar, by: table) }

  /// The same for a loop that has fetched the table.
  static func fold(_ scalar: UInt32, by table: [UInt16]) -> UInt32 {
    guard scalar < 0x10000 else { return scalar }
    let other = table[Int(scalar)]
    return other == 0 ? scalar : UInt32(other)
  }

  /// Whether a scalar that folding changes is a Traditional character, and no letter of another width.
  static func isTraditional(_ written: UInt32) -> Bool { (0x3400..<0xFF00).contains(written) }

  /// What a folded scalar counts for.
  static func kind(_ scalar: UInt32) -> Kind {
    switch scalar {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return .letter
    case ..<0xC0: return .gap
    case 0xC0...0x24F: return scalar == 0xD7 || scalar == 0xF7 ? .gap : .letter
    case 0x300...0x36F: return .mark
    case 0x370...0x52F, 0x1E00...0x1EFF: return .letter
    case 0x3005, 0x3007, 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7AF,
      0xF900...0xFAFF, 0x20000...0x323AF:
      return .ideograph
    default: return .gap
    }
  }

  /// The folded scalars of a text in UTF-8.
  static func scalars(of text: some Sequence<UInt8>) -> [UInt32] {
    var scalars: [UInt32] = []
    scalars.reserveCapacity(text.underestimatedCount / 2)
    var decoder = Unicode.UTF8.ForwardParser()
    var bytes = text.makeIterator()
    while true {
      switch decoder.parseScalar(from: &bytes) {
      case .valid(let encoded): scalars.append(fold(Unicode.UTF8.decode(encoded).value))
      case .error: scalars.append(0xFFFD)
      case .emptyInput: return scalars
      }
    }
  }
}

extension Span<UInt8> {
  /// The scalar at a place of a text in UTF-8, and the place behind it; U+FFFD and the next byte where
  /// there is none.
  ///
  /// - Parameters:
  ///   - index: the place, below `end`.
  ///   - end: where the text ends.
  /// - Returns: the scalar.
  @inline(__always)
  func scalar(at index: inout Int, before end: Int) -> UInt32 {
    let lead = UInt32(self[index])
    index += 1
    guard lead >= 0x80 else { return lead }
    // The bits of the bytes that follow, each above 0x3F where it cannot follow.
    func bits(_ offset: Int) -> UInt32 {
      index + offset < end ? UInt32(self[index + offset] ^ 0x80) : 0xFF
    }
    let (one, two) = (bits(0), bits(1))
    switch lead {
    case 0xC2..<0xE0 where one < 0x40:
      index += 1
      return (lead & 0x1F) << 6 | one
    case 0xE0..<0xF0 where one | two < 0x40:
      let scalar = (lead & 0xF) << 12 | one << 6 | two
      guard scalar >= 0x800, scalar & 0xF800 != 0xD800 else { return 0xFFFD }
      index += 2
      return scalar
    case 0xF0..<0xF5 where one | two | bits(2) < 0x40:
      let scalar = (lead & 7) << 18 | one << 12 | two << 6 | bits(2)
      guard scalar >= 0x10000, scalar < 0x110000 else { return 0xFFFD }
      index += 3
      return scalar
    default: return 0xFFFD
    }
  }
}
