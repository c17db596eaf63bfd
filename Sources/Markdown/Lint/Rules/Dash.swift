/// `--` for ——. A single — between two places or years is a range, and right.
enum Dash {
  static func check(_ passage: Passage, _ report: inout LintReport) {
    var index = 0
    while index < passage.atoms.count {
      let scalar = passage.atoms[index].scalar
      let end = passage.runEnd(from: index) { $0 == scalar && isDash($0) }
      guard end > index else {
        index += 1
        continue
      }
      check(passage, index..<end, scalar, &report)
      index = end
    }
  }

  private static func isDash(_ scalar: UInt32) -> Bool {
    scalar == 0x2D || scalar == 0x2014 || scalar == 0xFF0D
  }

  private static func check(
    _ passage: Passage, _ run: Range<Int>, _ scalar: UInt32, _ report: inout LintReport
  ) {
    let isEm = scalar == 0x2014
    guard isEm ? run.count > 1 && run.count % 2 == 1 : (2...3).contains(run.count) else { return }
    let whole =
      passage.spacesStart(before: run.lowerBound)..<passage.spacesEnd(from: run.upperBound)
    let after = passage.after(whole.upperBound - 1)
    guard passage.isChinese(passage.before(whole.lowerBound), step: -1),
      passage.endsChinese(after)
    else { return }
    report.add(
      .dash, passage, run, "a dash in Chinese is one line on two cells", remedy: "write ——",
      isEm ? [] : [(whole, "——")])
  }
}
