/// One pass over a source: what libcmark must be told, and which rooms of the layer have work.
///
/// Most documents need no rewriting of blocks and only a few insertions, or none at all; then the
/// source goes to libcmark as it is.
struct SourceSurvey {
  /// What was seen at least once.
  struct Finds: OptionSet {
    let rawValue: UInt8
    /// A line that may be a table's, a note's, a container's or a definition's.
    static let blocks = Finds(rawValue: 1)
    static let tildes = Finds(rawValue: 2)
    static let addresses = Finds(rawValue: 4)
    static let braces = Finds(rawValue: 8)
    static let notes = Finds(rawValue: 16)
    static let brackets = Finds(rawValue: 32)
    /// `][`
    static let references = Finds(rawValue: 64)
  }

  /// A sentinel to insert.
  struct Insertion {
    enum Kind {
      case wall
      /// Before a run that has `_` before it, after a run that has `_` after it.
      case postBefore
      case postAfter
      case mark(UInt8)
    }
    var offset: Int
    var kind: Kind
  }

  /// A place where the source was cut back to keep libcmark fast.
  struct Excess {
    enum Kind {
      case images
      case nesting
    }
    var kind: Kind
    var offset: Int
  }

  /// More images than this in one paragraph, or block markers on one line, are taken for an
  /// accident or an attack: libcmark 0.30 needs quadratic time for them.
  static let mostImages = 1_000
  static let mostNesting = 100

  private(set) var finds: Finds = []
  private(set) var insertions: [Insertion] = []
  private(set) var excesses: [Excess] = []

  let text: Bytes
  private let extensions: MarkdownExtensions
  private let hasNotes: Bool
  private var lineStart = 0
  /// Where the line's text begins, behind spaces and `>`.
  private var leadEnd = 0
  private var images = 0
  private var isPipeSeen = false
  /// Where the lines since the last blank one begin.
  private var paragraphStart = 0
  /// The lines that were looked through for something wide, and whether there was any.
  private var lookedThrough = (range: 0..<0, isWide: false)

  /// Surveys well-formed text without sentinels of the author's; with `hasNotes`, text whose
  /// blocks were rewritten and which defines notes.
  init(_ text: Bytes, extensions: MarkdownExtensions, hasNotes: Bool = false) {
    self.text = text
    self.extensions = extensions
    self.hasNotes = hasNotes
    beginLine(at: 0)
    scan()
  }

  private mutating func scan() {
    var index = 0
    let count = text.count
    while true {
      index = text.surveyStop(from: index)
      guard index < count else { return }
      switch text[index] {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        index += text.matches("\r\n", at: index) ? 2 : 1
        beginLine(at: index)
      case UInt8(ascii: "*"):
        index = star(at: index)
      case UInt8(ascii: "\\"):
        index = escape(at: index)
      case UInt8(ascii: "["):
        bracket(at: index)
        index += 1
      case UInt8(ascii: ":"):
        colon(at: index)
        index += 1
      case UInt8(ascii: "~"):
        finds.insert(.tildes)
        index += 1
      case UInt8(ascii: "|"):
        if !isPipeSeen { pipe(at: index) }
        index += 1
      case UInt8(ascii: "{"):
        finds.insert(.braces)
        index += 1
      case UInt8(ascii: "@"):
        finds.insert(.addresses)
        index += 1
      case UInt8(ascii: "&"):
        reference(at: index)
        index += 1
      case UInt8(ascii: "w"):
        if text.matches("www.", at: index) { finds.insert(.addresses) }
        index += 1
      default:
        index += 1
      }
    }
  }

  private mutating func beginLine(at start: Int) {
    lineStart = start
    isPipeSeen = false
    var index = start
    while index < text.count {
      let byte = text[index]
      guard byte == 0x20 || byte == UInt8(ascii: ">") || byte == 0x09 else { break }
      index += 1
    }
    leadEnd = index
    if index == text.count || text[index] == UInt8(ascii: "\n") || text[index] == UInt8(ascii: "\r")
    {
      images = 0
      paragraphStart = index
    } else if text[index] == 0xEF, text.matches("：：：", at: index) {
      finds.insert(.blocks)
    }
    // A marker takes two bytes or more, so shorter leads cannot nest too deeply.
    if index - start > SourceSurvey.mostNesting || isMarker(text, at: index) { boundNesting() }
  }

  private func isMarker(_ text: Bytes, at index: Int) -> Bool {
    guard index + 3 < text.count, text[index + 1] == 0x20 else { return false }
    return text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "*")
      || text[index] == UInt8(ascii: "+")
  }

  /// Makes everything behind the hundredth marker of a line plain text.
  private mutating func boundNesting() {
    var markers = 0
    var index = lineStart
    while index < text.count {
      switch text[index] {
      case 0x20, 0x09: break
      case UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"),
        UInt8(ascii: "."), UInt8(ascii: ")"):
        markers += 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"): break
      default: return
      }
      if markers > SourceSurvey.mostNesting {
        insertions.append(Insertion(offset: index, kind: .mark(Sentinel.literal)))
        excesses.append(Excess(kind: .nesting, offset: index))
        return
      }
      index += 1
    }
  }

  private mutating func escape(at index: Int) -> Int {
    guard index + 1 < text.count else { return index + 1 }
    switch text[index + 1] {
    case UInt8(ascii: "~"), UInt8(ascii: "{"), UInt8(ascii: ":"), UInt8(ascii: "@"),
      UInt8(ascii: "["), UInt8(ascii: "."):
      guard !extensions.isEmpty else { break }
      insertions.append(Insertion(offset: index + 2, kind: .mark(Sentinel.literal)))
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
      return index + 1
    default:
      break
    }
    return index + 2
  }

  private mutating func bracket(at index: Int) {
    if index > 0, text[index - 1] == UInt8(ascii: "!") {
      images += 1
      if images > SourceSurvey.mostImages {
        if images == SourceSurvey.mostImages + 1 {
          excesses.append(Excess(kind: .images, offset: index - 1))
        }
        insertions.append(Insertion(offset: index, kind: .mark(Sentinel.literal)))
        return
      }
    }
    finds.insert(.brackets)
    if index > 0, text[index - 1] == UInt8(ascii: "]"), !extensions.isEmpty {
      finds.insert(.references)
    }
    guard extensions.contains(.footnotes), index + 2 < text.count,
      text[index + 1] == UInt8(ascii: "^"), let end = NoteLabel.end(text, at: index + 2)
    else { return }
    finds.insert(.notes)
    if end + 1 < text.count, text[end + 1] == UInt8(ascii: ":") { finds.insert(.blocks) }
    insertions.append(Insertion(offset: index + 2, kind: .mark(Sentinel.note)))
    // 见[^1]（或 (see)）: where notes are defined, what follows a mark is never its address.
    if hasNotes, end + 1 < text.count,
      text[end + 1] == UInt8(ascii: "(") || text[end + 1] == UInt8(ascii: "[")
    {
      insertions.append(Insertion(offset: end + 1, kind: .mark(Sentinel.literal)))
    }
  }

  /// Keeps `&#xFDD4;` from becoming a sentinel: it stays as it is written.
  private mutating func reference(at index: Int) {
    guard text.matches("&#", at: index), let scalar = Sentinel.reference(text, at: index + 2),
      Sentinel.isReserved(scalar)
    else { return }
    insertions.append(Insertion(offset: index + 2, kind: .mark(Sentinel.literal)))
  }

  private mutating func colon(at index: Int) {
    guard index + 1 < text.count else { return }
    let next = text[index + 1]
    if next == UInt8(ascii: "/") {
      finds.insert(.addresses)
    } else if next == UInt8(ascii: ":") || next == 0x20 || next == 0x09 {
      if opensLine(at: index) { finds.insert(.blocks) }
    }
  }

  private mutating func pipe(at index: Int) {
    isPipeSeen = true
    guard extensions.contains(.tables), opensLine(at: index) else { return }
    var end = index
    while end < text.count {
      switch text[end] {
      case 0x20, 0x09, UInt8(ascii: "|"), UInt8(ascii: "-"), UInt8(ascii: ":"): end += 1
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        finds.insert(.blocks)
        return
      default: return
      }
    }
    finds.insert(.blocks)
  }

  /// Whether only what can stand before a block's own text stands before `index` on its line.
  private func opensLine(at index: Int) -> Bool {
    for position in stride(from: index - 1, through: lineStart, by: -1) {
      switch text[position] {
      case 0x20, 0x09, UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"),
        UInt8(ascii: "."), UInt8(ascii: ")"), UInt8(ascii: ":"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        continue
      default:
        return false
      }
    }
    return true
  }

  /// Walls in a run of `*` whose flanking libcmark would judge by Western rules.
  ///
  /// The rule is that of "CJK-friendly emphasis": a run with no space beside it, one CJK neighbour
  /// and one punctuation neighbour behaves as if letters stood on both sides.
  ///
  /// We go further in one thing. That rule does not count “ ” ‘ ’ —— …… · as CJK, because English
  /// has them too, so that `看**“A”**B` stays as it is written and, worse, the second mark of
  /// `**“A”**B，**“C”**D` opens. Where a paragraph has anything wide they are Chinese punctuation,
  /// and counted as CJK; a paragraph without is read as the rule says. A `_` is left to CommonMark,
  /// as the rule leaves it: within a word it is a letter.
  private mutating func star(at start: Int) -> Int {
    var end = start + 1
    while end < text.count, text[end] == UInt8(ascii: "*") { end += 1 }
    guard extensions.contains(.wideEmphasis), start > leadEnd, end < text.count else { return end }
    // At least one neighbour must be CJK, and so beyond ASCII.
    guard text[start - 1] >= 0x80 || text[end] >= 0x80 else { return end }
    let beforeStart = text.scalarStart(before: start)
    let before = text.scalar(at: beforeStart)
    let after = text.scalar(at: end)
    guard !CharacterClass.isSpace(before), !CharacterClass.isSpace(after) else { return end }
    var base = before
    var isWideBefore = CharacterClass.isIdeographicSelector(before)
    if CharacterClass.isVariationSelector(before), beforeStart > leadEnd {
      base = text.scalar(at: text.scalarStart(before: beforeStart))
      if before == 0xFE01, [0x2018, 0x2019, 0x201C, 0x201D].contains(base) { isWideBefore = true }
    }
    guard CharacterClass.isPunctuation(base) || CharacterClass.isPunctuation(after) else {
      return end
    }
    guard
      isWideBefore || CharacterClass.isCJK(base) || CharacterClass.isCJK(after)
        || ((CharacterClass.isAmbiguous(base) || CharacterClass.isAmbiguous(after))
          && isParagraphWide(at: start))
    else { return end }
    let underscore = UInt32(UInt8(ascii: "_"))
    insertions.append(Insertion(offset: start, kind: before == underscore ? .postBefore : .wall))
    insertions.append(Insertion(offset: end, kind: after == underscore ? .postAfter : .wall))
    return end
  }

  /// Whether anything wide stands in the paragraph around a place.
  private mutating func isParagraphWide(at index: Int) -> Bool {
    if lookedThrough.range.contains(index) { return lookedThrough.isWide }
    var isWide = false
    var end = paragraphStart
    while end < text.count {
      let byte = text[end]
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        let next = end + (text.matches("\r\n", at: end) ? 2 : 1)
        if isBlankLine(at: next) { break }
        end = next
        continue
      }
      if byte >= 0xE2, !isWide { isWide = CharacterClass.isWide(text.scalar(at: end)) }
      end += text.scalarLength(at: end)
    }
    lookedThrough = (paragraphStart..<max(end, index + 1), isWide)
    return isWide
  }

  /// Whether nothing stands on a line but blanks and the marks of quotations.
  private func isBlankLine(at start: Int) -> Bool {
    var index = start
    while index < text.count {
      switch text[index] {
      case 0x20, 0x09, UInt8(ascii: ">"): index += 1
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return true
      default: return false
      }
    }
    return true
  }

  /// The text with every insertion made.
  func marked() -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(text.count + insertions.count * 7)
    var copied = 0
    for insertion in insertions {
      output.append(text, copied..<insertion.offset)
      copied = insertion.offset
      switch insertion.kind {
      case .wall:
        output.append(sentinel: Sentinel.wall)
      case .mark(let third):
        output.append(sentinel: third)
      case .postBefore:
        output += Sentinel.punctuation
        output.append(sentinel: Sentinel.post)
      case .postAfter:
        output.append(sentinel: Sentinel.post)
        output += Sentinel.punctuation
      }
    }
    output.append(text, copied..<text.count)
    return output
  }
}
