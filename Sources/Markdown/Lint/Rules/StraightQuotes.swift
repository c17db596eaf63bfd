/// `"` and `'` in Chinese.
enum StraightQuotes {
  static func check(_ passage: Passage, _ report: inout LintReport) {
    check(passage, isDouble: true, &report)
    check(passage, isDouble: false, &report)
  }

  private static func check(
    _ passage: Passage, isDouble: Bool, _ report: inout LintReport
  ) {
    let marks = passage.atoms.indices.filter { isMark(passage, $0, isDouble: isDouble) }
    guard !marks.isEmpty else { return }
    let isCertain = pairsUp(passage, marks, isDouble: isDouble)
    let (open, close) = written(report.options.quotes, isDouble: isDouble)
    if isCertain {
      for pair in stride(from: 0, to: marks.count, by: 2) {
        let (first, last) = (marks[pair], marks[pair + 1])
        guard isChinese(passage, first, last) else { continue }
        report.add(
          .straightQuotes, passage, first..<first + 1,
          "straight quotation marks stand in Chinese text", remedy: "write \(open) and \(close)",
          [(first..<first + 1, open), (last..<last + 1, close)])
      }
    } else if let first = marks.first(where: { isBesideChinese(passage, $0) }) {
      report.add(
        .straightQuotes, passage, first..<first + 1,
        "straight quotation marks stand in Chinese text, and not all of this paragraph's pair up",
        remedy: "write \(open) before and \(close) behind what is quoted")
    }
  }

  private static func written(
    _ quotes: LintOptions.Quotes, isDouble: Bool
  ) -> (String, String) {
    switch quotes {
    case .curved: isDouble ? ("“", "”") : ("‘", "’")
    case .corner: isDouble ? ("「", "」") : ("『", "』")
    }
  }

  private static func isMark(_ passage: Passage, _ index: Int, isDouble: Bool) -> Bool {
    let atom = passage.atoms[index]
    guard atom.kind == .text || atom.kind == .frozen else { return false }
    if isDouble { return atom.scalar == 0x22 || atom.scalar == 0xFF02 }
    guard atom.scalar == 0x27 || atom.scalar == 0xFF07 else { return false }
    // it's
    return !(passage.isLatin(passage.before(index)) && passage.isLatin(passage.after(index)))
  }

  /// Whether the marks open and close by turns, each on the side where it should.
  private static func pairsUp(_ passage: Passage, _ marks: [Int], isDouble: Bool) -> Bool {
    guard marks.count % 2 == 0 else { return false }
    // Where curved ones stand too, somebody began to put them right.
    let curved: ClosedRange<UInt32> = isDouble ? 0x201C...0x201D : 0x2018...0x2019
    if passage.atoms.contains(where: { curved.contains($0.scalar) }) { return false }
    return marks.enumerated().allSatisfy { turn, mark in
      guard passage.atoms[mark].isText else { return false }
      let inner = turn % 2 == 0 ? mark + 1 : mark - 1
      guard passage.atoms.indices.contains(inner), !passage.atoms[inner].isSpace,
        passage.atoms[inner].kind != .lineBreak, !marks.contains(sorted: inner)
      else { return false }
      // 5" and the members' card: inches, a possessive.
      let before = passage.before(mark)
      guard passage.isLatin(before) else { return true }
      return turn % 2 == 1 && isDouble
    }
  }

  /// Whether what is quoted, or what it stands in, is Chinese.
  private static func isChinese(_ passage: Passage, _ first: Int, _ last: Int) -> Bool {
    isBesideChinese(passage, first) || isBesideChinese(passage, last)
  }

  private static func isBesideChinese(_ passage: Passage, _ mark: Int) -> Bool {
    passage.isChinese(passage.before(mark), step: -1)
      || passage.isChinese(passage.after(mark), step: 1)
  }
}

extension [Int] {
  /// Whether a sorted array holds a number.
  fileprivate func contains(sorted number: Int) -> Bool {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == number
  }
}
