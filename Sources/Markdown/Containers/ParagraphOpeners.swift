/// What a line of a container begins with that begins a paragraph without a blank line before it: in
/// a gallery a picture, in an interview a speaker.
enum ParagraphOpeners {
  case none
  case pictures
  /// With how many quotations and items are around the interview.
  case speakers(SpeakerMarks, depth: Int)

  init(_ opening: ContainerOpening, depth: Int) {
    switch MarkdownContainerKind(name: opening.name) {
    case .gallery: self = .pictures
    case .interview: self = .speakers(SpeakerMarks(opening.attributes.pairs), depth: depth)
    default: self = .none
    }
  }

  /// Whether a line with this text begins a paragraph; a line behind a picture does too.
  func opens(_ line: Bytes, after previous: Bytes) -> Bool {
    switch self {
    case .none: false
    case .pictures: beginsPicture(line) || (beginsPicture(previous) && endsPicture(previous))
    case .speakers(let marks, _): marks.label(in: line, at: 0) != nil
    }
  }

  private func beginsPicture(_ line: Bytes) -> Bool {
    line.matches("![", at: 0) || line.matches("[![", at: 0)
  }

  private func endsPicture(_ line: Bytes) -> Bool {
    line.last == UInt8(ascii: ")") || line.last == UInt8(ascii: "}")
  }
}

extension BlockRewriter {
  /// Ends the paragraph that is open before a line that begins another in this container.
  mutating func separateParagraph(before content: Range<Int>) {
    tellStranger(content)
    guard let openers = openContainers.last, scanner.isInParagraph,
      let previous = paragraph.last?.content,
      openers.opens(
        Bytes(rebasing: text[content]), after: Bytes(rebasing: text[previous]))
    else { return }
    endText()
    writeContinuation()
    endLine()
    scanner.closeUnmatched()
  }

  /// Tells of a line that seems to begin what somebody says who is not among the declared speakers.
  private mutating func tellStranger(_ content: Range<Int>) {
    guard case .speakers(let marks, let depth) = openContainers.last, scanner.matched == depth,
      let name = marks.stranger(in: Bytes(rebasing: text[content]))
    else { return }
    let place = place(of: content.lowerBound)
    findings.diagnostics.append(
      MarkdownDiagnostic(
        severity: .warning, line: place.line, column: place.column,
        message:
          "\(name) is not declared as a speaker: the line goes on with what stands before it",
        remedy: "declare the name behind :::问答: {\(name)=…}; "
          + "if nobody speaks here, write no colon behind so short a beginning"))
  }
}
