/// Typed spaces before and after full-width marks. The ideographic space U+3000 is layout (姓　名) and
/// left alone. “ ” are Latin's marks as well: inside them no space stands beside a Han character.
enum SpaceBesidePunctuation {
  static func check(_ passage: Passage, _ report: inout LintReport) {
    let atoms = passage.atoms
    var index = 0
    while index < atoms.count {
      guard atoms[index].isSpace else {
        index += 1
        continue
      }
      let spaces = index..<passage.spacesEnd(from: index)
      index = spaces.upperBound
      guard spaces.lowerBound > 0, spaces.upperBound < atoms.count,
        atoms[spaces.lowerBound - 1].kind != .lineBreak, atoms[spaces.upperBound].kind != .lineBreak
      else { continue }
      check(passage, spaces, &report)
    }
  }

  private static func check(
    _ passage: Passage, _ spaces: Range<Int>, _ report: inout LintReport
  ) {
    let before = passage.atoms[spaces.lowerBound - 1]
    let after = passage.atoms[spaces.upperBound]
    let repair = [(atoms: spaces, text: "")]
    let closesHan =
      closingQuotes.contains(after.scalar) && passage.isHan(spaces.lowerBound - 1)
    let opensHan = openingQuotes.contains(before.scalar) && passage.isHan(spaces.upperBound)
    if after.isText, closing.contains(after.scalar) || closesHan,
      let mark = Unicode.Scalar(after.scalar)
    {
      report.add(
        .spaceBeforePunctuation, passage, spaces, "a space stands before \(mark)",
        remedy: "take it out", repair)
    } else if before.isText,
      opensHan || opening.contains(before.scalar) || pauses.contains(before.scalar),
      let mark = Unicode.Scalar(before.scalar)
    {
      // What follows may be a mark only for the space before it: {#id}, the # that ends a heading.
      let isWord = after.isText && (after.scalar >= 0x80 || Passage.isLatin(after.scalar))
      report.add(
        .spaceAfterPunctuation, passage, spaces, "a space stands after \(mark)",
        remedy: "take it out", isWord ? repair : [])
    }
  }

  private static let openingQuotes: Set<UInt32> = [0x201C, 0x2018]
  private static let closingQuotes: Set<UInt32> = [0x201D, 0x2019]
  private static let pauses = Set("，。、；：？！".unicodeScalars.map(\.value))
  private static let opening = Set("（「『《〈【〔〖［｛".unicodeScalars.map(\.value))
  private static let closing = pauses.union("）」』》〉】〕〗］｝".unicodeScalars.map(\.value))
}
