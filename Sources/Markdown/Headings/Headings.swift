extension TreeRenderer {
  /// Opens a heading; or a table's cell or a term, which come as headings too.
  mutating func enterHeading(_ node: Node) -> Bool {
    if let mark = CellMark(node) {
      sanitizer.enter()
      beginInlines(of: node)
      enterCell(node, mark)
      return true
    }
    let attributes = takeAttributes(of: node)
    let level = level(of: node)
    let words = plainText(of: node)
    let title = String(decoding: words, as: UTF8.self)
    if result.title == nil { result.title = title }
    if options.dropsLeadingTitle, node.headingLevel == 1, node.previous == nil,
      node.parent?.kind == .document
    {
      return false
    }
    if level != node.headingLevel { tellSecondTitle(title, of: node) }
    sanitizer.enter()
    beginInlines(of: node)
    freshLine()
    html.append("<h")
    html.append(decimal: level)
    var id = ""
    if options.extensions.contains(.headingIDs) {
      id = headings.id(for: words, chosen: attributes?.id, prefix: options.idPrefix)
      writeID(id)
      if let chosen = attributes?.id, chosen != id { tellTaken(chosen, id, of: node) }
    }
    if let classes = attributes?.classes, !classes.isEmpty {
      html.append(" class=\"")
      html.append(escaped: classes.joined(separator: " "))
      html.append(UInt8(ascii: "\""))
    }
    html.append(UInt8(ascii: ">"))
    result.outline.append(OutlineEntry(level: level, id: id, title: title))
    return true
  }

  /// Closes a heading, a cell or a term.
  mutating func exitHeading(_ node: Node) {
    plain.append(UInt8(ascii: "\n"))
    sanitizer.exit(to: &html)
    if let mark = CellMark(node) {
      exitCell(node, mark)
      return
    }
    html.append("</h")
    html.append(decimal: level(of: node))
    html.append(">\n")
  }

  /// The level of a heading on its page, which has one title.
  private func level(of node: Node) -> Int {
    options.standsUnderTitle ? max(2, node.headingLevel) : node.headingLevel
  }

  private mutating func tellSecondTitle(_ title: String, of node: Node) {
    report(
      .warning, at: places.place(of: title, in: node),
      "a second title stands in the text: the page shows its own, so this is set as ##",
      "write ## \(title); take the line out where it repeats the page's title")
  }

  private mutating func tellTaken(_ chosen: String, _ id: String, of node: Node) {
    report(
      .warning, at: places.place(of: "#\(chosen)", in: node),
      "the id \(chosen) is another heading's already; this one gets \(id)", "choose another id")
  }

  /// Takes `{#id .class}` off the end of a heading's text.
  private mutating func takeAttributes(of node: Node) -> AttributeList? {
    cut = nil
    let takes = options.extensions.contains(.attributes)
    guard takes || options.isContribution, finds.contains(.braces), let last = node.lastChild,
      last.kind == .text
    else { return nil }
    let text = last.literal
    guard let braces = AttributeList.last(in: text) else { return nil }
    var start = braces.lowerBound
    while start > 0, text[start - 1] == 0x20 { start -= 1 }
    guard start < braces.lowerBound || (start == 0 && last.previous != nil) else { return nil }
    let written = String(stripping: Bytes(rebasing: text[braces]))
    guard let list = AttributeList(text, braces) else {
      if takes, AttributeList.isMeant(text, braces) { tellBrokenAttributes(written, in: node) }
      return nil
    }
    cut = (last, text.count - start)
    guard takes else {
      tellLeftOutAttributes(written, in: node)
      return nil
    }
    tellUnusedAttributes(list, of: "a heading", in: node)
    return list
  }
}

/// The ids of a document's headings: made from their words, never twice the same.
struct HeadingIDs {
  /// By their bytes, which cost less to hash than a string and are what a browser compares.
  private var taken: [[UInt8]: Int] = [:]

  /// The id of the next heading.
  ///
  /// - Parameters:
  ///   - words: the heading's plain text.
  ///   - chosen: the id that the author wrote; kept as it is unless taken.
  ///   - prefix: goes before an id that is made up.
  /// - Returns: an id that no heading of the document has yet.
  mutating func id(for words: [UInt8], chosen: String?, prefix: String) -> String {
    var id = chosen.map { Array($0.utf8) } ?? Array(prefix.utf8)
    if chosen == nil { HeadingIDs.appendSlug(of: words, to: &id) }
    let count = HeadingIDs.increase(&taken[id, default: 0])
    if count == 0 { return String(decoding: id, as: UTF8.self) }
    var number = count + 1
    while taken[numbered(id, number)] != nil { number += 1 }
    taken[id] = number
    id = numbered(id, number)
    taken[id] = 1
    return String(decoding: id, as: UTF8.self)
  }

  /// One look into the table instead of two.
  private static func increase(_ count: inout Int) -> Int {
    count += 1
    return count - 1
  }

  private func numbered(_ id: [UInt8], _ number: Int) -> [UInt8] {
    var id = id
    id.append(UInt8(ascii: "-"))
    id.append(decimal: number)
    return id
  }

  /// Letters, digits and Han stay; spaces become `-`; punctuation goes; kana with a voicing mark
  /// of their own are composed, so that a file typed on another system gives the same id.
  private static func appendSlug(of words: [UInt8], to slug: inout [UInt8]) {
    let start = slug.count
    var needsDash = false
    words.withUnsafeBufferPointer { words in
      var index = 0
      while index < words.count {
        let scalar = words.scalar(at: index)
        let length = words.scalarLength(at: index)
        let character = Bytes(rebasing: words[index..<Swift.min(index + length, words.count)])
        index += length
        switch scalar {
        case 0x20, 0x09, 0x2D, 0xA0, 0x3000:
          needsDash = slug.count > start
          continue
        case 0x3099, 0x309A:
          voice(&slug, from: start, by: UInt8(scalar - 0x3098))
          continue
        default:
          guard isKept(scalar) else { continue }
        }
        if needsDash { slug.append(UInt8(ascii: "-")) }
        needsDash = false
        append(scalar, character, to: &slug)
      }
    }
    if slug.count == start { slug += Array("section".utf8) }
  }

  private static func isKept(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x5F, 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x4E00...0x9FFF: return true
    case 0..<0x80, 0x2010...0x2027, 0x3001...0x3003, 0x3008...0x3020, 0xFF01...0xFF0F,
      0xFF1A...0xFF20:
      return false
    default:
      guard let properties = Unicode.Scalar(scalar)?.properties else { return false }
      return properties.isAlphabetic || properties.numericType != nil
        || properties.generalCategory == .nonspacingMark
    }
  }

  private static func append(_ scalar: UInt32, _ character: Bytes, to slug: inout [UInt8]) {
    if scalar < 0x80 {
      slug.append(HTMLBlock.lowered(UInt8(scalar)))
    } else if scalar > 0x2FFF {
      slug.append(bytes: character)
    } else if let scalar = Unicode.Scalar(scalar) {
      slug += Array(scalar.properties.lowercaseMapping.utf8)
    }
  }

  /// Makes the kana that was written last the voiced one, one or two code points on.
  private static func voice(_ slug: inout [UInt8], from start: Int, by step: UInt8) {
    guard slug.count > start else { return }
    let last = slug.withUnsafeBufferPointer { $0.scalarStart(before: $0.count) }
    let scalar = slug.withUnsafeBufferPointer { $0.scalar(at: last) } + UInt32(step)
    guard let voiced = Unicode.Scalar(scalar) else { return }
    slug.removeSubrange(last...)
    slug += Array(String(Character(voiced)).utf8)
  }
}
