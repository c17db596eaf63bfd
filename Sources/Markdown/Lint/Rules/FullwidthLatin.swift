/// `２０２６` and `Ａ`.
enum FullwidthLatin {
  static func check(_ passage: Passage, _ report: inout LintReport) {
    var index = 0
    while index < passage.atoms.count {
      let end = passage.runEnd(from: index, Passage.isFullwidthLatin)
      guard end > index else {
        index += 1
        continue
      }
      let written = String(
        String.UnicodeScalarView(
          passage.atoms[index..<end].compactMap { Unicode.Scalar($0.scalar - 0xFEE0) }))
      let token = token(around: index..<end, in: passage)
      report.add(
        .fullwidthLatin, passage, index..<end, "digits or Latin letters have full width",
        remedy: "write \(written)",
        isPlain(passage, token) ? [(index..<end, written)] : [])
      index = end
    }
  }

  /// What stands around the run without a space or Han character between.
  private static func token(around run: Range<Int>, in passage: Passage) -> Range<Int> {
    func belongs(_ atom: Passage.Atom) -> Bool {
      switch atom.kind {
      case .lineBreak: false
      case .mark, .opaque, .code: true
      case .text, .frozen:
        !atom.isSpace && (atom.scalar < 0x80 || Passage.isFullwidthLatin(atom.scalar))
      }
    }
    // A token longer than this is left alone, so that many of them cost no more than their length.
    var (start, end) = (run.lowerBound, run.upperBound)
    while start > 0, run.lowerBound - start <= longest, belongs(passage.atoms[start - 1]) {
      start -= 1
    }
    while end < passage.atoms.count, end - run.upperBound <= longest, belongs(passage.atoms[end]) {
      end += 1
    }
    return start..<end
  }

  private static let longest = 60

  /// Whether the token, written in ASCII, is still nothing but a word: no address, no tag, no
  /// number of a list, no box of a task.
  private static func isPlain(_ passage: Passage, _ token: Range<Int>) -> Bool {
    guard token.count <= longest else { return false }
    var isLineStart =
      token.lowerBound == 0 || passage.atoms[token.lowerBound - 1].kind == .lineBreak
    var previous: UInt32 = 0
    var letters = 0
    for atom in passage.atoms[token] {
      // An underscore is part of an address where it is no mark.
      if atom.kind == .mark, atom.scalar != 0x5F { continue }
      guard atom.isText else { return false }
      let scalar = Passage.isFullwidthLatin(atom.scalar) ? atom.scalar - 0xFEE0 : atom.scalar
      switch scalar {
      case 0x30...0x39: letters = 0
      case 0x2E, 0x29:
        if isLineStart { return false }
        letters = 0
      // " # & : < = > @ [ \ ] ^ ` { | }
      case 0x22, 0x23, 0x26, 0x3C...0x3E, 0x40, 0x5B...0x5E, 0x60, 0x7B...0x7D: return false
      case 0x2F where previous == 0x3A: return false
      case 0x77, 0x57:
        letters += 1
        if letters == 3 { return false }
      default:
        letters = 0
      }
      if !(0x30...0x39).contains(scalar) { isLineStart = false }
      previous = scalar
    }
    return true
  }
}
