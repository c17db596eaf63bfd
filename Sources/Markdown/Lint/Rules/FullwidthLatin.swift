/// `２０２６` and `Ａ`, and the signs that full-width digits have between them: `２０２６－１１－２８`,
/// `３．１４`. A hyphen or a point between half-width digits is the same fault: `2026－11－28`.
enum FullwidthLatin {
  static func check(_ passage: Passage, _ report: inout LintReport) {
    var index = 0
    while index < passage.atoms.count {
      var end = index
      while end < passage.atoms.count, isMember(passage, end) { end += 1 }
      guard end > index else {
        index += 1
        continue
      }
      check(passage, index..<end, &report)
      index = end
    }
  }

  private static func check(_ passage: Passage, _ run: Range<Int>, _ report: inout LintReport) {
    let written = String(
      String.UnicodeScalarView(
        passage.atoms[run].compactMap { Unicode.Scalar(narrow($0.scalar)) }))
    let token = token(around: run, in: passage)
    let isSign = !passage.atoms[run].contains { Passage.isFullwidthLatin($0.scalar) }
    report.add(
      .fullwidthLatin, passage, run,
      isSign ? "a sign between digits has full width" : "digits or Latin letters have full width",
      remedy: "write \(written)", isPlain(passage, token) ? [(run, written)] : [])
  }

  /// Whether a character is a digit or a letter of full width, or a sign that stands between digits.
  private static func isMember(_ passage: Passage, _ index: Int) -> Bool {
    let atoms = passage.atoms
    guard atoms[index].isText else { return false }
    let scalar = atoms[index].scalar
    if Passage.isFullwidthLatin(scalar) { return true }
    guard isSign(scalar), index > 0, atoms[index - 1].isText else { return false }
    let before = atoms[index - 1].scalar
    if scalar == 0xFF05 { return isWideDigit(before) }
    guard index + 1 < atoms.count, atoms[index + 1].isText else { return false }
    let after = atoms[index + 1].scalar
    if isWideDigit(before), isWideDigit(after) { return true }
    // １０：30 and 3：1 are left: a colon of full width between digits may be meant.
    return (scalar == 0xFF0D || scalar == 0xFF0E)
      && Passage.isDigit(before) && Passage.isDigit(after)
  }

  private static func isWideDigit(_ scalar: UInt32) -> Bool { (0xFF10...0xFF19).contains(scalar) }

  /// ％ － ． ／ ：
  private static func isSign(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xFF05, 0xFF0D, 0xFF0E, 0xFF0F, 0xFF1A: true
    default: false
    }
  }

  private static func narrow(_ scalar: UInt32) -> UInt32 {
    Passage.isFullwidthLatin(scalar) || isSign(scalar) ? scalar - 0xFEE0 : scalar
  }

  /// What stands around the run without a space or Han character between.
  private static func token(around run: Range<Int>, in passage: Passage) -> Range<Int> {
    func belongs(_ index: Int) -> Bool {
      let atom = passage.atoms[index]
      switch atom.kind {
      case .lineBreak: return false
      case .mark, .opaque, .code: return true
      case .text, .frozen:
        return !atom.isSpace && (atom.scalar < 0x80 || isMember(passage, index))
      }
    }
    // A token longer than this is left alone, so that many of them cost no more than their length.
    var (start, end) = (run.lowerBound, run.upperBound)
    while start > 0, run.lowerBound - start <= longest, belongs(start - 1) { start -= 1 }
    while end < passage.atoms.count, end - run.upperBound <= longest, belongs(end) { end += 1 }
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
    for (index, atom) in zip(token, passage.atoms[token]) {
      // An underscore is part of an address where it is no mark.
      if atom.kind == .mark, atom.scalar != 0x5F { continue }
      guard atom.isText else { return false }
      let scalar = isMember(passage, index) ? narrow(atom.scalar) : atom.scalar
      switch scalar {
      case 0x30...0x39: letters = 0
      case 0x2E, 0x29:
        // 3.14 begins no list.
        let next = index + 1 < token.upperBound ? passage.atoms[index + 1].scalar : 0
        if isLineStart, !(scalar == 0x2E && Passage.isDigit(next)) { return false }
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
