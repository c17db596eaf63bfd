extension TreeRenderer {
  /// Writes raw HTML as far as the options let it through, its addresses resolved as those of
  /// Markdown are.
  mutating func writeRawHTML(_ node: Node, isBlock: Bool) {
    if let rest = BlockMark.removed(from: node.literal) {
      rest.withUnsafeBufferPointer { writeRawHTML($0, of: node, isBlock: isBlock) }
    } else {
      writeRawHTML(node.literal, of: node, isBlock: isBlock)
    }
  }

  private mutating func writeRawHTML(_ literal: Bytes, of node: Node, isBlock: Bool) {
    switch options.rawHTML {
    case .kept: writeKept(literal, of: node)
    case .sanitized:
      var text: [UInt8] = []
      text.append(stripped: literal)
      let changes = text.withUnsafeBufferPointer { rawAddresses(in: $0, of: node) }
      for change in changes.reversed() { text.replaceSubrange(change.range, with: change.value) }
      text.withUnsafeBufferPointer { text in
        if isBlock {
          sanitizer.write(block: text, to: &html)
        } else {
          sanitizer.write(span: text, isInLink: linkDepth > 0, to: &html)
        }
        reportOmissions(of: text, in: node)
      }
    case .removed:
      html.append("<!-- raw HTML omitted -->")
      reportRemoval(of: literal, in: node, isBlock: isBlock)
    }
    if literal.matches("<br", at: 0) { lastText = Bytes(start: nil, count: 0) }
  }

  /// Writes an editor's raw HTML: the addresses as the resolver gives them, everything else byte
  /// for byte.
  private mutating func writeKept(_ literal: Bytes, of node: Node) {
    guard RawAddress.mayStand(in: literal) else {
      html.append(stripped: literal)
      return
    }
    guard literal.sentinel(from: 0) < literal.count else {
      writeResolved(literal, of: node)
      return
    }
    var text: [UInt8] = []
    text.append(stripped: literal)
    text.withUnsafeBufferPointer { writeResolved($0, of: node) }
  }

  private mutating func writeResolved(_ text: Bytes, of node: Node) {
    var copied = 0
    for change in rawAddresses(in: text, of: node) {
      html.append(text, copied..<change.range.lowerBound)
      change.value.withUnsafeBufferPointer { html.append(bytes: $0) }
      copied = change.range.upperBound
    }
    html.append(text, copied..<text.count)
  }

  /// Tells what the allow-list did not let through.
  private mutating func reportOmissions(of text: Bytes, in node: Node) {
    for omission in sanitizer.omissions {
      let written = String(decoding: text[omission.tag.opening], as: UTF8.self)
      let names = omission.attributes.map { "“\($0)”" }.joined(separator: ", ")
      let what =
        names.isEmpty ? "the element <\(omission.tag.name)>" : "\(names) of <\(omission.tag.name)>"
      report(
        .warning, at: places.place(of: written, in: node), "left out of the raw HTML: \(what)",
        "write it in Markdown; of HTML only what can do no harm stays")
    }
  }

  /// Tells where raw HTML stood: for each start tag inside a paragraph, once for a block.
  private mutating func reportRemoval(of literal: Bytes, in node: Node, isBlock: Bool) {
    var tokens = HTMLTokens(literal)
    guard let opening = tokens.nextOpening() else { return }
    let written = String(stripping: Bytes(rebasing: literal[opening]))
    report(
      .warning, at: places.place(of: written, in: node),
      "the raw HTML \(written)> was left out\(isBlock ? ", with all that stands in its block" : "")",
      options.isContribution
        ? "write it in Markdown; no HTML of a contribution reaches the page"
        : "write it in Markdown; “raw_html: kept” in site.yml lets HTML through")
  }
}

/// What is remembered of raw HTML until all of a document was seen.
struct RawFindings {
  /// A piece of raw HTML that may have to be found in the source.
  struct Place {
    var written: String
    var node: CommonMarkTree.Node
  }

  /// The ids, in the order of the page.
  var ids: [(id: String, place: Place)] = []
  /// How many pictures have no alternative text, and the first of them.
  var nameless = 0
  var firstNameless: Place?
}

extension TreeRenderer {
  /// Tells of ids in raw HTML that something else on the page has too, and of pictures in it
  /// without alternative text.
  mutating func checkRawHTML() {
    if let first = raw.firstNameless {
      let count = raw.nameless
      report(
        .warning, at: places.place(of: first.written, in: first.node),
        count == 1
          ? "a picture in raw HTML has no alternative text"
          : "\(count) pictures in raw HTML have no alternative text; this is the first",
        "say what it shows: alt=\"檐下读书的人\"; a mere ornament has alt=\"\"")
    }
    if raw.ids.isEmpty { return }
    var counts: [String: Int] = [:]
    for id in result.anchors { counts[id, default: 0] += 1 }
    for (id, written) in raw.ids where counts[id, default: 0] > 1 {
      let place = places.place(of: written.written, in: written.node)
      report(
        .warning, at: place,
        "the id \(id) is given twice in this text, and links lead to the first",
        "choose another id")
    }
  }
}
