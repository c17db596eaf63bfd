/// Turns the markup of a body into well-formed XHTML for an e-book: every element closed, every
/// attribute quoted, every entity a character; what no reader of books can use is left out.
///
/// Bodies are our own markup with raw HTML of editors in it. End tags that HTML lets one leave out are
/// written where it has them; what an editor forgot to close is closed where its parent ends.
struct XHTMLText {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  /// Where a link leads in the book; nil to leave the words without a link.
  let link: (String) -> String?
  /// A picture's path in the book; nil where it has none.
  let picture: (String) -> String?

  /// - Returns: the XHTML of some HTML.
  func converted(_ html: [UInt8]) -> [UInt8] {
    html.withUnsafeBufferPointer { bytes in
      var writer = XHTMLWriter(bytes, self)
      return writer.converted()
    }
  }
}

/// One pass over one text.
private struct XHTMLWriter {
  private let html: XHTMLText.Bytes
  private let text: XHTMLText
  private var output: [UInt8] = []
  /// The elements that are open; nil for one that was left out.
  private var open: [(name: String, isWritten: Bool)] = []
  /// The element that is left out with all that is in it, and how deep it is.
  private var dropped: (name: String, depth: Int)?
  /// The ids so far.
  private var ids: Set<String> = []

  init(_ html: XHTMLText.Bytes, _ text: XHTMLText) {
    self.html = html
    self.text = text
  }

  mutating func converted() -> [UInt8] {
    var place = 0
    while place < html.count {
      guard let tag = html.place(of: UInt8(ascii: "<"), from: place) else {
        write(place..<html.count)
        break
      }
      write(place..<tag)
      place = markup(at: tag)
    }
    while !open.isEmpty { endLast() }
    return output
  }

  // MARK: - Text

  private mutating func write(_ range: Range<Int>) {
    guard dropped == nil else { return }
    output += Self.escaped(html[range])
  }

  /// Text with entities that XML knows, and without characters that it does not.
  static func escaped(_ bytes: Slice<XHTMLText.Bytes>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var noncharacter = NoncharacterScan()
    var place = bytes.startIndex
    while place < bytes.endIndex {
      let byte = bytes[place]
      switch byte {
      case UInt8(ascii: "&"):
        let (text, end) = entity(in: bytes, at: place)
        output += text
        place = end
        continue
      case UInt8(ascii: "<"): output += "&lt;".utf8
      case UInt8(ascii: ">"): output += "&gt;".utf8
      case UInt8(ascii: "\""): output += "&quot;".utf8
      case 0x09, 0x0A, 0x0D, 0x20...: output.append(byte)
      default: break
      }
      if noncharacter.ends(with: byte) { output.removeLast(3) }
      place += 1
    }
    return output
  }

  /// An entity as XML has it, and where it ends.
  private static func entity(
    in bytes: Slice<XHTMLText.Bytes>, at start: Int
  ) -> (text: [UInt8], end: Int) {
    let rest = bytes[(start + 1)...].prefix(12)
    guard let end = rest.firstIndex(of: UInt8(ascii: ";")) else {
      return (Array("&amp;".utf8), start + 1)
    }
    let name = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
    if ["amp", "lt", "gt", "quot"].contains(name) { return (Array("&\(name);".utf8), end + 1) }
    if name.hasPrefix("#"), let code = number(name.dropFirst()) {
      return (isCharacter(code) ? Array("&\(name);".utf8) : [], end + 1)
    }
    guard let code = known[name] else { return (Array("&amp;".utf8), start + 1) }
    return (Array("&#\(code);".utf8), end + 1)
  }

  /// `38` and `x26`, in the digits that XML knows as well.
  private static func number(_ text: Substring) -> UInt32? {
    let digits = text.first == "x" ? text.dropFirst() : text
    guard digits.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }) else {
      return nil
    }
    return UInt32(digits, radix: text.first == "x" ? 16 : 10)
  }

  /// Whether XML 1.0 can hold a character (2.2).
  private static func isCharacter(_ code: UInt32) -> Bool {
    switch code {
    case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }

  /// What editors write who know HTML.
  private static let known: [String: Int] = [
    "apos": 39, "nbsp": 160, "copy": 169, "reg": 174, "middot": 183, "times": 215, "ensp": 8194,
    "emsp": 8195, "thinsp": 8201, "zwj": 8205, "ndash": 8211, "mdash": 8212, "lsquo": 8216,
    "rsquo": 8217, "ldquo": 8220, "rdquo": 8221, "bull": 8226, "hellip": 8230, "trade": 8482,
    "larr": 8592, "rarr": 8594, "shy": 173,
  ]

  // MARK: - Markup

  private mutating func markup(at start: Int) -> Int {
    let next = start + 1 < html.count ? html[start + 1] : 0
    if html.holds("<!--", at: start) {
      var place = start + 4
      while let dash = html.place(of: UInt8(ascii: "-"), from: place) {
        if html.holds("-->", at: dash) {
          // What it says to the Traditional edition holds for a book as well.
          let remark = Array(html[start..<dash + 3])
          if remark == WrittenText.start || remark == WrittenText.end { output += remark }
          return dash + 3
        }
        place = dash + 1
      }
      return html.count
    }
    switch next {
    case UInt8(ascii: "!"), UInt8(ascii: "?"):
      return html.place(of: UInt8(ascii: ">"), from: start).map { $0 + 1 } ?? html.count
    case UInt8(ascii: "/"):
      close(name(from: start + 2))
      return html.place(of: UInt8(ascii: ">"), from: start).map { $0 + 1 } ?? html.count
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      guard let tag = TagReader(html, after: start + 1) else { return html.count }
      begin(name(from: start + 1), tag)
      return tag.end
    default:
      write(start..<start + 1)
      return start + 1
    }
  }

  private func name(from start: Int) -> String {
    String(
      decoding: html[start...].prefix {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
          || $0 == UInt8(ascii: "-")
      }, as: UTF8.self
    ).lowercased()
  }

  /// Ends what a start tag ends that nobody has closed.
  private mutating func endOpen(before name: String) {
    if XHTMLElements.blocks.contains(name), open.last?.name == "p" { close("p") }
    guard let rule = XHTMLElements.ending[name] else { return }
    let scope = open.lastIndex { rule.within.contains($0.name) }.map { $0 + 1 } ?? 0
    guard let first = open[scope...].firstIndex(where: { rule.ends.contains($0.name) }) else {
      return
    }
    while open.count > first { endLast() }
  }

  private mutating func begin(_ name: String, _ tag: TagReader) {
    if let dropped {
      if dropped.name == name { self.dropped = (name, dropped.depth + 1) }
      return
    }
    if XHTMLElements.uselessVoid.contains(name) { return }
    if XHTMLElements.useless.contains(name) {
      dropped = (name, 1)
      return
    }
    endOpen(before: name)
    if XHTMLElements.void.contains(name) {
      void(name, tag)
      return
    }
    var attributes = attributes(of: tag, on: name)
    var isWritten = XHTMLElements.written[name] != nil
    if name == "a" {
      let address = attributes["href"].flatMap { link(Array($0.utf8)) }
      attributes["href"] = address
      // A place to come back to stays one without a link.
      isWritten = address != nil || attributes["id"] != nil
      if isNoteMark, address?.hasPrefix("#n") == true {
        attributes["epub:type"] = "noteref"
        attributes["role"] = "doc-noteref"
      }
    }
    if name == "section", attributes["class"] == "notes" {
      attributes["epub:type"] = "footnotes"
      attributes["role"] = "doc-endnotes"
    }
    if name == "li", isInNotes, attributes["id"]?.hasPrefix("n") == true {
      attributes["epub:type"] = "footnote"
    }
    open.append((name, isWritten))
    notes.append(name == "section" && attributes["epub:type"] == "footnotes")
    marks.append(name == "sup" && attributes["class"] == "fn")
    if isWritten { write(name, attributes, isVoid: false) }
  }

  /// Beside `open`: whether the element holds the notes, and whether it holds a note's mark.
  private var notes: [Bool] = []
  private var marks: [Bool] = []
  private var isInNotes: Bool { notes.contains(true) }
  private var isNoteMark: Bool { marks.last == true }

  private mutating func void(_ name: String, _ tag: TagReader) {
    var attributes = attributes(of: tag, on: name)
    if name == "img" {
      guard let source = attributes["src"],
        let path = text.picture(Self.decoded(source))
      else {
        // The words for a picture that the book cannot have.
        if let words = attributes["alt"], !words.isEmpty { output += "（\(words)）".utf8 }
        return
      }
      attributes["src"] = Self.escaped(path)
      if attributes["alt"] == nil { attributes["alt"] = "" }
    }
    write(name, attributes, isVoid: true)
  }

  private func link(_ address: [UInt8]) -> String? {
    text.link(Self.decoded(String(decoding: address, as: UTF8.self))).map(Self.escaped)
  }

  private static func escaped(_ text: String) -> String {
    Array(text.utf8).withUnsafeBufferPointer {
      String(decoding: escaped($0[...]), as: UTF8.self)
    }
  }

  /// An attribute's text without its entities, as far as an address has any.
  private static func decoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    return ["&quot;": "\"", "&lt;": "<", "&gt;": ">", "&#39;": "'", "&amp;": "&"]
      .sorted { $0.key > $1.key }
      .reduce(text) { text, entity in
        var rest = text[...]
        var result = ""
        while let found = rest.firstRange(of: entity.key) {
          result += rest[..<found.lowerBound] + entity.value
          rest = rest[found.upperBound...]
        }
        return result + rest
      }
  }

  private mutating func attributes(of tag: TagReader, on element: String) -> [String: String] {
    var attributes: [String: String] = [:]
    for attribute in tag.attributes {
      let name = String(decoding: html[attribute.name], as: UTF8.self).lowercased()
      guard XHTMLElements.keeps(name, on: element), attributes[name] == nil else { continue }
      let value = String(decoding: Self.escaped(html[attribute.value]), as: UTF8.self)
      attributes[name] =
        attribute.value.isEmpty && ["checked", "disabled"].contains(name) ? name : value
      if name == "lang" { attributes["xml:lang"] = value }
    }
    if let name = attributes.removeValue(forKey: "name"), attributes["id"] == nil {
      attributes["id"] = name
    }
    // As in a browser, links lead to the first of two that have the same.
    if let id = attributes["id"], id.isEmpty || !ids.insert(id).inserted { attributes["id"] = nil }
    return attributes
  }

  private mutating func write(_ name: String, _ attributes: [String: String], isVoid: Bool) {
    output += "<\(XHTMLElements.written[name] ?? name)".utf8
    for (name, value) in attributes.sorted(by: { $0.key < $1.key }) {
      output += " \(name)=\"\(value)\"".utf8
    }
    output += (isVoid ? "/>" : ">").utf8
  }

  private mutating func close(_ name: String) {
    if let dropped {
      if dropped.name == name {
        self.dropped = dropped.depth > 1 ? (name, dropped.depth - 1) : nil
      }
      return
    }
    guard let last = open.lastIndex(where: { $0.name == name }) else { return }
    while open.count > last { endLast() }
  }

  /// Ends the element that was opened last.
  private mutating func endLast() {
    guard let last = open.popLast() else { return }
    notes.removeLast()
    marks.removeLast()
    if last.isWritten {
      output += "</\(XHTMLElements.written[last.name] ?? last.name)>".utf8
    }
  }
}
