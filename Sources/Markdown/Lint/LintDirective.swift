/// A comment by which an author switches rules off or on: `<!-- lint-disable ellipsis dash -->`,
/// `<!-- lint-enable -->`, `<!-- lint-disable-next-line -->`. Without codes it means all of them.
struct LintDirective {
  enum Kind: String, CaseIterable {
    case disable = "lint-disable"
    case enable = "lint-enable"
    case disableNextLine = "lint-disable-next-line"
  }

  /// nil when the comment begins like one of ours and is none.
  var kind: Kind?
  var codes: Set<LintCode>
  /// The whole comment.
  var range: Range<Int>
  /// Words that are no codes.
  var unknown: [Range<Int>] = []

  /// Those in a line of raw HTML.
  static func all(in text: Bytes, _ range: Range<Int>) -> [LintDirective] {
    var directives: [LintDirective] = []
    var start: Int?
    for index in range {
      if let opening = start {
        guard index >= opening + 4, text[index] == UInt8(ascii: "-"), text.matches("-->", at: index)
        else { continue }
        if let directive = LintDirective(text, opening..<min(index + 3, range.upperBound)) {
          directives.append(directive)
        }
        start = nil
      } else if text[index] == UInt8(ascii: "<"), text.matches("<!--", at: index) {
        start = index
      }
    }
    return directives
  }

  /// Reads a comment, its marks included; nil when it is not for the lint.
  init?(_ text: Bytes, _ comment: Range<Int>) {
    guard comment.count >= 7 else { return nil }
    var words: [Range<Int>] = []
    var start: Int?
    let inside = comment.lowerBound + 4..<comment.upperBound - 3
    for index in inside {
      let isBetween = [0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ",")].contains(text[index])
      if isBetween, let begin = start {
        words.append(begin..<index)
        start = nil
      } else if !isBetween, start == nil {
        start = index
        // Only a first word of ours makes the rest worth reading.
        if words.isEmpty, !text.matches("lint-", at: index) { return nil }
      }
    }
    if let start { words.append(start..<inside.upperBound) }
    guard let first = words.first else { return nil }
    func word(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }
    range = comment
    kind = Kind(rawValue: word(first))
    codes = []
    if kind == nil { unknown.append(first) }
    for range in words.dropFirst() {
      if let code = LintCode(rawValue: word(range)), code != .unknownLintCode {
        codes.insert(code)
      } else {
        unknown.append(range)
      }
    }
    // A misspelt code must not switch everything off.
    if codes.isEmpty, !unknown.isEmpty { kind = nil }
    if codes.isEmpty { codes = Set(LintCode.allCases) }
  }
}

/// Which rules are switched off where.
struct LintSwitches {
  private var disabled: Set<LintCode> = []
  /// The directives still to come, in the order of the text.
  private var directives: ArraySlice<LintDirective>
  private var byLine: [Int: Set<LintCode>] = [:]

  /// - Parameters:
  ///   - directives: in the order of the text.
  ///   - nextLine: the line with words that follows a place in the text.
  init(_ directives: [LintDirective], nextLine: (Int) -> Int) {
    self.directives = directives[...]
    for directive in directives where directive.kind == .disableNextLine {
      byLine[nextLine(directive.range.upperBound), default: []].formUnion(directive.codes)
    }
  }

  /// Whether a rule is off at a place; asked in the order of the text.
  mutating func isOff(_ code: LintCode, at offset: Int, line: Int) -> Bool {
    while let next = directives.first, next.range.lowerBound < offset {
      directives.removeFirst()
      if next.kind == .disable { disabled.formUnion(next.codes) }
      if next.kind == .enable { disabled.subtract(next.codes) }
    }
    guard code != .unknownLintCode else { return false }
    return disabled.contains(code) || byLine[line]?.contains(code) ?? false
  }
}
