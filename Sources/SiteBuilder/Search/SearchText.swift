/// What a page says, as search reads it: the text of the parts that its template puts between
/// `<!--search-->` and `<!--/search-->`, or of its `<main>` where it marks none.
///
/// Tags within a line leave nothing behind, any other begins a new line. Scripts, styles, drawings,
/// the readings over ruby and the numbers of notes are left out. The browser's `search.js` reads a
/// page in the same way, and a phrase is found where it stands in this text.
struct SearchText: Sendable, Equatable {
  /// The text, UTF-8, a line for each block.
  private(set) var bytes: [UInt8] = []
  /// The bytes of `bytes` that are the first heading.
  private(set) var title = 0..<0
  /// Whether nothing but a line's end would be written next.
  private var isAtBreak = true
  private var titleStart: Int?

  /// - Parameter page: a page of the site.
  init(_ page: [UInt8]) {
    bytes.reserveCapacity(page.count / 2)
    for part in Self.parts(of: page) {
      read(page[..<part.upperBound], from: part.lowerBound)
      breakLine()
    }
    while let last = bytes.last, last == 0x20 || last == 0x0A { bytes.removeLast() }
    title = title.clamped(to: 0..<bytes.count)
  }

  private static let opening = Array("<!--search-->".utf8)
  private static let closing = Array("<!--/search-->".utf8)
  private static let main = Array("<main".utf8)
  private static let mainEnd = Array("</main".utf8)

  private static func parts(of page: [UInt8]) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = 0
    while let from = page.place(of: opening, from: start) {
      let begin = from.upperBound
      let end = page.place(of: closing, from: begin)?.lowerBound ?? page.count
      parts.append(begin..<end)
      start = end
    }
    if !parts.isEmpty { return parts }
    guard let from = page.place(of: main)?.lowerBound else { return [] }
    return [from..<(page.place(of: mainEnd, from: from)?.lowerBound ?? page.count)]
  }

  /// Reads a part of a page, to the end of what is given.
  private mutating func read(_ html: ArraySlice<UInt8>, from start: Int) {
    var index = start
    while index < html.endIndex {
      switch html[index] {
      case UInt8(ascii: "<"): index = readTag(html, at: index)
      case UInt8(ascii: "&"): index = readReference(html, at: index)
      case 0x09, 0x0A, 0x0D, 0x20:
        if !isAtBreak, bytes.last != 0x20 { bytes.append(0x20) }
        index += 1
      default:
        let end = Self.end(ofText: html, from: index)
        bytes += html[index..<end]
        isAtBreak = false
        index = end
      }
    }
  }

  /// Where something stands next that is not taken as it is.
  private static func end(ofText html: ArraySlice<UInt8>, from start: Int) -> Int {
    let bytes = html.span
    var place = start - html.startIndex
    while place < bytes.count {
      let byte = bytes[place]
      // All of them are below the letters, and most bytes of a page are above.
      if byte <= UInt8(ascii: "<"), isMarked(byte) { break }
      place += 1
    }
    return html.startIndex + place
  }

  private static func isMarked(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x09, 0x0A, 0x0D, 0x20, UInt8(ascii: "&"), UInt8(ascii: "<"): true
    default: false
    }
  }

  private mutating func breakLine() {
    if bytes.last == 0x20 { bytes.removeLast() }
    if let last = bytes.last, last != 0x0A { bytes.append(0x0A) }
    isAtBreak = true
  }

  /// Reads a tag or a comment; returns where the text goes on.
  private mutating func readTag(_ html: ArraySlice<UInt8>, at start: Int) -> Int {
    let next = start + 1 < html.endIndex ? html[start + 1] : 0
    if next == UInt8(ascii: "!"), html[start...].starts(with: Self.comment) {
      return html.place(of: Self.commentEnd, from: start)?.upperBound ?? html.endIndex
    }
    let isEnd = next == UInt8(ascii: "/")
    let nameStart = start + (isEnd ? 2 : 1)
    guard let name = ElementName(html, at: nameStart) else {
      bytes.append(html[start])
      isAtBreak = false
      return start + 1
    }
    let end = Self.end(ofTag: html, from: nameStart)
    if !isEnd {
      let hasAttributes = end > nameStart + name.length + 1
      if name.isSkipped || name.isSup && hasAttributes {
        return Self.end(ofElement: name, html, from: end)
      }
    }
    if !name.isInline { breakLine() }
    if name.isTitle { readTitle(isEnd: isEnd) }
    return end
  }

  private static let comment = Array("<!--".utf8)
  private static let commentEnd = Array("-->".utf8)

  private mutating func readTitle(isEnd: Bool) {
    if !isEnd {
      if title.isEmpty { titleStart = bytes.count }
    } else if let start = titleStart {
      // The line's own end is none of it.
      title = start..<max(start, bytes.count - 1)
      titleStart = nil
    }
  }

  /// Where the text goes on behind a tag; a `>` between quotation marks does not end it.
  private static func end(ofTag html: ArraySlice<UInt8>, from start: Int) -> Int {
    let bytes = html.span
    var quote: UInt8 = 0
    var place = start - html.startIndex
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        break
      }
    }
    return html.startIndex + place
  }

  private static func end(
    ofElement name: ElementName, _ html: ArraySlice<UInt8>, from start: Int
  ) -> Int {
    guard let place = html.place(of: name.endTag, from: start) else { return html.endIndex }
    return end(ofTag: html, from: place.upperBound)
  }

  /// Reads a character reference; returns where the text goes on.
  private mutating func readReference(_ html: ArraySlice<UInt8>, at start: Int) -> Int {
    let body = html[(start + 1)...].prefix(10)
    guard let semicolon = body.firstIndex(of: UInt8(ascii: ";")),
      let scalar = Self.scalar(String(decoding: html[(start + 1)..<semicolon], as: UTF8.self))
    else {
      bytes.append(html[start])
      isAtBreak = false
      return start + 1
    }
    if scalar == "\u{A0}" || scalar == " " {
      if !isAtBreak, bytes.last != 0x20 { bytes.append(0x20) }
    } else {
      bytes += String(scalar).utf8
      isAtBreak = false
    }
    return semicolon + 1
  }

  private static func scalar(_ name: String) -> Unicode.Scalar? {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    case "nbsp": return "\u{A0}"
    default:
      guard name.hasPrefix("#") else { return nil }
      let digits = name.dropFirst()
      let code =
        digits.hasPrefix("x") || digits.hasPrefix("X")
        ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return code.flatMap { Unicode.Scalar($0) }
    }
  }
}

/// The name of an element, as search tells them apart: its first eight letters in one number.
private struct ElementName {
  private let value: UInt64
  /// In bytes.
  let length: Int

  /// The name at a place; nil where there is none.
  init?(_ html: ArraySlice<UInt8>, at start: Int) {
    let bytes = html.span
    var value: UInt64 = 0
    var place = start - html.startIndex
    let first = place
    while place < bytes.count, Self.isName(bytes[place]) {
      // What is longer is none of those that matter.
      value = value >> 56 == 0 ? value << 8 | UInt64(bytes[place] | 0x20) : .max
      place += 1
    }
    guard place > first, bytes[first] >= UInt8(ascii: "A") else { return nil }
    self.value = value
    length = place - first
  }

  private static func isName(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private static func value(_ name: String) -> UInt64 {
    name.utf8.reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Elements that stand within a line.
  private static let inline = [
    "a", "em", "span", "strong", "code", "sup", "i", "b", "img", "time", "ruby", "abbr", "bdi",
    "bdo", "cite", "data", "del", "dfn", "ins", "kbd", "mark", "q", "rb", "s", "samp", "small",
    "sub", "u", "var", "wbr",
  ].map(value)
  /// Elements whose content is no part of the text.
  private static let skipped = ["rp", "rt", "script", "style", "svg", "template"].map(value)
  private static let sup = value("sup")
  private static let title = value("h1")

  var isInline: Bool { Self.inline.contains(value) }
  var isSkipped: Bool { Self.skipped.contains(value) }
  var isSup: Bool { value == Self.sup }
  var isTitle: Bool { value == Self.title }

  /// What the end tag of an element that is skipped begins with.
  var endTag: [UInt8] {
    let letters = (0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * UInt64($0))) }
    return Array("</".utf8) + letters.drop { $0 == 0 }
  }
}
