/// The words that stand in one inline scope: a paragraph, a heading, a cell of a table.
struct Passage {
  /// One character of an author's words, or what stands for something that is none.
  struct Atom {
    enum Kind {
      /// A character that may be changed.
      case text
      /// A character that may be looked at but not changed: in an address, a label, ruby.
      case frozen
      /// An escape, an entity, an address: neither Chinese nor Latin.
      case opaque
      /// A code span.
      case code
      /// A mark that does not show: of emphasis, a link, a note, an inline tag.
      case mark
      /// The end of a line.
      case lineBreak
    }
    var scalar: UInt32
    /// Where it begins in the source.
    var offset: Int
    var kind: Kind

    /// Where a character ends in the source.
    var end: Int {
      offset + (scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4)
    }
    var isText: Bool { kind == .text }
    var isSpace: Bool { kind == .text && (scalar == 0x20 || scalar == 0x09) }
    var shows: Bool { kind != .mark && kind != .lineBreak }

    func isText(_ mark: Unicode.Scalar) -> Bool { kind == .text && scalar == mark.value }
  }

  var atoms: [Atom] = []
  /// The level of a heading, else 0.
  var level = 0
  /// Whether it is a paragraph's: no heading, term or cell of a table.
  var isParagraph = false
  /// Where the passage begins in the source.
  var start = 0
  /// Links that are none.
  var unreadLinks: [UnreadLink] = []
  /// Whether a heading has an id of its author's, which does not change with its words.
  var hasChosenID = false
  /// Whether there are more Han characters than Latin words.
  private(set) var isMostlyHan = false

  /// Settles what hangs on the passage as a whole, once it is read.
  mutating func judge() {
    var balance = 0
    // A number is a word of either script: only letters make a Latin one.
    var isWordCounted = false
    for atom in atoms where atom.isText {
      if CharacterClass.isCounted(atom.scalar) { balance += 1 }
      guard Passage.isLatin(atom.scalar) else {
        isWordCounted = false
        continue
      }
      if isWordCounted || Passage.isDigit(atom.scalar) { continue }
      isWordCounted = true
      balance -= 1
    }
    isMostlyHan = balance > 0
  }

  /// The characters of each line.
  var lines: [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for (index, atom) in atoms.enumerated() where atom.kind == .lineBreak {
      lines.append(start..<index)
      start = index + 1
    }
    lines.append(start..<atoms.count)
    return lines
  }

  /// Whether a repair at this place could make a line begin with `：：：`, which opens a container.
  func opensContainer(at index: Int, with bytes: [UInt8]) -> Bool {
    var start = index
    while start > 0, index - start < 4, isColon(atoms[start - 1].scalar) { start -= 1 }
    guard start == 0 || atoms[start - 1].kind == .lineBreak else { return false }
    return start < index || bytes.starts(with: "：".utf8)
  }

  private func isColon(_ scalar: UInt32) -> Bool { scalar == 0x3A || scalar == 0xFF1A }

  /// The nearest character before that shows.
  func before(_ index: Int) -> Int? {
    var index = index - 1
    while index >= 0 {
      if atoms[index].shows { return index }
      index -= 1
    }
    return nil
  }

  /// The nearest character behind that shows.
  func after(_ index: Int) -> Int? {
    var index = index + 1
    while index < atoms.count {
      if atoms[index].shows { return index }
      index += 1
    }
    return nil
  }

  /// The nearest character before that shows and is no space.
  func wordBefore(_ index: Int) -> Int? {
    var place = before(index)
    while let found = place, atoms[found].isSpace { place = before(found) }
    return place
  }

  /// The nearest character behind that shows and is no space.
  func wordAfter(_ index: Int) -> Int? {
    var place = after(index)
    while let found = place, atoms[found].isSpace { place = after(found) }
    return place
  }

  /// Where the spaces directly before `index` begin.
  func spacesStart(before index: Int) -> Int {
    var index = index
    while index > 0, atoms[index - 1].isSpace { index -= 1 }
    return index
  }

  /// Where the spaces from `index` on end.
  func spacesEnd(from index: Int) -> Int {
    var index = index
    while index < atoms.count, atoms[index].isSpace { index += 1 }
    return index
  }

  /// The end of the run of characters from `start` on that `isMember` takes.
  func runEnd(from start: Int, _ isMember: (UInt32) -> Bool) -> Int {
    var end = start
    while end < atoms.count, atoms[end].isText, isMember(atoms[end].scalar) { end += 1 }
    return end
  }

  /// The bytes of the source from one character up to another.
  func range(_ atoms: Range<Int>) -> Range<Int> {
    self.atoms[atoms.lowerBound].offset..<self.atoms[atoms.upperBound - 1].end
  }

  // MARK: Kinds of characters

  /// A Han character or kana.
  func isHan(_ index: Int?) -> Bool {
    guard let index, shows(index) else { return false }
    return CharacterClass.isCounted(atoms[index].scalar)
  }

  /// A Latin letter or a digit.
  func isLatin(_ index: Int?) -> Bool {
    guard let index, shows(index) else { return false }
    return Passage.isLatin(atoms[index].scalar)
  }

  /// A code span.
  func isCode(_ index: Int) -> Bool { atoms[index].kind == .code }

  static func isLatin(_ scalar: UInt32) -> Bool {
    let scalar = isFullwidthLatin(scalar) ? scalar - 0xFEE0 : scalar
    guard let byte = UInt8(exactly: scalar) else { return false }
    return HTMLBlock.isLetter(byte) || HTMLBlock.isDigit(byte)
  }

  static func isFullwidthLatin(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: true
    default: false
    }
  }

  /// A digit of either width.
  static func isDigit(_ scalar: UInt32) -> Bool {
    (0x30...0x39).contains(scalar) || (0xFF10...0xFF19).contains(scalar)
  }

  /// Whether Chinese text goes on, or ends here: with nothing, or with marks that Latin text has too
  /// and behind which nothing follows, as the ” at the end of a paragraph.
  func endsChinese(_ index: Int?) -> Bool {
    guard var index else { return true }
    if isChinese(index, step: 1) { return true }
    while shows(index), CharacterClass.isAmbiguous(atoms[index].scalar) {
      guard let next = after(index) else { return true }
      index = next
    }
    return false
  }

  /// A character of Chinese text: Han, kana, full-width marks; and “ ” … — on the far side of which
  /// one stands.
  func isChinese(_ index: Int?, step: Int) -> Bool {
    guard var index = index, shows(index) else { return false }
    for _ in 0..<4 where CharacterClass.isAmbiguous(atoms[index].scalar) {
      guard let next = step < 0 ? before(index) : after(index), shows(next) else { return false }
      index = next
    }
    let scalar = atoms[index].scalar
    return CharacterClass.isWide(scalar) && !Passage.isFullwidthLatin(scalar)
  }

  private func shows(_ index: Int) -> Bool {
    atoms[index].kind == .text || atoms[index].kind == .frozen
  }
}
