import Glibc

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
      read(page[part])
      breakLine()
    }
    while let last = bytes.last, last == 0x20 || last == 0x0A { bytes.removeLast() }
    title = title.clamped(to: 0..<bytes.count)
  }

  private static let opening = Array("<!--search-->".utf8)
  private static let closing = Array("<!--/search-->".utf8)

  private static func parts(of page: [UInt8]) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = 0
    while let from = find(opening, in: page, from: start) {
      let begin = from + opening.count
      let end = find(closing, in: page, from: begin) ?? page.count
      parts.append(begin..<end)
      start = end
    }
    if !parts.isEmpty { return parts }
    guard let main = find(Array("<main".utf8), in: page, from: 0) else { return [] }
    return [main..<(find(Array("</main".utf8), in: page, from: main) ?? page.count)]
  }

  private static func find(_ mark: [UInt8], in page: [UInt8], from start: Int) -> Int? {
    page.withUnsafeBytes { bytes -> Int? in
      guard let base = bytes.baseAddress else { return nil }
      var index = start
      while index + mark.count <= bytes.count {
        let rest = bytes.count - index - mark.count + 1
        guard let found = memchr(base + index, Int32(mark[0]), rest) else { return nil }
        index = base.distance(to: UnsafeRawPointer(found))
        if memcmp(base + index, mark, mark.count) == 0 { return index }
        index += 1
      }
      return nil
    }
  }

  private mutating func read(_ html: ArraySlice<UInt8>) {
    var index = html.startIndex
    while index < html.endIndex {
      switch html[index] {
      case UInt8(ascii: "<"): index = readTag(html, at: index)
      case UInt8(ascii: "&"): index = readReference(html, at: index)
      case 0x09, 0x0A, 0x0D, 0x20:
        if !isAtBreak, bytes.last != 0x20 { bytes.append(0x20) }
        index += 1
      default:
        bytes.append(html[index])
        isAtBreak = false
        index += 1
      }
    }
  }

  private mutating func breakLine() {
    if bytes.last == 0x20 { bytes.removeLast() }
    if let last = bytes.last, last != 0x0A { bytes.append(0x0A) }
    isAtBreak = true
  }

  /// Elements that stand within a line.
  private static let inline: Set<String> = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins",
    "kbd", "mark", "q", "rb", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time",
    "u", "var", "wbr",
  ]
  /// Elements whose content is no part of the text.
  private static let skipped: Set<String> = ["rp", "rt", "script", "style", "svg", "template"]

  /// Reads a tag or a comment; returns where the text goes on.
  private mutating func readTag(_ html: ArraySlice<UInt8>, at start: Int) -> Int {
    let rest = html[start...]
    if rest.starts(with: "<!--".utf8) {
      return rest.place(of: Array("-->".utf8))?.upperBound ?? html.endIndex
    }
    let isEnd = rest.dropFirst().first == UInt8(ascii: "/")
    let nameStart = start + (isEnd ? 2 : 1)
    let name = String(
      decoding: html[min(nameStart, html.endIndex)...].prefix(while: Self.isName).map { $0 | 0x20 },
      as: UTF8.self)
    guard let first = name.utf8.first, (0x61...0x7A).contains(first) else {
      bytes.append(html[start])
      isAtBreak = false
      return start + 1
    }
    let end = Self.end(ofTag: html, from: nameStart)
    if !isEnd {
      let hasAttributes = end > nameStart + name.utf8.count + 1
      if Self.skipped.contains(name) || name == "sup" && hasAttributes {
        return Self.end(ofElement: name, html, from: end)
      }
    }
    if !Self.inline.contains(name) { breakLine() }
    if name == "h1" { readTitle(isEnd: isEnd) }
    return end
  }

  private mutating func readTitle(isEnd: Bool) {
    if !isEnd {
      if title.isEmpty { titleStart = bytes.count }
    } else if let start = titleStart {
      // The line's own end is none of it.
      title = start..<max(start, bytes.count - 1)
      titleStart = nil
    }
  }

  private static func isName(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  /// Where the text goes on behind a tag; a `>` between quotation marks does not end it.
  private static func end(ofTag html: ArraySlice<UInt8>, from start: Int) -> Int {
    var quote: UInt8?
    for index in start..<html.endIndex {
      let byte = html[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return index + 1
      }
    }
    return html.endIndex
  }

  private static func end(
    ofElement name: String, _ html: ArraySlice<UInt8>, from start: Int
  ) -> Int {
    let mark = Array("</\(name)".utf8)
    guard let place = html[start...].place(of: mark) else { return html.endIndex }
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
