extension InlineReader {
  /// Takes a `[` or `![`, or the mark of a note.
  mutating func open(_ text: Bytes, isImage: Bool) {
    let bracket = isImage ? index + 1 : index
    if bracket + 1 < text.count, text[bracket + 1] == UInt8(ascii: "^") {
      if isImage { emit(.text, length: 1) }
      openNote(text)
      return
    }
    openers.append(Opener(atom: passage.atoms.count, isImage: isImage))
    emit(.text, length: 1)
    if isImage { emit(.text, length: 1) }
    if isImage { images += 1 }
    if images > SourceSurvey.mostImages { isInDoubt = true }
  }

  private mutating func openNote(_ text: Bytes) {
    if let end = NoteLabel.end(text, at: index + 2) {
      emit(.mark, length: end + 1 - index)
      // Without notes in the document this may be a link like any other.
      let next = index < text.count ? text[index] : 0
      if !hasNotes, hasReferences || next == UInt8(ascii: "(") { isInDoubt = true }
    } else {
      // Were it repaired, it could become a label.
      frozenEnd = max(frozenEnd, min(text.count, index + NoteLabel.longest * 4))
      openers.append(Opener(atom: passage.atoms.count, isImage: false))
      emit(.text, length: 1)
    }
  }

  /// Takes a `]`, and with it the rest of a link.
  mutating func close(_ text: Bytes) {
    guard let opener = openers.popLast(), opener.isActive else { return emit(.text, length: 1) }
    let next = index + 1 < text.count ? text[index + 1] : 0
    if next == 0xEF { tellUnreadLink(text) }
    if next == UInt8(ascii: "(") {
      guard let end = InlineScan.destinationEnd(text, at: index + 1) else {
        tellUnreadLink(text)
        isInDoubt = true
        return
      }
      link(opener, length: end - index)
    } else if hasReferences {
      closeReference(text, opener)
    } else {
      emit(.text, length: 1)
    }
  }

  private mutating func link(_ opener: Opener, length: Int) {
    passage.atoms[opener.atom].kind = .mark
    if opener.isImage { passage.atoms[opener.atom + 1].kind = .mark }
    emit(.mark, length: length)
    guard !opener.isImage else { return }
    // No link inside a link: those that were opened before are text now.
    for position in openers.indices.reversed() where !openers[position].isImage {
      guard openers[position].isActive else { break }
      openers[position].isActive = false
    }
  }

  /// `[words][label]`, `[words][]` or `[words]`, which are links only if the label is defined.
  private mutating func closeReference(_ text: Bytes, _ opener: Opener) {
    keepLabel(opener.atom..<passage.atoms.count)
    emit(.text, length: 1)
    guard openers.isEmpty else {
      isInDoubt = true
      return
    }
    guard index < text.count, text[index] == UInt8(ascii: "["),
      index + 1 < text.count, text[index + 1] != UInt8(ascii: "^")
    else { return }
    var end = index + 1
    while end < text.count, text[end] != UInt8(ascii: "]"), end - index < 1_000 {
      // Code and tags go before a label that is none.
      if [UInt8(ascii: "`"), UInt8(ascii: "<"), UInt8(ascii: "[")].contains(text[end]) { break }
      end += text[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard end < text.count, text[end] == UInt8(ascii: "]") else {
      isInDoubt = true
      return
    }
    emit(.opaque, length: end + 1 - index)
  }
}
