/// `...`, `…` and `。。。` for ……
enum Ellipsis {
  static func check(_ passage: Passage, _ report: inout LintReport) {
    var index = 0
    while index < passage.atoms.count {
      let scalar = passage.atoms[index].scalar
      let end = passage.runEnd(from: index) { $0 == scalar && isDot($0) }
      guard end > index else {
        index += 1
        continue
      }
      check(passage, index..<end, scalar, &report)
      index = end
    }
  }

  private static func isDot(_ scalar: UInt32) -> Bool {
    scalar == 0x2E || scalar == 0x2026 || scalar == 0x3002
  }

  private static func check(
    _ passage: Passage, _ run: Range<Int>, _ scalar: UInt32, _ report: inout LintReport
  ) {
    let isHalf = scalar == 0x2026
    // …… is right, and … twice as long is a line of dots.
    guard isHalf ? run.count % 2 == 1 : run.count >= 3 else { return }
    let before = passage.before(passage.spacesStart(before: run.lowerBound))
    let after = passage.after(passage.spacesEnd(from: run.upperBound) - 1)
    let isChineseBefore = passage.isChinese(before, step: -1)
    let isChineseAfter = passage.isChinese(after, step: 1)
    guard isChineseBefore || before == nil && isChineseAfter else { return }
    let isCertain =
      (isHalf ? run.count == 1 : run.count <= 6) && passage.endsChinese(after)
    report.add(
      .ellipsis, passage, run, "an ellipsis in Chinese is six dots on two cells",
      remedy: "write ……", isCertain ? [(run, "……")] : [])
  }
}
