/// A piece of raw HTML as a browser's tokenizer would see it.
enum HTMLToken: Equatable {
  case text(Range<Int>)
  case open(HTMLTag)
  case close(String)
}

/// A start tag.
struct HTMLTag: Equatable {
  /// The name, lowercased.
  var name: String
  /// The `<` and the name as they are written.
  var opening: Range<Int>
  /// The attributes, names lowercased, entities in values undone, the first of several kept.
  var attributes: [MarkdownContainer.Attribute] = []

  /// Further attributes than these are an accident or an attack, and left out.
  static let mostAttributes = 256
}

/// Where an attribute of a start tag stands.
struct HTMLAttributePlace: Equatable {
  /// The name as it is written.
  var name: Range<Int>
  /// The value as it is written, without its quotation marks; empty where there is none.
  var value: Range<Int>
  /// ``value`` with its quotation marks.
  var quoted: Range<Int>
}

/// Splits raw HTML by the rules of the HTML standard's tokenizer, section 13.2.5, as far as they
/// decide where a tag begins and ends. Comments, declarations and instructions are left out; so
/// is a tag that never ends.
struct HTMLTokens {
  private let text: Bytes
  /// How far the text was read.
  private(set) var index = 0
  /// Whether the end of the tag whose attributes are read has not come yet.
  private var isInTag = false

  init(_ text: Bytes) {
    self.text = text
  }

  /// The next token; nil at the end.
  mutating func next() -> HTMLToken? {
    while index < text.count {
      let start = index
      guard text[index] == UInt8(ascii: "<") else {
        index = text.index(from: index, ofByte: UInt8(ascii: "<"))
        return .text(start..<index)
      }
      switch peek(1) {
      case UInt8(ascii: "!"), UInt8(ascii: "?"): skipComment()
      case UInt8(ascii: "/"):
        if let name = readEndTag() { return .close(lowercased(name)) }
      case let byte where HTMLBlock.isLetter(byte):
        return readTag().map(HTMLToken.open)
      default:
        index += 1
        return .text(start..<index)
      }
    }
    return nil
  }

  /// The `<` and the name of the next start tag; nil where none follows. Its attributes can be
  /// asked for then.
  mutating func nextOpening() -> Range<Int>? {
    while true {
      index = text.index(from: index, ofByte: UInt8(ascii: "<"))
      guard index < text.count else { return nil }
      switch peek(1) {
      case UInt8(ascii: "!"), UInt8(ascii: "?"): skipComment()
      case UInt8(ascii: "/"): _ = readEndTag()
      case let byte where HTMLBlock.isLetter(byte): return readOpening()
      default: index += 1
      }
    }
  }

  /// The next attribute of the tag that was opened last; nil at the tag's end.
  mutating func nextAttribute() -> HTMLAttributePlace? {
    while index < text.count {
      if isSpace(text[index]) || text[index] == UInt8(ascii: "/") {
        index += 1
      } else if text[index] == UInt8(ascii: ">") {
        index += 1
        isInTag = false
        return nil
      } else {
        return readAttribute()
      }
    }
    return nil
  }

  /// Steps over the content of an element that a browser reads as text, up to its end tag.
  mutating func skipText(of name: Bytes) {
    while true {
      index = text.index(from: index, ofByte: UInt8(ascii: "<"))
      guard index < text.count else { return }
      let start = index + 2
      if peek(1) == UInt8(ascii: "/"), start + name.count <= text.count,
        zip(name, text[start...]).allSatisfy({ HTMLBlock.lowered($0) == HTMLBlock.lowered($1) })
      {
        return
      }
      index += 1
    }
  }

  /// Leaves out everything up to the end tag of an element that was opened.
  mutating func skipContent(of name: String) {
    while let token = next() {
      if token == .close(name) { return }
    }
  }

  private func peek(_ offset: Int) -> UInt8 {
    index + offset < text.count ? text[index + offset] : 0
  }

  private mutating func skipTagEnd() {
    index = min(text.count, text.index(from: index, ofByte: UInt8(ascii: ">")) + 1)
  }

  private mutating func skipComment() {
    guard text.matches("<!--", at: index) else {
      skipTagEnd()
      return
    }
    // A browser ends <!--> and <!---> at once.
    index += 4
    if peek(0) == UInt8(ascii: ">") {
      index += 1
    } else if text.matches("->", at: index) {
      index += 2
    } else {
      while index < text.count {
        if text.matches("-->", at: index) || text.matches("--!>", at: index) { break }
        index += 1
      }
      skipTagEnd()
    }
  }

  /// Steps over an end tag; nil where it has no name, which a browser takes for a comment.
  private mutating func readEndTag() -> Range<Int>? {
    guard HTMLBlock.isLetter(peek(2)) else {
      skipTagEnd()
      return nil
    }
    index += 2
    let start = index
    skipName()
    let name = start..<index
    skipTagEnd()
    return name
  }

  private mutating func readOpening() -> Range<Int> {
    let start = index
    index += 1
    skipName()
    isInTag = true
    return start..<index
  }

  private mutating func skipName() {
    while index < text.count, !isSpace(text[index]), text[index] != UInt8(ascii: "/"),
      text[index] != UInt8(ascii: ">")
    {
      index += 1
    }
  }

  private mutating func readTag() -> HTMLTag? {
    let opening = readOpening()
    var tag = HTMLTag(
      name: lowercased(opening.lowerBound + 1..<opening.upperBound), opening: opening)
    while let place = nextAttribute() {
      let name = lowercased(place.name)
      guard tag.attributes.count < HTMLTag.mostAttributes,
        !tag.attributes.contains(where: { $0.name == name })
      else { continue }
      tag.attributes.append(
        MarkdownContainer.Attribute(
          name: name, value: HTMLEntities.decoded(Bytes(rebasing: text[place.value]))))
    }
    return isInTag ? nil : tag
  }

  private mutating func readAttribute() -> HTMLAttributePlace {
    let start = index
    // An attribute's name may begin with =.
    index += 1
    while index < text.count, !isSpace(text[index]), text[index] != UInt8(ascii: "/"),
      text[index] != UInt8(ascii: ">"), text[index] != UInt8(ascii: "=")
    {
      index += 1
    }
    let name = start..<index
    while index < text.count, isSpace(text[index]) { index += 1 }
    guard peek(0) == UInt8(ascii: "=") else {
      index = name.upperBound
      return HTMLAttributePlace(name: name, value: index..<index, quoted: index..<index)
    }
    index += 1
    while index < text.count, isSpace(text[index]) { index += 1 }
    let quoteStart = index
    let value = readValue()
    return HTMLAttributePlace(name: name, value: value, quoted: quoteStart..<index)
  }

  private mutating func readValue() -> Range<Int> {
    let quote = peek(0)
    let start = index
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let end = text.index(from: start + 1, ofByte: quote)
      index = min(text.count, end + 1)
      return start + 1..<end
    }
    while index < text.count, !isSpace(text[index]), text[index] != UInt8(ascii: ">") {
      index += 1
    }
    return start..<index
  }

  private func lowercased(_ range: Range<Int>) -> String {
    String(decoding: text[range].map(HTMLBlock.lowered), as: UTF8.self)
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
