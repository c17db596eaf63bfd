/// `#标题` and `##　标题`: no heading without a blank behind the marks, and the blank of full width is
/// none.
enum UnreadHeading {
  static func check(_ passage: Passage, _ report: inout LintReport) {
    guard passage.isParagraph else { return }
    for line in passage.lines { check(passage, line, &report) }
  }

  private static func check(
    _ passage: Passage, _ line: Range<Int>, _ report: inout LintReport
  ) {
    var end = line.lowerBound
    while end < line.upperBound, isMark(passage.atoms[end]) { end += 1 }
    let marks = line.lowerBound..<end
    guard (1...6).contains(marks.count), end < line.upperBound, passage.atoms[end].isText else {
      return
    }
    let next = passage.atoms[end].scalar
    let isWide = passage.atoms[marks].contains { $0.scalar == wideMark }
    guard isWide || next == 0x3000 || isMeant(passage, marks, line) else { return }
    let why =
      if isWide {
        "its marks have full width"
      } else if next == 0x3000 {
        "the blank behind its marks has full width"
      } else {
        "no blank stands behind its marks"
      }
    report.add(
      .unreadHeading, passage, marks, "this is no heading: \(why)",
      remedy: "write “\(String(repeating: "#", count: marks.count)) ”, with a half-width blank")
  }

  /// Whether a heading was meant where no blank follows. A single # may also be a topic (#雨 or #雨#),
  /// a number (#3) or a colour.
  private static func isMeant(_ passage: Passage, _ marks: Range<Int>, _ line: Range<Int>) -> Bool {
    let next = passage.atoms[marks.upperBound].scalar
    let isWord = CharacterClass.isCounted(next) || openings.contains(next)
    if marks.count > 1 { return isWord || Passage.isLatin(next) }
    return isWord && !passage.atoms[marks.upperBound..<line.upperBound].contains(where: isMark)
  }

  private static let wideMark: UInt32 = 0xFF03
  private static let openings = Set("“‘《〈「『（【".unicodeScalars.map(\.value))

  private static func isMark(_ atom: Passage.Atom) -> Bool {
    atom.isText && (atom.scalar == 0x23 || atom.scalar == wideMark)
  }
}
