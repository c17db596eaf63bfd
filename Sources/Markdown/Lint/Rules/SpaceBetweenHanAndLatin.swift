/// `第 3 期`: one finding for a line, because who types such spaces types them everywhere. In an
/// English sentence a space around a Chinese word is right.
///
/// A space can also hold two things apart: 主持 Anna 摄影 Bob. Nothing of a passage is repaired where
/// ``SeparatingSpaces`` sees one that may.
enum SpaceBetweenHanAndLatin {
  static func check(_ passage: Passage, _ report: inout LintReport) {
    guard passage.isMostlyHan else { return }
    var spaces: [Range<Int>] = []
    var lines: [[Range<Int>]] = []
    var index = 0
    while index < passage.atoms.count {
      if passage.atoms[index].kind == .lineBreak {
        lines.append(spaces)
        spaces = []
      }
      let end = passage.spacesEnd(from: index)
      if end > index, isBetween(passage, index..<end) { spaces.append(index..<end) }
      index = max(end, index + 1)
    }
    lines.append(spaces)
    guard lines.contains(where: { !$0.isEmpty }) else { return }
    let isCertain = !SeparatingSpaces.mayStand(in: passage)
    for line in lines { add(line, passage, isCertain: isCertain, &report) }
  }

  private static func isBetween(_ passage: Passage, _ spaces: Range<Int>) -> Bool {
    guard let before = passage.before(spaces.lowerBound),
      let after = passage.after(spaces.upperBound - 1)
    else { return false }
    guard passage.atoms[before].isText, passage.atoms[after].isText else { return false }
    return passage.isHan(before) && passage.isLatin(after)
      || passage.isLatin(before) && passage.isHan(after)
  }

  private static func add(
    _ spaces: [Range<Int>], _ passage: Passage, isCertain: Bool, _ report: inout LintReport
  ) {
    guard let first = spaces.first else { return }
    let count = spaces.count == 1 ? "a space is" : "\(spaces.count) spaces are"
    let them = spaces.count == 1 ? "it" : "them"
    report.add(
      .spaceBetweenHanAndLatin, passage, first,
      "\(count) typed between Han and Latin in this line",
      remedy: isCertain
        ? "take \(them) out; the theme sets that gap"
        : "take \(them) out, and put a mark of punctuation where a space holds two things apart",
      isCertain ? spaces.map { (atoms: $0, text: "") } : [])
  }
}

/// Whether spaces may be what holds the things of an enumeration apart, so that it would be lost
/// without them. They may where, in a passage,
///
/// - a space stands between two Han characters, or outside a pair of brackets: 9:00 集合 下午 3:00;
/// - a space stands beside code, where it is the author's choice, and a line should have all or none;
/// - a space stands between a Latin word and a number: A 2020;
/// - two spaces stand side by side;
/// - the number of an item follows one: 2、 2. 2) 2）;
/// - three Latin words follow Han characters and a space, and no punctuation stands between:
///   主持 Anna 摄影 Bob 文 Carol. A number before a unit, 2026 年, is none of them.
enum SeparatingSpaces {
  static func mayStand(in passage: Passage) -> Bool {
    let atoms = passage.atoms
    var words = 0
    var index = 0
    while index < atoms.count {
      let atom = atoms[index]
      guard atom.isSpace else {
        if atom.kind == .lineBreak || atom.isText && pauses.contains(atom.scalar) { words = 0 }
        index += 1
        continue
      }
      let spaces = index..<passage.spacesEnd(from: index)
      index = spaces.upperBound
      guard let before = passage.before(spaces.lowerBound),
        let after = passage.after(spaces.upperBound - 1), !isEdge(passage, spaces)
      else { continue }
      if spaces.count > 1 || separates(passage, before, after) { return true }
      guard passage.isHan(before), passage.isLatin(after) else { continue }
      if isItem(passage, after) { return true }
      if !isMeasure(passage, after) { words += 1 }
      if words > 2 { return true }
    }
    return false
  }

  /// Whether the spaces stand where a line begins or ends.
  private static func isEdge(_ passage: Passage, _ spaces: Range<Int>) -> Bool {
    passage.atoms[spaces.lowerBound - 1].kind == .lineBreak
      || passage.atoms[spaces.upperBound].kind == .lineBreak
  }

  private static func separates(_ passage: Passage, _ before: Int, _ after: Int) -> Bool {
    if passage.isCode(before) || passage.isCode(after) { return true }
    let (left, right) = (passage.atoms[before].scalar, passage.atoms[after].scalar)
    if passage.isHan(before) || closing.contains(left) {
      return passage.isHan(after) || opening.contains(right)
    }
    guard passage.isLatin(before), passage.isLatin(after) else { return false }
    return isDigit(left) != isDigit(right) || isDigit(left)
  }

  /// Whether a number begins here that a mark makes an item's.
  private static func isItem(_ passage: Passage, _ start: Int) -> Bool {
    let end = passage.runEnd(from: start, isDigit)
    return end > start && end < passage.atoms.count
      && itemMarks.contains(passage.atoms[end].scalar)
      && !(end + 1 < passage.atoms.count && passage.isLatin(end + 1))
  }

  /// Whether a number begins here that stands before a unit.
  private static func isMeasure(_ passage: Passage, _ start: Int) -> Bool {
    let end = passage.runEnd(from: start) { isDigit($0) || joints.contains($0) }
    guard end > start else { return false }
    let unit = passage.spacesEnd(from: end)
    return unit < passage.atoms.count && units.contains(passage.atoms[unit].scalar)
  }

  private static func isDigit(_ scalar: UInt32) -> Bool { (0x30...0x39).contains(scalar) }

  private static let pauses = Set("，。；：？！、".unicodeScalars.map(\.value))
  private static let opening = Set("（「『《〈【〔〖［｛".unicodeScalars.map(\.value))
  private static let closing = Set("）」』》〉】〕〗］｝".unicodeScalars.map(\.value))
  private static let itemMarks = Set(".、)）．".unicodeScalars.map(\.value))
  private static let joints = Set(".,:~-—–".unicodeScalars.map(\.value))
  private static let units = Set(
    "年月日号时点分秒天周期届次个名人位只条件本册页张份间层楼座路岁元角米里斤克度".unicodeScalars.map(\.value))
}
