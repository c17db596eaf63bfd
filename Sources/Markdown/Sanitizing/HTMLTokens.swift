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
  /// The attributes, names lowercased, entities in values undone, the first of several kept.
  var attributes: [MarkdownContainer.Attribute] = []
}

/// Splits raw HTML by the rules of the HTML standard's tokenizer, section 13.2.5, as far as they
/// decide where a tag begins and ends. Comments, declarations and instructions are left out; so
/// is a tag that never ends.
struct HTMLTokens {
  private let text: Bytes
  private var index = 0

  init(_ text: Bytes) {
    self.text = text
  }

  /// The next token; nil at the end.
  mutating func next() -> HTMLToken? {
    while index < text.count {
      let start = index
      guard text[index] == UInt8(ascii: "<") else {
        index = text[index...].firstIndex(of: UInt8(ascii: "<")) ?? text.count
        return .text(start..<index)
      }
      switch peek(1) {
      case UInt8(ascii: "!"), UInt8(ascii: "?"):
        skipComment()
      case UInt8(ascii: "/"):
        guard HTMLBlock.isLetter(peek(2)) else {
          skip(to: ">")
          continue
        }
        index += 2
        let name = readName()
        skip(to: ">")
        return .close(name)
      case let byte where HTMLBlock.isLetter(byte):
        index += 1
        if let tag = readTag() { return .open(tag) }
        return nil
      default:
        index += 1
        return .text(start..<index)
      }
    }
    return nil
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

  private mutating func skip(to end: StaticString) {
    while index < text.count, !text.matches(end, at: index) { index += 1 }
    index = min(text.count, index + end.utf8CodeUnitCount)
  }

  private mutating func skipComment() {
    guard text.matches("<!--", at: index) else {
      skip(to: ">")
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
      skip(to: ">")
    }
  }

  private mutating func readName() -> String {
    let start = index
    while index < text.count, !isSpace(text[index]), text[index] != UInt8(ascii: "/"),
      text[index] != UInt8(ascii: ">")
    {
      index += 1
    }
    return String(decoding: text[start..<index].map(HTMLBlock.lowered), as: UTF8.self)
  }

  private mutating func readTag() -> HTMLTag? {
    var tag = HTMLTag(name: readName())
    while index < text.count {
      if isSpace(text[index]) || text[index] == UInt8(ascii: "/") {
        index += 1
      } else if text[index] == UInt8(ascii: ">") {
        index += 1
        return tag
      } else {
        let attribute = readAttribute()
        if !tag.attributes.contains(where: { $0.name == attribute.name }) {
          tag.attributes.append(attribute)
        }
      }
    }
    return nil
  }

  private mutating func readAttribute() -> MarkdownContainer.Attribute {
    let start = index
    // An attribute's name may begin with =.
    index += 1
    while index < text.count, !isSpace(text[index]), text[index] != UInt8(ascii: "/"),
      text[index] != UInt8(ascii: ">"), text[index] != UInt8(ascii: "=")
    {
      index += 1
    }
    let name = String(decoding: text[start..<index].map(HTMLBlock.lowered), as: UTF8.self)
    let nameEnd = index
    while index < text.count, isSpace(text[index]) { index += 1 }
    guard peek(0) == UInt8(ascii: "=") else {
      index = nameEnd
      return MarkdownContainer.Attribute(name: name, value: "")
    }
    index += 1
    while index < text.count, isSpace(text[index]) { index += 1 }
    return MarkdownContainer.Attribute(name: name, value: HTMLEntities.decoded(readValue()))
  }

  private mutating func readValue() -> String {
    let quote = peek(0)
    var start = index
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      start += 1
      index = text[start...].firstIndex(of: quote) ?? text.count
      defer { index = min(text.count, index + 1) }
      return String(decoding: text[start..<index], as: UTF8.self)
    }
    while index < text.count, !isSpace(text[index]), text[index] != UInt8(ascii: ">") {
      index += 1
    }
    return String(decoding: text[start..<index], as: UTF8.self)
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}

/// The entities that matter in an attribute's value. What is not undone here is escaped when it is
/// written, so a browser never sees more in a value than was judged.
enum HTMLEntities {
  /// The value with numeric entities and the commonest names undone.
  static func decoded(_ value: String) -> String {
    guard value.utf8.contains(UInt8(ascii: "&")) else { return value }
    var output = String.UnicodeScalarView()
    var rest = value.unicodeScalars[...]
    while let scalar = rest.first {
      if scalar == "&", let end = rest.prefix(12).firstIndex(of: ";"),
        let decoded = character(rest[rest.index(after: rest.startIndex)..<end])
      {
        output.append(decoded)
        rest = rest[rest.index(after: end)...]
      } else {
        output.append(scalar)
        rest = rest.dropFirst()
      }
    }
    return String(output)
  }

  private static func character(_ name: Substring.UnicodeScalarView) -> Unicode.Scalar? {
    if name.first == "#" {
      let digits = name.dropFirst()
      let isHexadecimal = digits.first == "x" || digits.first == "X"
      let number = UInt32(
        String(isHexadecimal ? digits.dropFirst() : digits), radix: isHexadecimal ? 16 : 10)
      return number.flatMap(Unicode.Scalar.init)
    }
    switch String(name) {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    case "colon": return ":"
    case "nbsp": return "\u{A0}"
    default: return nil
    }
  }
}
