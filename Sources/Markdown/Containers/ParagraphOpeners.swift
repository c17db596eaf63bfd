/// What a line of a container begins with that begins a paragraph without a blank line before it: in
/// a gallery a picture, in an interview a speaker.
enum ParagraphOpeners {
  case none
  case pictures
  case speakers(SpeakerMarks)

  init(_ opening: ContainerOpening) {
    switch MarkdownContainerKind(name: opening.name) {
    case .gallery: self = .pictures
    case .interview: self = .speakers(SpeakerMarks(opening.attributes.pairs))
    default: self = .none
    }
  }

  /// Whether a line with this text begins a paragraph; a line behind a picture does too.
  func opens(_ line: Bytes, after previous: Bytes) -> Bool {
    switch self {
    case .none: false
    case .pictures: beginsPicture(line) || (beginsPicture(previous) && endsPicture(previous))
    case .speakers(let marks): marks.label(in: line, at: 0) != nil
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
}
