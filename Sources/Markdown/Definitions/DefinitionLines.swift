extension BlockRewriter {
  /// Makes `: …` below a term the opening of a list item, and the term a heading.
  ///
  /// - Returns: where the definition's words begin on this line; nil when this is none.
  mutating func rewriteDefinition(_ content: Range<Int>) -> Int? {
    guard extensions.contains(.definitionLists), !isDeep, content.count > 2,
      text[content.lowerBound] == UInt8(ascii: ":"), text[content.lowerBound + 1] == 0x20
    else { return nil }
    let matched = scanner.matched
    if scanner.isInParagraph, !paragraph.isEmpty, !paragraph.contains(where: \.onlyContinues) {
      writeTerms()
    } else if matched < scanner.containers.count, scanner.containers[matched].isDefinition {
      if let term = takeTerm() { writeNextTerm(term) }
      endText()
    } else {
      return nil
    }
    scanner.closeUnmatched()
    // Without the spaces that may stand before the colon: the item's content stands two columns in.
    writeContinuation()
    output.append("+ ")
    writeMark(Sentinel.definition)
    scanner.openItem(indent: 2, isDefinition: true)
    return trimmed(content.lowerBound + 1..<content.upperBound).lowerBound
  }

  /// Makes each line of the open paragraph a term.
  private mutating func writeTerms() {
    outline?.note(.terms)
    let terms = paragraph
    let numbers = terms.map { Int(lines[$0.lineIndex]) }
    // Copied, for a slice would share the output, and all of it be copied when it changes.
    let leads = terms.map { [UInt8](output[$0.outputStart..<$0.outputTextStart]) }
    takeBack(to: terms[0])
    for (index, (term, number)) in zip(terms, numbers).enumerated() {
      if index > 0 { output += leads[index] }
      writeHeading(level: 1, mark: Sentinel.term, standingFor: number) { [text] output in
        output.append(text, term.content)
      }
    }
  }

  /// The line between two definitions, where it reads as the second one's term: it alone follows
  /// the first line of a definition, not indented, short, without punctuation at its end.
  private mutating func takeTerm() -> TextLine? {
    guard scanner.leaf == .paragraph, paragraph.count == 2, let term = paragraph.last,
      term.onlyContinues, !paragraph[0].onlyContinues, term.content.count <= longestTerm
    else { return nil }
    let end = text.scalarStart(before: term.content.upperBound)
    guard !CharacterClass.isPunctuation(text.scalar(at: end)) else { return nil }
    paragraph.removeLast()
    return term
  }

  /// Twenty Han characters; a longer line goes on with the definition.
  private var longestTerm: Int { 60 }

  /// Ends a definition, and makes the line behind it a term.
  private mutating func writeNextTerm(_ term: TextLine) {
    outline?.note(.terms)
    let number = Int(lines[term.lineIndex])
    output.removeSubrange(term.outputStart...)
    lines.removeSubrange(term.lineIndex...)
    scanner.closeUnmatched()
    writeContinuation()
    writeHeading(level: 1, mark: Sentinel.term, standingFor: number) { [text] output in
      output.append(text, term.content)
    }
  }
}
