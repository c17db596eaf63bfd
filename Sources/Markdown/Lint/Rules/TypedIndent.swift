/// `　　` at the beginning of a line.
enum TypedIndent {
  static func check(_ passage: Passage, isInterview: Bool, _ report: inout LintReport) {
    guard passage.isParagraph else { return }
    let atoms = passage.atoms
    var start = 0
    while start < atoms.count {
      let end = atoms[start...].firstIndex { $0.kind == .lineBreak } ?? atoms.count
      let words = passage.runEnd(from: start) { $0 == 0x3000 }
      if words == end, words > start {
        report.add(
          .typedIndent, passage, start..<words, "a line of full-width spaces is not empty",
          remedy: "take them out, so that the paragraph ends above")
      } else if words > start, start > 0 {
        // Verse: its lines are set in by whoever breaks them.
        if !isBroken(passage, before: start, report.text) {
          report.add(
            .typedIndent, passage, start..<words,
            "a line within a paragraph is set in with full-width spaces",
            remedy: "leave an empty line above where a paragraph begins, else take them out")
        }
      } else if words > start,
        end == atoms.count || !isBroken(passage, before: end + 1, report.text)
      {
        let isCertain =
          beginsWords(passage, words..<end, report.text)
          && !(isInterview && atoms[words..<end].contains { isColon($0.scalar) })
        report.add(
          .typedIndent, passage, start..<words, "a paragraph is set in with full-width spaces",
          remedy: "take them out: the style sheet sets paragraphs in",
          isCertain ? [(start..<words, "")] : [])
      }
      start = end + 1
    }
  }

  /// Whether the line before the one at an atom ends with a break of its author's.
  private static func isBroken(_ passage: Passage, before start: Int, _ text: Bytes) -> Bool {
    let end = passage.atoms[start - 1].offset
    if text[..<end].last == UInt8(ascii: "\\") || text.matches("  ", at: end) { return true }
    guard start > 1 else { return false }
    let last = passage.atoms[start - 2]
    return last.kind == .mark && text.matches("<br", at: last.offset)
  }

  /// Whether what stands there remains a paragraph's words where a line begins with it: neither the
  /// number of an item nor a mark.
  private static func beginsWords(_ passage: Passage, _ line: Range<Int>, _ text: Bytes) -> Bool {
    let atoms = passage.atoms
    guard let first = line.first(where: { atoms[$0].kind != .mark }), atoms[first].isText else {
      return false
    }
    let marks = line.lowerBound..<first
    guard marks.allSatisfy({ [0x2A, 0x5F].contains(text[atoms[$0].offset]) }) else { return false }
    let scalar = atoms[first].scalar
    if CharacterClass.isCounted(scalar) || opening.contains(scalar) { return true }
    guard Passage.isLatin(scalar) else { return false }
    let word = passage.runEnd(from: first, Passage.isLatin)
    return word < line.upperBound && ![0x2E, 0x29].contains(atoms[word].scalar)
  }

  private static func isColon(_ scalar: UInt32) -> Bool { scalar == 0x3A || scalar == 0xFF1A }

  private static let opening = Set("“‘「『《〈（【—…".unicodeScalars.map(\.value))
}
