extension TreeRenderer {
  /// Opens a heading; or a table's cell or a term, which come as headings too.
  mutating func enterHeading(_ node: Node) -> Bool {
    if let mark = CellMark(node) {
      sanitizer.enter()
      settleStrikes(in: node)
      enterCell(node, mark)
      return true
    }
    let attributes = takeAttributes(of: node)
    let level = node.headingLevel
    let title = String(decoding: plainText(of: node), as: UTF8.self)
    if result.title == nil { result.title = title }
    if options.dropsLeadingTitle, level == 1, node.previous == nil, node.parent?.kind == .document {
      return false
    }
    sanitizer.enter()
    settleStrikes(in: node)
    freshLine()
    html.append("<h")
    html.append(decimal: level)
    var id = ""
    if options.extensions.contains(.headingIDs) {
      id = headings.id(for: title, chosen: attributes?.id, prefix: options.idPrefix)
      writeID(id)
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
    html.append(decimal: node.headingLevel)
    html.append(">\n")
  }

  /// Takes `{#id .class}` off the end of a heading's text.
  private mutating func takeAttributes(of node: Node) -> AttributeList? {
    cut = nil
    guard options.extensions.contains(.attributes), finds.contains(.braces),
      let last = node.lastChild, last.kind == .text
    else { return nil }
    let text = last.literal
    guard text.last == UInt8(ascii: "}"), let brace = text.lastIndex(of: UInt8(ascii: "{")),
      let list = AttributeList(text, brace..<text.count)
    else { return nil }
    var start = brace
    while start > 0, text[start - 1] == 0x20 { start -= 1 }
    guard start < brace || (brace == 0 && last.previous != nil) else { return nil }
    cut = (last, text.count - start)
    return list
  }
}

/// The ids of a document's headings: made from their words, never twice the same.
struct HeadingIDs {
  private var taken: [String: Int] = [:]

  /// The id of the next heading.
  ///
  /// - Parameters:
  ///   - title: the heading's plain text.
  ///   - chosen: the id that the author wrote; kept as it is unless taken.
  ///   - prefix: goes before an id that is made up.
  /// - Returns: an id that no heading of the document has yet.
  mutating func id(for title: String, chosen: String?, prefix: String) -> String {
    let base = chosen ?? prefix + HeadingIDs.slug(title)
    guard let count = taken[base] else {
      taken[base] = 1
      return base
    }
    var number = count + 1
    while taken["\(base)-\(number)"] != nil { number += 1 }
    taken[base] = number
    taken["\(base)-\(number)"] = 1
    return "\(base)-\(number)"
  }

  private static func lowered(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value) | 0x20)
  }

  /// Letters, digits and Han stay; spaces become `-`; punctuation goes; kana with a voicing mark
  /// of their own are composed, so that a file typed on another system gives the same id.
  static func slug(_ title: String) -> String {
    var slug = String.UnicodeScalarView()
    var needsDash = false
    for scalar in title.unicodeScalars {
      switch scalar.value {
      case 0x20, 0x09, 0x2D, 0xA0, 0x3000:
        needsDash = !slug.isEmpty
        continue
      case 0x5F, 0x30...0x39, 0x61...0x7A, 0x4E00...0x9FFF: break
      case 0..<0x41, 0x5B..<0x80, 0x2010...0x2027, 0x3001...0x3003, 0x3008...0x3020,
        0xFF01...0xFF0F, 0xFF1A...0xFF20:
        continue
      case 0x3099, 0x309A:
        if let last = slug.last, let voiced = Unicode.Scalar(last.value + scalar.value - 0x3098) {
          slug.removeLast()
          slug.append(voiced)
        }
        continue
      default:
        guard
          scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || scalar.properties.generalCategory == .nonspacingMark
        else { continue }
      }
      if needsDash { slug.append("-") }
      needsDash = false
      if scalar.value < 0x80 || scalar.value > 0x2FFF {
        slug.append((0x41...0x5A).contains(scalar.value) ? lowered(scalar) : scalar)
      } else {
        slug.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      }
    }
    return slug.isEmpty ? "section" : String(slug)
  }
}
