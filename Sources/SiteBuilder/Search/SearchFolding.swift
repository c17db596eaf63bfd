/// Makes one of the spellings of a text that a reader takes for the same: full-width and half-width
/// Latin, capitals and small letters, Traditional and Simplified characters.
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
    /// Anything else: it ends whatever stood before it.
    case gap
  }

  /// For the scalars of the basic plane what they become, 0 for themselves.
  private static let table: [UInt16] = {
    var table = [UInt16](repeating: 0, count: 0x10000)
    for code in 0xFF01...0xFF5E { table[code] = UInt16(code - 0xFEE0) }
    table[0x3000] = 0x20
    var scalars = String(decoding: pairs, as: UTF8.self).unicodeScalars.makeIterator()
    while let one = scalars.next(), let other = scalars.next() {
      table[Int(one.value)] = UInt16(other.value)
    }
    for code in 0..<0x2000 {
      guard let scalar = Unicode.Scalar(UInt32(code)), kind(UInt32(code)) == .letter else {
        continue
      }
      let small = scalar.properties.lowercaseMapping.unicodeScalars
      if small.count == 1, let small = small.first, small != scalar, small.value < 0x10000 {
        table[code] = UInt16(small.value)
      }
    }
    for code in 0xFF21...0xFF3A { table[code] = UInt16(code - 0xFEE0 + 0x20) }
    return table
  }()

  /// The Traditional characters, each followed by the Simplified one, as the site publishes them.
  static let pairs: [UInt8] = PackageResources.fold_txt

  /// A scalar as search knows it.
  static func fold(_ scalar: UInt32) -> UInt32 {
    guard scalar < 0x10000 else { return scalar }
    let other = table[Int(scalar)]
    return other == 0 ? scalar : UInt32(other)
  }

  /// Whether a text has characters that are searched for as their Simplified ones.
  static func isTraditional(_ text: some Sequence<UInt8>) -> Bool {
    String(decoding: Array(text), as: UTF8.self).unicodeScalars.contains { scalar in
      scalar.value >= 0x3400 && scalar.value < 0xFF00 && fold(scalar.value) != scalar.value
    }
  }

  /// What a folded scalar counts for.
  static func kind(_ scalar: UInt32) -> Kind {
    switch scalar {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return .letter
    case ..<0xC0: return .gap
    case 0xC0...0x24F: return scalar == 0xD7 || scalar == 0xF7 ? .gap : .letter
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
