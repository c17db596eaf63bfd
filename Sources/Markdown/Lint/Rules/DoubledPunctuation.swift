/// `，，` and `，。`.
enum DoubledPunctuation {
  static func check(_ passage: Passage, _ report: inout LintReport) {
    var index = 0
    while index < passage.atoms.count {
      let end = passage.runEnd(from: index, isMark)
      if end > index + 1 { check(passage, index..<end, &report) }
      index = max(end, index + 1)
    }
  }

  private static func check(_ passage: Passage, _ run: Range<Int>, _ report: inout LintReport) {
    let scalars = passage.atoms[run].map(\.scalar)
    guard scalars.contains(where: isPause), let first = Unicode.Scalar(scalars[0]) else { return }
    let isOne = scalars.allSatisfy { $0 == scalars[0] }
    // Three and more full stops are an ellipsis.
    if isOne, scalars[0] == 0x3002, scalars.count > 2 { return }
    // Colons that begin a line open a container.
    let isMarker =
      scalars[0] == 0xFF1A
      && (run.lowerBound == 0 || passage.atoms[run.lowerBound - 1].kind == .lineBreak)
    report.add(
      .doubledPunctuation, passage, run, "punctuation is doubled",
      remedy: isOne ? "write \(first) once" : "keep the one that is meant",
      isOne && !isMarker ? [(run, String(first))] : [])
  }

  private static func isMark(_ scalar: UInt32) -> Bool {
    isPause(scalar) || scalar == 0xFF01 || scalar == 0xFF1F
  }

  /// ，。、；：
  private static func isPause(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xFF0C, 0x3002, 0x3001, 0xFF1B, 0xFF1A: true
    default: false
    }
  }
}
