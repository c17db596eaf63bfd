/// A table while its rows come in.
struct TableDraft {
  /// Short rows are filled with empty cells up to this many in a document: a wide head over many
  /// short rows would otherwise make the page grow with the square of the source.
  static let mostFillers = 20_000
  static let mostColumns = 1_000

  /// The sentinels of the columns' cells, which say their alignment.
  var columns: [UInt8]
  /// Where the table begins in the output, and its line there.
  var outputStart: Int
  var lineIndex: Int
}

extension BlockRewriter {
  /// Makes each cell of a table's row a heading of its own, whose level says what it is:
  /// 1 opens a table, 2 is a further cell of the head, 3 opens a row, 4 is a further cell of it.
  mutating func rewriteTable(_ content: Range<Int>) -> Bool {
    guard extensions.contains(.tables) else { return false }
    if let draft = table, scanner.leaf == .table, scanner.matched == scanner.containers.count {
      if let caption = caption(content) {
        writeCaption(caption, of: draft)
      } else {
        writeLead()
        let cells = cells(content)
        tellDropped(cells.dropFirst(draft.columns.count), of: draft)
        writeRow(cells, of: draft, isHead: false, lineNumber: line)
      }
      return true
    }
    return openTable(delimiters: content)
  }

  /// Tells of cells that have no column.
  private mutating func tellDropped(_ cells: ArraySlice<Range<Int>>, of draft: TableDraft) {
    guard let first = cells.first(where: { !$0.isEmpty }) else { return }
    let place = place(of: first.lowerBound)
    findings.diagnostics.append(
      MarkdownDiagnostic(
        severity: .warning, line: place.line, column: place.column,
        message: "the row has more cells than the head, \(draft.columns.count); "
          + "from here on it is left out",
        remedy: "give the head another column, or write \\| where a bar is meant"))
  }

  /// Opens a table when this line is the row of dashes below its head.
  private mutating func openTable(delimiters content: Range<Int>) -> Bool {
    guard scanner.isInParagraph, let head = paragraph.last, !head.onlyContinues,
      let columns = alignments(content)
    else { return false }
    let titles = cells(head.content)
    guard titles.count == columns.count, columns.count <= TableDraft.mostColumns else {
      return false
    }
    takeBack(to: head)
    let draft = TableDraft(
      columns: columns, outputStart: head.outputStart, lineIndex: head.lineIndex)
    endText()
    writeRow(titles, of: draft, isHead: true, lineNumber: line - 1)
    table = draft
    scanner.leaf = .table
    return true
  }

  private mutating func writeRow(
    _ cells: [Range<Int>], of draft: TableDraft, isHead: Bool, lineNumber: Int
  ) {
    for (index, column) in draft.columns.enumerated() {
      if index >= cells.count {
        guard fillers > 0 else { return }
        fillers -= 1
      }
      if index > 0 { writeContinuation() }
      let level = (isHead ? 1 : 3) + (index > 0 ? 1 : 0)
      let cell = index < cells.count ? cells[index] : 0..<0
      writeHeading(level: level, mark: column, standingFor: lineNumber) { [text] output in
        BlockRewriter.append(cell: cell, of: text, to: &output)
      }
    }
  }

  /// A cell's text, `\|` in it made `|`.
  private static func append(cell: Range<Int>, of text: Bytes, to output: inout [UInt8]) {
    var flushed = cell.lowerBound
    for index in cell where text[index] == UInt8(ascii: "|") && index > cell.lowerBound {
      guard text[index - 1] == UInt8(ascii: "\\") else { continue }
      output.append(text, flushed..<index - 1)
      flushed = index
    }
    output.append(text, flushed..<cell.upperBound)
  }

  /// A line `: …` right below a table is its caption.
  private func caption(_ content: Range<Int>) -> Range<Int>? {
    guard content.count > 2, text[content.lowerBound] == UInt8(ascii: ":"),
      text[content.lowerBound + 1] == 0x20
    else { return nil }
    return trimmed(content.lowerBound + 1..<content.upperBound)
  }

  /// Puts the caption before the table, where HTML wants it. The head stays first in its
  /// containers: the lead that opened them is the caption's now.
  private mutating func writeCaption(_ caption: Range<Int>, of draft: TableDraft) {
    let written = Array(output[draft.outputStart...])
    let numbers = Array(lines[draft.lineIndex...])
    guard let hash = written.firstIndex(of: UInt8(ascii: "#")) else { return }
    output.removeSubrange(draft.outputStart...)
    lines.removeSubrange(draft.lineIndex...)
    output += written[..<hash]
    writeHeading(level: 6, mark: Sentinel.caption) { [text] output in
      output.append(text, caption)
    }
    writeContinuation()
    output += written[hash...]
    lines += numbers
    endText()
    scanner.leaf = .none
  }

  /// The cells of a row: split at every `|` that is neither escaped nor inside ruby.
  func cells(_ row: Range<Int>) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    var index = row.lowerBound
    var end = row.upperBound
    if index < end, text[index] == UInt8(ascii: "|") { index += 1 }
    if end > index, text[end - 1] == UInt8(ascii: "|"), !isEscaped(end - 1, from: index) {
      end -= 1
    }
    var start = index
    while index < end {
      switch text[index] {
      case UInt8(ascii: "\\"):
        index += 2
      case UInt8(ascii: "|"):
        cells.append(trimmed(start..<index))
        index += 1
        start = index
      case UInt8(ascii: "{"):
        index = Ruby.end(text, at: index, end: end, extensions) ?? index + 1
      default:
        index += 1
      }
    }
    cells.append(trimmed(start..<end))
    return cells
  }

  private func isEscaped(_ index: Int, from start: Int) -> Bool {
    var slashes = 0
    while index - slashes > start, text[index - slashes - 1] == UInt8(ascii: "\\") { slashes += 1 }
    return slashes % 2 == 1
  }

  /// What a row of dashes says of its columns; nil when it is none.
  private func alignments(_ row: Range<Int>) -> [UInt8]? {
    var hasPipe = false
    for index in row {
      switch text[index] {
      case UInt8(ascii: "|"): hasPipe = true
      case UInt8(ascii: "-"), UInt8(ascii: ":"), 0x20, 0x09: break
      default: return nil
      }
    }
    guard hasPipe else { return nil }
    var columns: [UInt8] = []
    for cell in cells(row) {
      guard !cell.isEmpty else { return nil }
      let isLeft = text[cell.lowerBound] == UInt8(ascii: ":")
      let isRight = text[cell.upperBound - 1] == UInt8(ascii: ":")
      let dashes = cell.dropFirst(isLeft ? 1 : 0).dropLast(isRight ? 1 : 0)
      guard !dashes.isEmpty, dashes.allSatisfy({ text[$0] == UInt8(ascii: "-") }) else {
        return nil
      }
      let alignment: UInt8 = isLeft ? (isRight ? 2 : 1) : isRight ? 3 : 0
      columns.append(Sentinel.cell + alignment)
    }
    return columns
  }
}
