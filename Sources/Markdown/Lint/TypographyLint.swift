/// Which faults are looked for, and how the house writes.
public struct LintOptions: Sendable, Equatable {
  /// The marks that Chinese quotations stand in.
  public enum Quotes: Sendable, Equatable {
    /// “ ” and, inside them, ‘ ’: the mainland's.
    case curved
    /// 「 」 and, inside them, 『 』: those of Taiwan and Hong Kong.
    case corner
  }

  /// The rules to apply.
  public var codes: Set<LintCode>
  /// What a straight quotation mark should have been.
  public var quotes: Quotes

  /// Every rule, unless fewer are named.
  public init(codes: Set<LintCode> = Set(LintCode.allCases), quotes: Quotes = .curved) {
    self.codes = codes
    self.quotes = quotes
  }
}

/// Finds what is not set as Chinese is in a Markdown text, and repairs what is certain.
///
/// The lint reads words only. Code, raw HTML, addresses, link destinations and titles, labels of
/// notes and references, attribute lists, escapes, entities and readings of ruby are never looked
/// at, and a construct that cannot be read with certainty ends the look at its paragraph.
///
/// A repair changes the words of a page and never its structure: the elements of the rendered page
/// stay, and so does the id of every heading, because other pages link to it.
public struct TypographyLint: Sendable {
  /// Which faults are looked for.
  public let options: LintOptions

  /// A lint with these options.
  public init(options: LintOptions = LintOptions()) {
    self.options = options
  }

  /// Everything that is wrong in a text, in its order.
  ///
  /// - Parameters:
  ///   - text: Markdown without front matter, usually the part of a file behind it; what is not
  ///     UTF-8 has no findings.
  ///   - firstLine: the number of the text's first line in its file.
  /// - Returns: the findings; their ranges are indices of `text`, so those of the file.
  public func findings(in text: ArraySlice<UInt8>, firstLine: Int = 1) -> [LintFinding] {
    text.withUnsafeBufferPointer { bytes in
      guard SourceCheck(bytes).isValid else { return [] }
      var reader = PassageReader(bytes)
      reader.read()
      var report = LintReport(bytes, options: options)
      report.check(reader)
      return report.findings(offset: text.startIndex, firstLine: firstLine)
    }
  }

  /// The text with one round of repairs made.
  ///
  /// - Parameters:
  ///   - text: what was looked at, from index 0.
  ///   - findings: its findings; of two that overlap the later one is left for the next round.
  /// - Returns: the text repaired.
  public static func repaired(_ text: [UInt8], _ findings: [LintFinding]) -> [UInt8] {
    let edits = compatibleEdits(of: findings)
    var output: [UInt8] = []
    output.reserveCapacity(text.count + edits.count * 4)
    var copied = 0
    for edit in edits {
      output += text[copied..<edit.range.lowerBound]
      output += edit.bytes
      copied = edit.range.upperBound
    }
    output += text[copied...]
    return output
  }

  /// The text with all repairs made, until none is left to make.
  ///
  /// - Parameters:
  ///   - text: a whole file.
  ///   - start: where its Markdown begins, behind the front matter.
  /// - Returns: the text repaired; repairing it again changes nothing.
  public func repaired(_ text: [UInt8], from start: Int = 0) -> [UInt8] {
    var text = text
    // One repair may make sense of the next: a comma beside a parenthesis that was half-width.
    for _ in 0..<TypographyLint.mostRounds {
      let findings = findings(in: text[start...])
      guard findings.contains(where: { !$0.edits.isEmpty }) else { break }
      text = TypographyLint.repaired(text, findings)
    }
    return text
  }

  static let mostRounds = 16

  /// All edits of all findings but those that would touch what an earlier finding changes.
  private static func compatibleEdits(of findings: [LintFinding]) -> [LintEdit] {
    let all = findings.enumerated().flatMap { index, finding in
      finding.edits.map { (edit: $0, finding: index) }
    }.sorted { ($0.edit.range.lowerBound, $0.finding) < ($1.edit.range.lowerBound, $1.finding) }
    var refused: Set<Int> = []
    var end = 0
    for (edit, finding) in all where !refused.contains(finding) {
      if edit.range.lowerBound < end {
        refused.insert(finding)
      } else {
        end = edit.range.upperBound
      }
    }
    return all.filter { !refused.contains($0.finding) }.map(\.edit)
  }
}
