/// Rewrites the blocks that CommonMark does not know into blocks that it does, marked so that the
/// tree's renderer finds them again.
///
/// | written | becomes |
/// |---|---|
/// | a table's cell, caption | an ATX heading of its own |
/// | a note `[^1]: …` | an item of a list of its own |
/// | a term and `: …` | an ATX heading, and an item of a list |
/// | `:::name`, `:::` | a processing instruction on a line of its own |
///
/// Every block stays where it was, in the containers it was in, so libcmark parses once, with one
/// map of link references, and every inline mark keeps its scope.
struct BlockRewriter {
  /// A line of the paragraph that is open, as it was written to the output.
  struct TextLine {
    /// Where it begins in the output.
    var outputStart: Int
    /// Where its text begins in the output, behind what its containers put before it.
    var outputTextStart: Int
    /// Where its entry in ``lines`` is.
    var lineIndex: Int
    /// Its text in the source, without spaces at either end.
    var content: Range<Int>
    /// Whether it can only go on with a paragraph: it leaves a container out, or stands four
    /// columns in.
    var onlyContinues: Bool
  }

  let text: Bytes
  let extensions: MarkdownExtensions
  var scanner: BlockScanner
  var output: [UInt8] = []
  /// For each line of the output, its line in the source, from 1.
  var lines: [Int32] = []
  var findings = BlockFindings()
  /// The lines of the paragraph that is open.
  var paragraph: [TextLine] = []
  var table: TableDraft?
  /// Cells that short rows may still be filled with; see ``TableDraft``.
  var fillers = TableDraft.mostFillers
  /// For each container that is open, which of its lines begin a paragraph.
  var openContainers: [ParagraphOpeners] = []
  /// Opening lines that were left as text because they nest too deeply.
  var tooDeepContainers = 0
  /// What every line was, for a reader of words; nil where only the page is wanted.
  var outline: LineOutline?
  /// The line being rewritten, from 1.
  private(set) var line = 0
  private var lineStart = 0
  private var lineEnd = 0
  /// What stands before the text of the line being rewritten, unless it was written already.
  private var lead: Lead = .source(0..<0)

  private enum Lead {
    case source(Range<Int>)
    /// The continuation of the outer containers, the last of which was opened on this very line,
    /// then what the source has.
    case resumed(containers: Int, Range<Int>)
    /// The continuation of all containers.
    case continuation
  }

  /// Prepares to rewrite well-formed text without sentinels of the author's.
  init(_ text: Bytes, extensions: MarkdownExtensions) {
    self.text = text
    self.extensions = extensions
    scanner = BlockScanner(text)
    output.reserveCapacity(text.count + text.count / 4)
  }

  /// Rewrites the whole source.
  mutating func run() {
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, text[end] != UInt8(ascii: "\n"), text[end] != UInt8(ascii: "\r") {
        end += 1
      }
      line += 1
      lineStart = start
      lineEnd = end
      outline?.begin(scanner)
      let kind = scanner.scan(line: start, end: end)
      lead = .source(start..<scanner.nextStart)
      rewrite(kind)
      start = end + 1
      if end + 1 < text.count, text[end] == UInt8(ascii: "\r"), text[end + 1] == UInt8(ascii: "\n")
      {
        start += 1
      }
    }
  }

  private mutating func rewrite(_ kind: BlockScanner.LineKind) {
    guard kind == .text else {
      outline?.note(kind, of: scanner)
      endText()
      // Code may begin with spaces that belong to it: the line as it stands, unless an item was
      // opened for it on this very line.
      if case .source = lead {
        writeSource()
      } else if kind != .blank {
        writeLine(from: scanner.nextStart)
      }
      return
    }
    let content = trimmed(scanner.nextStart..<lineEnd)
    let isInTable = table != nil && scanner.leaf == .table
    if scanner.indent >= 4 {
      // A paragraph's own line: libcmark would see no mark that stands so far in.
      writeText(content)
    } else if let inside = rewriteNote(content) ?? rewriteDefinition(content) {
      resume(at: inside)
    } else if rewriteContainer(content) {
      outline?.note(.other)
    } else if rewriteTable(content) {
      outline?.note(isInTable ? .row(content) : .delimiters)
    } else {
      writeText(content)
    }
  }

  /// Goes on with what follows on the line behind an item that was just opened.
  private mutating func resume(at start: Int) {
    endText()
    outline?.note(.other)
    guard start < lineEnd else { return }
    let outer = scanner.containers.count
    outline?.begin(scanner)
    let kind = scanner.resume(at: start)
    lead = .resumed(containers: outer, start..<scanner.nextStart)
    rewrite(kind)
  }

  private mutating func writeText(_ content: Range<Int>) {
    let onlyContinues = scanner.isLazy || scanner.indent >= 4
    if !openContainers.isEmpty, !onlyContinues { separateParagraph(before: content) }
    let isOpening = scanner.takeAsParagraph()
    outline?.note(.text(content, isOpening: isOpening))
    if isOpening { endText() }
    let outputStart = output.count
    let lineIndex = lines.count
    writeLead()
    paragraph.append(
      TextLine(
        outputStart: outputStart, outputTextStart: output.count, lineIndex: lineIndex,
        content: content, onlyContinues: onlyContinues))
    output.append(text, scanner.nextStart..<lineEnd)
    endLine()
  }

  /// Forgets the paragraph and the table that were open.
  mutating func endText() {
    if !paragraph.isEmpty { paragraph.removeAll(keepingCapacity: true) }
    table = nil
  }

  // MARK: Writing lines

  /// The line as it stands in the source.
  private mutating func writeSource() {
    output.append(text, lineStart..<lineEnd)
    endLine()
  }

  private mutating func writeLine(from start: Int) {
    writeLead()
    output.append(text, start..<lineEnd)
    endLine()
  }

  /// What stands before the line's text: once as in the source, from then on as a continuation.
  mutating func writeLead() {
    switch lead {
    case .source(let range):
      output.append(text, range)
    case .resumed(let containers, let range):
      writeContinuation(of: containers)
      output.append(text, range)
    case .continuation:
      writeContinuation()
    }
    lead = .continuation
  }

  /// What a further line must begin with to stand in the same containers, or the outer ones.
  mutating func writeContinuation(of count: Int? = nil) {
    for container in scanner.containers.prefix(count ?? scanner.containers.count) {
      if container.isQuote {
        output.append("> ")
      } else {
        for _ in 0..<container.indent { output.append(0x20) }
      }
    }
  }

  /// Ends a line of the output that stands for a line of the source.
  mutating func endLine(standingFor source: Int? = nil) {
    output.append(UInt8(ascii: "\n"))
    lines.append(Int32(source ?? line))
  }

  /// A line `<?…?>`, which libcmark takes for a block of its own wherever it stands.
  mutating func writeMark(_ third: UInt8, index: Int? = nil) {
    output.append("<?")
    output.append(sentinel: third)
    if let index { output.append(decimal: index) }
    output.append("?>")
    endLine()
  }

  /// A line that libcmark takes for a heading of this level, around a piece of the source.
  mutating func writeHeading(
    level: Int, mark: UInt8, standingFor source: Int? = nil, _ write: (inout [UInt8]) -> Void
  ) {
    for _ in 0..<level { output.append(UInt8(ascii: "#")) }
    output.append(0x20)
    output.append(sentinel: mark)
    output.append(0x20)
    write(&output)
    output.append(0x20)
    output.append(sentinel: Sentinel.end)
    endLine(standingFor: source)
  }

  /// Takes back what was written since the text of `line` began.
  mutating func takeBack(to line: TextLine) {
    output.removeSubrange(line.outputTextStart...)
    lines.removeSubrange(line.lineIndex...)
  }

  /// Without spaces at either end.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, text[start] == 0x20 || text[start] == 0x09 { start += 1 }
    while end > start, text[end - 1] == 0x20 || text[end - 1] == 0x09 { end -= 1 }
    return start..<end
  }

  /// Whether the line stands in so many containers that the layer opens no more.
  var isDeep: Bool { scanner.containers.count >= SourceSurvey.mostNesting }

  /// The line being rewritten and the byte column of `offset` in it, from 1.
  func place(of offset: Int) -> (line: Int, column: Int) { (line, offset - lineStart + 1) }
}

/// What the rewriting of blocks found, for the tree's renderer.
struct BlockFindings {
  /// Notes in the order of their definitions.
  var notes: [NoteDefinition] = []
  /// Containers in the order of their opening lines.
  var containers: [ContainerOpening] = []
  var diagnostics: [MarkdownDiagnostic] = []
}
