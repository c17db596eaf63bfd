/// Names as they are typed here. A file that was named on macOS has its accents and voicing marks as
/// characters of their own (NFD): e and ́, か and ゛; as an address it would be another one.
enum Composition {
  /// The text with every letter and the marks behind it made one character, where there is one (NFC).
  static func composed(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isMark) else { return text }
    var composed = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isMark(scalar), let last = composed.last,
        let one = letters[Character(String(String.UnicodeScalarView([last, scalar])))]
      {
        composed.removeLast()
        composed.append(one)
      } else {
        composed.append(scalar)
      }
    }
    return String(composed)
  }

  /// Whether a character may join the one before it: combining marks, kana's voicing, Hangul's vowels
  /// and finals.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0300...0x036F, 0x1161...0x11FF, 0x3099, 0x309A: true
    default: false
    }
  }

  /// Letters of which there is one for a base and its marks. Swift takes a character for the same
  /// however it is made up, so that the one finds the other.
  private static let letters: [Character: Unicode.Scalar] = {
    let blocks: [ClosedRange<UInt32>] = [
      0xC0...0x24F, 0x386...0x3CE, 0x400...0x4FF, 0x1E00...0x1FFE, 0x3040...0x30FF,
      0xAC00...0xD7A3,
    ]
    var letters: [Character: Unicode.Scalar] = [:]
    for value in blocks.joined() {
      guard let scalar = Unicode.Scalar(value), letters[Character(scalar)] == nil else { continue }
      letters[Character(scalar)] = scalar
    }
    return letters
  }()
}
