/// `第 3 期`: one finding for a line, because who types such spaces types them everywhere. In an
/// English sentence a space around a Chinese word is right.
enum SpaceBetweenHanAndLatin {
  static func check(_ passage: Passage, _ report: inout LintReport) {
    var spaces: [Range<Int>] = []
    var index = 0
    while index < passage.atoms.count {
      if passage.atoms[index].kind == .lineBreak {
        add(spaces, passage, &report)
        spaces = []
      }
      let end = passage.spacesEnd(from: index)
      if end > index, isBetween(passage, index..<end) { spaces.append(index..<end) }
      index = max(end, index + 1)
    }
    add(spaces, passage, &report)
  }

  private static func isBetween(_ passage: Passage, _ spaces: Range<Int>) -> Bool {
    guard spaces.lowerBound > 0, spaces.upperBound < passage.atoms.count else { return false }
    let (before, after) = (spaces.lowerBound - 1, spaces.upperBound)
    guard passage.atoms[before].isText, passage.atoms[after].isText else { return false }
    return passage.isHan(before) && passage.isLatin(after)
      || passage.isLatin(before) && passage.isHan(after)
  }

  private static func add(
    _ spaces: [Range<Int>], _ passage: Passage, _ report: inout LintReport
  ) {
    guard let first = spaces.first, passage.isMostlyHan else { return }
    let count = spaces.count == 1 ? "a space is" : "\(spaces.count) spaces are"
    report.add(
      .spaceBetweenHanAndLatin, passage, first,
      "\(count) typed between Han and Latin in this line",
      remedy: "take \(spaces.count == 1 ? "it" : "them") out; the theme sets that gap",
      spaces.map { (atoms: $0, text: "") })
  }
}
