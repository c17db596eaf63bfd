/// Finds the passages of a source, and the comments that switch the lint off and on.
///
/// The blocks are the renderer's own, so that a line is code here if it is code on the page.
struct PassageReader {
  private let text: Bytes
  private var rewriter: BlockRewriter
  /// The lines of the paragraph that is open.
  private var lines: [Range<Int>] = []
  private var pieces: [Piece] = []
  private(set) var passages: [Passage] = []
  private(set) var directives: [LintDirective] = []
  /// Raw HTML that browsers do not show.
  private(set) var blocked: [BlockedHTML] = []
  /// The lines of the raw HTML that is open.
  private var html: [Range<Int>] = []

  /// A passage before its marks are read.
  private struct Piece {
    var lines: [Range<Int>]
    var level = 0
    var isParagraph = false
  }

  /// Prepares to read well-formed text.
  init(_ text: Bytes) {
    self.text = text
    rewriter = BlockRewriter(text, extensions: .all)
    rewriter.outline = LineOutline()
  }

  /// Reads all of it.
  mutating func read() {
    rewriter.run()
    for role in rewriter.outline?.roles ?? [] { take(role) }
    endParagraph()
    endHTML()
    let references = pieces.contains { isDefinition($0.lines) }
    for piece in pieces where !isDefinition(piece.lines) {
      var reader = InlineReader(
        text, lines: piece.lines, hasReferences: references,
        hasNotes: !rewriter.findings.notes.isEmpty)
      reader.read()
      reader.passage.level = piece.level
      reader.passage.isParagraph = piece.isParagraph
      passages.append(reader.passage)
      directives += reader.directives
      blocked += BlockedHTML.all(in: text, reader.tags)
    }
    directives.sort { $0.range.lowerBound < $1.range.lowerBound }
  }

  private mutating func take(_ role: LineOutline.Role) {
    if case .html = role {} else { endHTML() }
    switch role {
    case .text(let range, let isOpening):
      if isOpening { endParagraph() }
      lines.append(range)
      return
    case .underline(let level):
      pieces.append(Piece(lines: lines, level: level))
      lines = []
    case .terms:
      for line in lines { pieces.append(Piece(lines: [line])) }
      lines = []
    case .delimiters:
      let head = lines.popLast()
      endParagraph()
      if let head { takeRow(head) }
    case .row(let range):
      endParagraph()
      takeRow(range)
    case .heading(let level, let range):
      endParagraph()
      pieces.append(Piece(lines: [rewriter.trimmed(range)], level: level))
    case .html(let range):
      directives += LintDirective.all(in: text, range)
      html.append(range)
    case .other:
      break
    }
    endParagraph()
  }

  private mutating func takeRow(_ row: Range<Int>) {
    for cell in rewriter.cells(row) where !cell.isEmpty { pieces.append(Piece(lines: [cell])) }
  }

  private mutating func endParagraph() {
    guard !lines.isEmpty else { return }
    pieces.append(Piece(lines: lines, isParagraph: true))
    lines = []
  }

  private mutating func endHTML() {
    guard !html.isEmpty else { return }
    blocked += BlockedHTML.all(in: text, html)
    html = []
  }

  /// Whether lines of the text may begin what somebody says: 林：……
  var hasInterviews: Bool {
    rewriter.findings.containers.contains { MarkdownContainerKind(name: $0.name) == .interview }
  }

  /// Whether a paragraph may begin with a definition of a link reference.
  private func isDefinition(_ lines: [Range<Int>]) -> Bool {
    guard let first = lines.first, !first.isEmpty, text[first.lowerBound] == UInt8(ascii: "[")
    else { return false }
    return lines.contains { line in
      line.dropFirst().contains {
        text[$0] == UInt8(ascii: ":") && text[$0 - 1] == UInt8(ascii: "]")
      }
    }
  }
}
