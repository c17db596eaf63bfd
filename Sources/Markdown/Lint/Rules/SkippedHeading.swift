/// `##`, then `####`.
enum SkippedHeading {
  static func check(_ passages: [Passage], _ report: inout LintReport) {
    // The page's title stands before the text.
    var level = 1
    for passage in passages where passage.level > 0 {
      if passage.level > level + 1, let first = passage.atoms.first {
        report.add(
          .skippedHeading, at: first.offset..<first.end,
          "a heading of level \(passage.level) follows "
            + (level == 1 ? "the title" : "one of level \(level)"),
          remedy: "write it with \(String(repeating: "#", count: level + 1))")
      }
      level = passage.level
    }
  }
}

/// A word in a comment for the lint that names nothing.
enum UnknownCode {
  static func check(_ directives: [LintDirective], _ report: inout LintReport) {
    for directive in directives {
      for word in directive.unknown {
        let written = String(decoding: report.text[word], as: UTF8.self)
        let isFirst = directive.kind == nil && written.hasPrefix("lint-")
        let known =
          isFirst
          ? LintDirective.Kind.allCases.map(\.rawValue)
          : LintCode.allCases.filter { $0 != .unknownLintCode }.map(\.rawValue)
        report.add(
          .unknownLintCode, at: word,
          isFirst
            ? "“\(written)” is no comment of the lint" : "“\(written)” is no code of the lint",
          remedy: "write one of \(known.joined(separator: ", "))")
      }
    }
  }
}
