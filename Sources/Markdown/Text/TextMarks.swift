extension TreeRenderer {
  /// Writes a text node, without what the layer put around it.
  mutating func enterText(_ node: Node) {
    if finds.contains(.references) { checkReferences(in: node) }
    var text = node.literal
    if let third = Sentinel.third(text, at: 0), CellMark.thirds.contains(third) {
      let spaced = text.count > 3 && text[3] == 0x20
      text = Bytes(rebasing: text[(spaced ? 4 : 3)...])
    }
    if Sentinel.third(text, at: text.count - 3) == Sentinel.end, text.count >= 3 {
      let spaced = text.count > 3 && text[text.count - 4] == 0x20
      text = Bytes(rebasing: text[..<(text.count - (spaced ? 4 : 3))])
    }
    text = Bytes(rebasing: text[typedIndent(of: node, text)...])
    if let cut, cut.node == node { text = Bytes(rebasing: text[..<(text.count - cut.length)]) }
    if task == node { text = writeTaskBox(text) }
    write(text: text)
  }

  /// Writes text with the layer's inline marks: strikes, notes, addresses, ruby.
  private mutating func write(text: Bytes) {
    let before = lastText
    lastText = text
    let isSpaced = text.first == 0x20 && (plain.isEmpty || plain.last == UInt8(ascii: "\n"))
    let said = isSpaced ? Bytes(rebasing: text[1...]) : text
    let stop = hasTextMarks ? text.textStop(from: 0) : text.escape(from: 0)
    if stop == text.count {
      plain.append(bytes: said)
      html.append(bytes: text)
      return
    }
    keepPlain(said)
    guard hasTextMarks else {
      html.append(escaped: text)
      return
    }
    var words = LastWords(before)
    var flushed = 0
    var index = 0
    while true {
      index = text.textMark(from: index)
      guard index < text.count else { break }
      guard
        let mark = TextMark(
          text, at: index, floor: flushed, extensions: options.extensions, isInLink: linkDepth > 0,
          isInRawLink: rawLink.isOpen)
      else {
        index += 1
        continue
      }
      html.append(escaped: Bytes(rebasing: text[flushed..<mark.range.lowerBound]))
      if write(mark, of: text) {
        flushed = mark.range.upperBound
        words.take(mark, of: text)
      } else {
        flushed = mark.range.lowerBound
      }
      index = mark.range.upperBound
    }
    html.append(escaped: Bytes(rebasing: text[flushed...]))
    lastText = words.end(of: text)
  }

  /// - Returns: false when the mark stays as it was written.
  private mutating func write(_ mark: TextMark, of text: Bytes) -> Bool {
    let piece = Bytes(rebasing: text[mark.range])
    switch mark.kind {
    case .strike: return writeStrike()
    case .web: writeAddress(piece, scheme: piece[0] == UInt8(ascii: "w") ? "http://" : "")
    case .mail: writeAddress(piece, scheme: "mailto:")
    case .note: return writeReference(piece)
    case .ruby: writeRuby(piece)
    }
    return true
  }

  /// Appends what a text says to the plain text.
  private mutating func keepPlain(_ text: Bytes) {
    guard finds.contains(.notes) || finds.contains(.braces) else {
      plain.append(stripped: text)
      return
    }
    var said: [UInt8] = []
    appendPlain(text, to: &said)
    said.withUnsafeBufferPointer { plain.append(bytes: $0) }
  }

  /// Appends what a text says: no sentinels, no marks of notes, of ruby only the characters.
  func appendPlain(_ text: Bytes, to output: inout [UInt8]) {
    guard finds.contains(.notes) || finds.contains(.braces) else {
      output.append(stripped: text)
      return
    }
    var flushed = 0
    var index = 0
    while index < text.count {
      if text[index] == UInt8(ascii: "["), let mark = NoteBook.mark(text, at: index),
        notes.index(of: text, mark) != nil
      {
        output.append(stripped: Bytes(rebasing: text[flushed..<index]))
        index = mark.upperBound
        flushed = index
      } else if text[index] == UInt8(ascii: "{"),
        let end = Ruby.end(text, at: index, end: text.count, options.extensions)
      {
        output.append(stripped: Bytes(rebasing: text[flushed..<index]))
        let bar = text[index..<end].firstIndex(of: UInt8(ascii: "|")) ?? end
        output.append(stripped: Bytes(rebasing: text[index + 1..<bar]))
        index = end
        flushed = end
      } else {
        index += 1
      }
    }
    output.append(stripped: Bytes(rebasing: text[flushed...]))
  }

  /// What an inline's descendants say, for titles and ids.
  func plainText(of root: Node) -> [UInt8] {
    var output: [UInt8] = []
    var node = root
    var isEntering = true
    while true {
      if isEntering {
        switch node.kind {
        case .text:
          let text = node.literal
          let length = cut.map { $0.node == node ? $0.length : 0 } ?? 0
          appendPlain(Bytes(rebasing: text[..<(text.count - length)]), to: &output)
        case .codeSpan: output.append(stripped: node.literal)
        case .softBreak, .lineBreak: output.append(0x20)
        default: break
        }
        if let child = node.firstChild {
          node = child
          continue
        }
      }
      if node == root { return output }
      if let next = node.next {
        node = next
        isEntering = true
      } else if let parent = node.parent {
        node = parent
        isEntering = false
      } else {
        return output
      }
    }
  }
}
