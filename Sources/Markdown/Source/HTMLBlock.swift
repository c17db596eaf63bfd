/// The seven ways in which raw HTML makes a block (CommonMark 0.30, section 4.6).
enum HTMLBlock: Equatable {
  case verbatim
  case comment
  case instruction
  case declaration
  case characterData
  case element
  case anyTag

  /// Whether a blank line ends it.
  var endsAtBlankLine: Bool { self == .element || self == .anyTag }

  /// The block that opens at `start`, which holds `<`. In a paragraph not every tag opens one.
  init?(_ text: Bytes, from start: Int, to end: Int, isInParagraph: Bool) {
    let line = Bytes(rebasing: text[start..<end])
    if line.matches("<!--", at: 0) {
      self = .comment
    } else if line.matches("<?", at: 0) {
      self = .instruction
    } else if line.matches("<![CDATA[", at: 0) {
      self = .characterData
    } else if line.matches("<!", at: 0), line.count > 2, HTMLBlock.isLetter(line[2]) {
      self = .declaration
    } else if let name = HTMLBlock.name(line) {
      switch name {
      case .verbatim: self = .verbatim
      case .element: self = .element
      case .other:
        guard !isInParagraph, HTMLBlock.isCompleteTag(line) else { return nil }
        self = .anyTag
      }
    } else {
      return nil
    }
  }

  /// Whether the block ends on this line.
  func ends(_ text: Bytes, from start: Int, to end: Int) -> Bool {
    let line = Bytes(rebasing: text[start..<end])
    switch self {
    case .element, .anyTag: return false
    case .comment: return HTMLBlock.holds(line, "-->")
    case .instruction: return HTMLBlock.holds(line, "?>")
    case .declaration: return HTMLBlock.holds(line, ">")
    case .characterData: return HTMLBlock.holds(line, "]]>")
    case .verbatim:
      return HTMLBlock.holds(line, "</script>") || HTMLBlock.holds(line, "</pre>")
        || HTMLBlock.holds(line, "</style>") || HTMLBlock.holds(line, "</textarea>")
    }
  }

  private static func holds(_ line: Bytes, _ needle: StaticString) -> Bool {
    for start in 0..<max(0, line.count - needle.utf8CodeUnitCount + 1)
    where line[start] == needle.utf8Start[0] {
      var offset = 1
      while offset < needle.utf8CodeUnitCount,
        lowered(line[start + offset]) == needle.utf8Start[offset]
      {
        offset += 1
      }
      if offset == needle.utf8CodeUnitCount { return true }
    }
    return false
  }

  private enum Name {
    case verbatim
    case element
    case other
  }

  /// What the tag's name, and the character behind it, make of the line.
  private static func name(_ line: Bytes) -> Name? {
    var index = 1
    let closes = index < line.count && line[index] == UInt8(ascii: "/")
    if closes { index += 1 }
    let start = index
    guard index < line.count, isLetter(line[index]) else { return nil }
    while index < line.count, isLetter(line[index]) || isDigit(line[index]) { index += 1 }
    let name = String(
      decoding: line[start..<index].map { lowered($0) }, as: UTF8.self)
    let next = index < line.count ? line[index] : 0x20
    let isSpaceOrEnd = next == 0x20 || next == 0x09 || next == UInt8(ascii: ">")
    if !closes, isSpaceOrEnd, verbatimNames.contains(name) { return .verbatim }
    let closesItself =
      next == UInt8(ascii: "/") && index + 1 < line.count && line[index + 1] == UInt8(ascii: ">")
    if isSpaceOrEnd || closesItself, elementNames.contains(name) { return .element }
    return .other
  }

  /// Whether the line is one open or closing tag, and spaces.
  private static func isCompleteTag(_ line: Bytes) -> Bool {
    var tag = TagReader(line)
    guard let end = tag.end() else { return false }
    for index in end..<line.count where line[index] != 0x20 && line[index] != 0x09 { return false }
    return true
  }

  static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  static func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 32 : byte }

  private static let verbatimNames: Set<String> = ["script", "pre", "style", "textarea"]

  private static let elementNames: Set<String> = [
    "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center",
    "col", "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5",
    "h6", "head", "header", "hr", "html", "iframe", "legend", "li", "link", "main", "menu",
    "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param", "section", "source",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
  ]
}

/// Reads one open or closing tag as CommonMark defines it (section 6.6).
struct TagReader {
  private let line: Bytes
  private var index = 1

  init(_ line: Bytes) {
    self.line = line
  }

  /// Where the tag ends; nil when it is none.
  mutating func end() -> Int? {
    let closes = peek == UInt8(ascii: "/")
    if closes { index += 1 }
    guard HTMLBlock.isLetter(peek) else { return nil }
    while HTMLBlock.isLetter(peek) || HTMLBlock.isDigit(peek) || peek == UInt8(ascii: "-") {
      index += 1
    }
    if closes {
      skipSpaces()
      return close()
    }
    while true {
      let start = index
      skipSpaces()
      guard index > start, isNameStart(peek) else { break }
      guard attribute() else { return nil }
    }
    if peek == UInt8(ascii: "/") { index += 1 }
    return close()
  }

  private mutating func attribute() -> Bool {
    while isNameStart(peek) || HTMLBlock.isDigit(peek) || peek == UInt8(ascii: ".")
      || peek == UInt8(ascii: "-")
    {
      index += 1
    }
    let nameEnd = index
    skipSpaces()
    guard peek == UInt8(ascii: "=") else {
      index = nameEnd
      return true
    }
    index += 1
    skipSpaces()
    return value()
  }

  private mutating func value() -> Bool {
    let quote = peek
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      index += 1
      while index < line.count, line[index] != quote { index += 1 }
      guard index < line.count else { return false }
      index += 1
      return true
    }
    let start = index
    while index < line.count {
      switch line[index] {
      case 0...0x20, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "="), UInt8(ascii: "<"),
        UInt8(ascii: ">"), UInt8(ascii: "`"):
        return index > start
      default: index += 1
      }
    }
    return index > start
  }

  private func isNameStart(_ byte: UInt8) -> Bool {
    HTMLBlock.isLetter(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
  }

  private var peek: UInt8 { index < line.count ? line[index] : 0 }

  private mutating func skipSpaces() {
    while peek == 0x20 || (0x09...0x0D).contains(peek) { index += 1 }
  }

  private mutating func close() -> Int? {
    guard peek == UInt8(ascii: ">") else { return nil }
    return index + 1
  }
}
