/// 「」 and “” in one text.
enum MixedQuotes {
  private struct Marks {
    var count = 0
    var first: Range<Int>?
  }

  static func check(_ passages: [Passage], _ report: inout LintReport) {
    var corners = Marks()
    var curves = Marks()
    for passage in passages {
      for index in passage.atoms.indices where passage.atoms[index].isText {
        switch passage.atoms[index].scalar {
        case 0x300C, 0x300E: note(passage, index, in: &corners)
        // In an English sentence they are English.
        case 0x201C, 0x2018:
          if passage.isChinese(passage.after(index), step: 1) { note(passage, index, in: &curves) }
        default: break
        }
      }
    }
    guard let corner = corners.first, let curve = curves.first else { return }
    let isCornerRare =
      corners.count == curves.count
      ? corner.lowerBound > curve.lowerBound : corners.count < curves.count
    report.add(
      .mixedQuotes, at: isCornerRare ? corner : curve,
      "this text quotes with “ ” (\(curves.count)) and with 「 」 (\(corners.count))",
      remedy: isCornerRare ? "write “ ” here too" : "write 「 」 here too")
  }

  private static func note(_ passage: Passage, _ index: Int, in marks: inout Marks) {
    marks.count += 1
    if marks.first == nil { marks.first = passage.range(index..<index + 1) }
  }
}
