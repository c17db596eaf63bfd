/// A note's own words, `[^label]: …`.
struct NoteDefinition {
  var label: String
  /// Where the label begins in the source, from 1.
  var line: Int
  var column: Int
}

/// The label of a note: no spaces, no brackets, no marks that libcmark would act on.
enum NoteLabel {
  static let longest = 100

  /// Where the label that begins at `start` ends, at its `]`; nil when it is none.
  static func end(_ text: Bytes, at start: Int) -> Int? {
    var index = start
    while index < text.count, index - start <= longest {
      switch text[index] {
      case UInt8(ascii: "]"): return index > start ? index : nil
      case 0...0x20, UInt8(ascii: "["), UInt8(ascii: "*"), UInt8(ascii: "`"), UInt8(ascii: "<"),
        UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: "&"):
        return nil
      default: index += 1
      }
    }
    return nil
  }
}

extension BlockRewriter {
  /// Makes a note's first line the opening of a list item, in a list of its own.
  ///
  /// - Returns: where the note's words begin on this line; nil when this is no note.
  mutating func rewriteNote(_ content: Range<Int>) -> Int? {
    guard extensions.contains(.footnotes), !isDeep, text.matches("[^", at: content.lowerBound),
      let end = NoteLabel.end(text, at: content.lowerBound + 2), end + 1 < content.upperBound,
      text[end + 1] == UInt8(ascii: ":")
    else { return nil }
    let label = content.lowerBound + 2..<end
    let place = place(of: content.lowerBound)
    endText()
    scanner.closeUnmatched()
    writeLead()
    writeMark(Sentinel.separator)
    writeContinuation()
    output.append("1)  ")
    writeMark(Sentinel.noteItem, index: findings.notes.count)
    findings.notes.append(
      NoteDefinition(
        label: String(stripping: Bytes(rebasing: text[label])), line: place.line,
        column: place.column))
    scanner.openItem(indent: 4)
    return trimmed(end + 2..<content.upperBound).lowerBound
  }
}
