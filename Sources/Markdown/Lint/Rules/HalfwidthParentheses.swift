/// `(` `)` around Chinese words. Around Latin words and numbers both widths are in use.
enum HalfwidthParentheses {
  static func check(_ passage: Passage, _ report: inout LintReport) {
    var open: [Int] = []
    for index in passage.atoms.indices {
      if passage.atoms[index].isText("(") {
        open.append(index)
      } else if passage.atoms[index].isText(")"), let first = open.popLast() {
        check(passage, first, index, &report)
      }
    }
  }

  private static func check(
    _ passage: Passage, _ open: Int, _ close: Int, _ report: inout LintReport
  ) {
    guard let first = passage.after(open), let last = passage.before(close), first < close,
      passage.isHan(first) || passage.isHan(last)
    else { return }
    // Against a Latin word they may be a formula's or a function's.
    let isApart = !passage.isLatin(passage.before(open)) && !passage.isLatin(passage.after(close))
    report.add(
      .halfwidthPunctuation, passage, open..<open + 1,
      "half-width parentheses stand around Chinese text", remedy: "write （ and ）",
      isApart ? [(open..<open + 1, "（"), (close..<close + 1, "）")] : [])
  }
}
