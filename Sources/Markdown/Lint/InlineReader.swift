/// Reads the marks of one passage as libcmark and the layer do, and leaves its words.
///
/// Where CommonMark's reading hangs on something that is not decided here (an address that does not
/// parse, a label that may or may not be defined inside another link), the reading ends: what
/// follows is not looked at rather than looked at wrongly.
struct InlineReader {
  /// A `[` that may open a link.
  struct Opener {
    var atom: Int
    var isImage: Bool
    var isActive = true
  }

  let source: Bytes
  /// The passage, its lines joined by line feeds.
  let text: [UInt8]
  let hasReferences: Bool
  let hasNotes: Bool
  /// For each line, where it begins in the joined text and in the source.
  private let origins: [(joined: Int, source: Int)]
  private var line = 0
  var index = 0
  var passage = Passage()
  private(set) var directives: [LintDirective] = []
  var openers: [Opener] = []
  /// Whether the rest of the passage cannot be read with certainty.
  var isInDoubt = false
  /// What is read before this place must not be changed.
  var frozenEnd = 0
  private var addressEnd = 0
  /// Where words may begin that belong to an address found later.
  private var floor = 0
  /// The raw element whose content is code or the like, if one is open.
  private var literalTag: String?
  /// Ranges of atoms that turned out to be labels.
  private var labels: [Range<Int>] = []
  private lazy var ticks = BacktickRuns(text)
  /// Whether no comment ends in the rest.
  private var lacksCommentEnd = false
  /// Whether no `>` stands in the rest.
  private var lacksTagEnd = false
  /// Images so far.
  var images = 0
  /// Tags that stand on one line.
  private(set) var tags: [Range<Int>] = []

  init(_ source: Bytes, lines: [Range<Int>], hasReferences: Bool, hasNotes: Bool) {
    self.source = source
    self.hasReferences = hasReferences
    self.hasNotes = hasNotes
    var text: [UInt8] = []
    var origins: [(joined: Int, source: Int)] = []
    for line in lines {
      if !origins.isEmpty { text.append(UInt8(ascii: "\n")) }
      origins.append((text.count, line.lowerBound))
      text.append(source, line)
    }
    self.text = text
    self.origins = origins
    passage.start = lines.first?.lowerBound ?? 0
    passage.atoms.reserveCapacity(text.count / 2)
  }

  /// Reads the passage.
  mutating func read() {
    skipTaskBox()
    let text = text
    text.withUnsafeBufferPointer { text in
      while index < text.count, !isInDoubt {
        readNext(text)
      }
    }
    if isInDoubt { emit(.opaque, length: text.count - index) }
    freezeLabels()
    for index in passage.unreadLinks.indices {
      let range = passage.unreadLinks[index].range
      let origin = origins.last { $0.joined <= range.lowerBound } ?? (0, passage.start)
      let start = origin.source + range.lowerBound - origin.joined
      passage.unreadLinks[index].range = start..<start + range.count
    }
    passage.judge()
  }

  private mutating func readNext(_ text: Bytes) {
    let byte = text[index]
    switch byte {
    case UInt8(ascii: "\n"):
      emit(.lineBreak, length: 1)
    case UInt8(ascii: "\\"):
      readEscape(text)
    case UInt8(ascii: "`"):
      readTicks(text)
    case UInt8(ascii: "<"):
      readAngle(text)
    case UInt8(ascii: "&"):
      emit(.opaque, length: InlineScan.entityLength(text, at: index) ?? 1)
    case UInt8(ascii: "!"):
      let isImage = index + 1 < text.count && text[index + 1] == UInt8(ascii: "[")
      if isImage { open(text, isImage: true) } else { emit(.text, length: 1) }
    case UInt8(ascii: "["):
      open(text, isImage: false)
    case UInt8(ascii: "]"):
      close(text)
    case UInt8(ascii: "{"):
      readBrace(text)
    case UInt8(ascii: "*"):
      emit(.mark, length: 1)
    case UInt8(ascii: "_"):
      // Part of a word, and of an address, where it is no mark.
      emit(.mark, length: 1, scalar: UInt32(byte))
    case UInt8(ascii: "~"):
      if let run = StrikeRoles.run(text, at: index) {
        emit(.mark, length: run.count)
      } else {
        emit(.text, length: 1)
      }
    case UInt8(ascii: ":"), UInt8(ascii: "w"), UInt8(ascii: "@"):
      readAddress(text)
      emit(.text, length: 1)
    case 0xE3 where text.matches("】", at: index):
      tellUnreadLink(text)
      emit(.text, length: 3)
    default:
      emit(.text, length: text.scalarLength(at: index))
    }
  }

  /// Takes `length` bytes as one atom.
  mutating func emit(_ kind: Passage.Atom.Kind, length: Int, scalar: UInt32? = nil) {
    guard length > 0, index < text.count else { return }
    while line + 1 < origins.count, origins[line + 1].joined <= index { line += 1 }
    let offset = origins[line].source + index - origins[line].joined
    let isFrozen = kind == .text && (index < frozenEnd || literalTag != nil)
    let own = kind == .text ? source.scalar(at: offset) : 0xFFFC
    passage.atoms.append(
      Passage.Atom(scalar: scalar ?? own, offset: offset, kind: isFrozen ? .frozen : kind))
    index += length
    if kind != .text { floor = index }
  }

  /// Notes a link that is none, at the bracket that should have closed its words.
  mutating func tellUnreadLink(_ text: Bytes) {
    guard literalTag == nil, let link = UnreadLink(text, behind: index) else { return }
    passage.unreadLinks.append(link)
  }

  private mutating func skipTaskBox() {
    guard text.count > 3, text[0] == UInt8(ascii: "["), text[2] == UInt8(ascii: "]"),
      [0x20, 0x78, 0x58].contains(text[1]), text[3] == 0x20
    else { return }
    emit(.mark, length: 4)
  }

  private mutating func readEscape(_ text: Bytes) {
    guard index + 1 < text.count else { return emit(.text, length: 1) }
    switch text[index + 1] {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: emit(.opaque, length: 2)
    case UInt8(ascii: "\n"): emit(.mark, length: 1)
    default: emit(.frozen, length: 1, scalar: UInt32(UInt8(ascii: "\\")))
    }
  }

  private mutating func readTicks(_ text: Bytes) {
    var end = index
    while end < text.count, text[end] == UInt8(ascii: "`") { end += 1 }
    let closing = ticks.run(ofLength: end - index, from: end)
    emit(closing == nil ? .opaque : .code, length: (closing?.upperBound ?? end) - index)
  }

  private mutating func readAddress(_ text: Bytes) {
    // No address begins inside another.
    guard index >= addressEnd else { return }
    switch text[index] {
    case UInt8(ascii: "@"): freeze(BareAddress.mail(text, at: index, floor: floor))
    case UInt8(ascii: "w"): freeze(BareAddress.host(text, at: index))
    default: freeze(BareAddress.web(text, colon: index, floor: floor))
    }
  }

  /// Keeps an address as it is, what was read of it already included.
  private mutating func freeze(_ address: Range<Int>?) {
    guard let address else { return }
    addressEnd = address.upperBound
    frozenEnd = max(frozenEnd, addressEnd)
    // What stands before the colon or the @ is ASCII: as many atoms as bytes.
    let first = passage.atoms.count - (index - address.lowerBound)
    for atom in max(0, first)..<max(0, first, passage.atoms.count)
    where passage.atoms[atom].isText {
      passage.atoms[atom].kind = .frozen
    }
  }

  private mutating func readBrace(_ text: Bytes) {
    if let end = Ruby.end(text, at: index, end: text.count, .all) {
      let base = text[index..<end].firstIndex(of: UInt8(ascii: "|")) ?? end
      frozenEnd = max(frozenEnd, base)
      emit(.mark, length: 1)
      while index < base { emit(.text, length: text.scalarLength(at: index)) }
      emit(.mark, length: end - base)
      return
    }
    // Were it repaired, it could become what it is not: an attribute list, ruby.
    let limit = min(text.count, index + 400)
    let end = text[index..<limit].firstIndex(of: UInt8(ascii: "}")).map { $0 + 1 } ?? limit
    if AttributeList(text, index..<end) != nil {
      passage.hasChosenID = end == text.count && index > 0 && text[index - 1] == 0x20
      emit(.opaque, length: end - index)
    } else {
      frozenEnd = max(frozenEnd, end)
      emit(.text, length: 1)
    }
  }

  private mutating func readAngle(_ text: Bytes) {
    if let end = InlineScan.autolinkEnd(text, at: index) {
      return emit(.opaque, length: end - index)
    }
    if text.matches("<!--", at: index) { return readComment(text) }
    if text.matches("<!", at: index) || text.matches("<?", at: index) {
      isInDoubt = true
      return
    }
    var tag = TagReader(Bytes(rebasing: text[index...]))
    guard let length = tag.end() else { return keepBrokenTag(text) }
    let literal = InlineScan.literalTag(Bytes(rebasing: text[index..<index + length]))
    let before = passage.atoms.count
    emit(.mark, length: length)
    let start = passage.atoms[before].offset
    // One over several lines has the marks of its containers in it.
    if !text[index - length..<index].contains(UInt8(ascii: "\n")) {
      tags.append(start..<start + length)
    }
    if let literal, literalTag == nil, !literal.isClosing {
      literalTag = literal.name
    } else if let literal, literal.isClosing, literal.name == literalTag {
      literalTag = nil
    }
  }

  /// Without its quotation marks or spaces a broken tag could be a tag.
  private mutating func keepBrokenTag(_ text: Bytes) {
    let next = index + 1 < text.count ? text[index + 1] : 0
    let isLikeTag = HTMLBlock.isLetter(next) || next == UInt8(ascii: "/")
    if isLikeTag, index >= frozenEnd, !lacksTagEnd {
      let end = text.index(from: index, ofByte: UInt8(ascii: ">"))
      lacksTagEnd = end == text.count
      if !lacksTagEnd { frozenEnd = end + 1 }
    }
    emit(.text, length: 1)
  }

  private mutating func readComment(_ text: Bytes) {
    guard !lacksCommentEnd, let end = InlineScan.commentEnd(text, from: index + 4) else {
      lacksCommentEnd = true
      return emit(.text, length: 1)
    }
    // CommonMark 0.30 takes no comment with -- in it, nor one that begins with > or ->.
    let body = index + 4..<end - 3
    let isOdd =
      body.isEmpty || text[body.lowerBound] == UInt8(ascii: ">")
      || text.matches("->", at: body.lowerBound) || text[body.upperBound - 1] == UInt8(ascii: "-")
      || body.dropLast().contains { text.matches("--", at: $0) }
    if isOdd {
      isInDoubt = true
      return
    }
    let before = passage.atoms.count
    let length = end - index
    emit(.mark, length: length)
    let start = passage.atoms[before].offset
    // A comment over several lines is none of ours: its containers' marks would stand in it.
    guard source.matches("<!--", at: start), start + length <= source.count,
      let directive = LintDirective(source, start..<start + length)
    else { return }
    directives.append(directive)
  }

  // MARK: Labels

  /// Keeps what may be the label of a reference.
  mutating func keepLabel(_ atoms: Range<Int>) { labels.append(atoms) }

  private mutating func freezeLabels() {
    guard !labels.isEmpty else { return }
    var end = 0
    for label in labels.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      for atom in max(end, label.lowerBound)..<max(end, label.upperBound)
      where passage.atoms[atom].isText {
        passage.atoms[atom].kind = .frozen
      }
      end = max(end, label.upperBound)
    }
  }
}
