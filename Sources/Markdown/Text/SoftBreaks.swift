extension TreeRenderer {
  /// Whether the characters on both sides of a line break are wide, so that no space belongs there.
  ///
  /// Beside a full-width mark of punctuation none does either: it has its own white on it.
  /// Quotation marks, dashes and dots that Chinese shares with Latin text count as wide when they
  /// stand against something wide. So do the signs behind a number, 100%⏎的: no gap is set between
  /// them and a Han character. Other ASCII punctuation may end a Latin sentence, and keeps the space.
  func joinsWide(_ node: Node) -> Bool {
    guard let before = lastScalar(lastText), let after = firstScalar(behind: node) else {
      return false
    }
    let isWideBefore = CharacterClass.isWide(before)
    let isWideAfter = CharacterClass.isWide(after)
    if isWideBefore && isWideAfter { return true }
    if isWideBefore, CharacterClass.isPunctuation(before) { return true }
    if isWideAfter, CharacterClass.isPunctuation(after) { return true }
    if isWideBefore { return CharacterClass.isAmbiguous(after) }
    if isWideAfter, isUnitSign(before) { return true }
    guard CharacterClass.isAmbiguous(before) else { return false }
    return isWideAfter || (CharacterClass.isAmbiguous(after) && hasWideEnd(lastText))
  }

  /// % ° ‰ ℃ ℉
  private func isUnitSign(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x25, 0xB0, 0x2030, 0x2103, 0x2109: true
    default: false
    }
  }

  private func lastScalar(_ text: Bytes) -> UInt32? {
    let end = text.wordsEnd
    return end > 0 ? text.scalar(at: text.scalarStart(before: end)) : nil
  }

  /// Whether the last character that is not ambiguous is wide.
  private func hasWideEnd(_ text: Bytes) -> Bool {
    var end = text.wordsEnd
    while end > 0 {
      let start = text.scalarStart(before: end)
      let scalar = text.scalar(at: start)
      if !CharacterClass.isAmbiguous(scalar) { return CharacterClass.isWide(scalar) }
      end = start
    }
    return false
  }

  private func firstScalar(behind node: Node) -> UInt32? {
    var isFirst = true
    var current = node.next
    while let node = current {
      switch node.kind {
      case .text, .codeSpan:
        let text = node.literal
        var index = isFirst ? typedIndent(of: node, text) : 0
        while index < text.count {
          let length = Sentinel.length(text, at: index)
          if length > 0 {
            index += length
          } else if node.kind == .text, let words = wordsBegin(behind: index, of: text, isFirst) {
            isFirst = false
            index = words
          } else {
            return text.scalar(at: index)
          }
        }
        current = node.next
      case .emphasis, .strong, .link:
        current = node.firstChild
      case .htmlSpan:
        if node.literal.matches("<br", at: 0) { return nil }
        current = node.next
      default:
        return nil
      }
    }
    return nil
  }

  /// Where the words begin behind a mark of the layer's; nil where none stands at `index`.
  ///
  /// Only the first tildes behind a line break can be told to open or to close, for those to come
  /// are taken in their order.
  private func wordsBegin(behind index: Int, of text: Bytes, _ isFirst: Bool) -> Int? {
    switch text[index] {
    case UInt8(ascii: "~"):
      guard isFirst, options.extensions.contains(.strikethrough),
        let run = StrikeRoles.run(text, at: index), strikes.upcoming != .stays
      else { return nil }
      return run.upperBound
    case UInt8(ascii: "{"):
      return Ruby.end(text, at: index, end: text.count, options.extensions).map { _ in index + 1 }
    case UInt8(ascii: "["):
      guard let mark = NoteBook.mark(text, at: index), notes.index(of: text, mark) != nil else {
        return nil
      }
      return mark.upperBound
    default: return nil
    }
  }
}
