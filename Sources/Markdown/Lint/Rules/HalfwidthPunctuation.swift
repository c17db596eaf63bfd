/// `,` `;` `:` `?` `!` `.` beside Han characters.
enum HalfwidthPunctuation {
  static func check(_ passage: Passage, _ report: inout LintReport) {
    var index = 0
    while index < passage.atoms.count {
      let atom = passage.atoms[index]
      guard atom.isText, marks.contains(atom.scalar) else {
        index += 1
        continue
      }
      let isCall = calls.contains(atom.scalar)
      let end = passage.runEnd(from: index) { isCall ? calls.contains($0) : $0 == atom.scalar }
      if isCall || end == index + 1 { check(passage, index..<end, &report) }
      index = end
    }
  }

  private static func check(_ passage: Passage, _ run: Range<Int>, _ report: inout LintReport) {
    let whole =
      passage.spacesStart(before: run.lowerBound)..<passage.spacesEnd(from: run.upperBound)
    let before = passage.wordBefore(whole.lowerBound)
    let after = passage.wordAfter(whole.upperBound - 1)
    let isChineseBefore = passage.isChinese(before, step: -1)
    let isChineseAfter = passage.isChinese(after, step: 1)
    if passage.atoms[run.lowerBound].isText(".") {
      // A dot behind Latin or a digit is a decimal point, an abbreviation, a file's name.
      if run == whole, passage.isHan(before), after == nil || passage.isHan(after) {
        report.add(
          .halfwidthPunctuation, passage, run, "a half-width full stop stands in Chinese text",
          remedy: "write 。 to end a sentence, · within a name, 、 after a numeral")
      }
      return
    }
    let written = String(String.UnicodeScalarView(run.compactMap(full(passage))))
    if isChineseBefore, passage.endsChinese(after) {
      // Spaces that end a line are its own, and those beside a mark hold it apart.
      add(passage, run, written, &report, [(atoms: whole, text: written)])
    } else if isChineseBefore, passage.isLatin(after) {
      add(passage, run, written, &report)
    } else if isChineseAfter, run == whole, passage.isLatin(before) {
      add(passage, run, written, &report)
    }
  }

  private static func add(
    _ passage: Passage, _ run: Range<Int>, _ written: String, _ report: inout LintReport,
    _ repair: [(atoms: Range<Int>, text: String)] = []
  ) {
    report.add(
      .halfwidthPunctuation, passage, run, "half-width punctuation stands in Chinese text",
      remedy: "write \(written)", repair)
  }

  private static func full(_ passage: Passage) -> (Int) -> Unicode.Scalar? {
    { Unicode.Scalar(passage.atoms[$0].scalar + 0xFEE0) }
  }

  private static let calls: Set<UInt32> = [0x21, 0x3F]
  private static let marks: Set<UInt32> = [0x21, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F]
}
