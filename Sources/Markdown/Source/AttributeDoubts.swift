extension AttributeList {
  /// The braces that end a text; nil where there are none.
  static func last(in text: Bytes) -> Range<Int>? {
    guard text.last == UInt8(ascii: "}"), let start = text.lastIndex(of: UInt8(ascii: "{")) else {
      return nil
    }
    return start..<text.count
  }

  /// Whether somebody seems to have meant an attribute list: `{#…`, `{.…`, `{…=…`, `{name}`.
  static func isMeant(_ text: Bytes, _ range: Range<Int>) -> Bool {
    var inner = range.lowerBound + 1..<max(range.lowerBound + 1, range.upperBound - 1)
    while let first = inner.first, text[first] == 0x20 { inner = first + 1..<inner.upperBound }
    guard let first = inner.first else { return false }
    switch text[first] {
    case UInt8(ascii: "#"), UInt8(ascii: "."): return inner.count > 1
    default:
      return HTMLBlock.isLetter(text[first])
        && (text[inner].contains(UInt8(ascii: "="))
          || text[inner].allSatisfy { HTMLBlock.isLetter($0) || $0 == UInt8(ascii: "-") })
    }
  }
}

extension TreeRenderer {
  /// Tells of a list behind a picture that is shown as it was written.
  mutating func tellAttributes(behind picture: Node) {
    guard finds.contains(.braces), options.extensions.contains(.attributes),
      let next = picture.next ?? picture.parent?.next, next.kind == .text
    else { return }
    let text = next.literal
    var start = 0
    while start < text.count, text[start] == 0x20 { start += 1 }
    guard start < text.count, text[start] == UInt8(ascii: "{"),
      let end = text[start...].firstIndex(of: UInt8(ascii: "}")),
      AttributeList.isMeant(text, start..<end + 1)
    else { return }
    let written = String(stripping: Bytes(rebasing: text[start...end]))
    if AttributeList(text, start..<end + 1) == nil {
      tellBrokenAttributes(written, in: next)
    } else if start > 0, end + 1 == text.count, next.next == nil {
      report(
        .warning, at: places.place(of: written, in: next),
        "a space stands between the picture and \(written), which is shown as it is written",
        "write it right behind the picture's closing parenthesis: ![…](…)\(written)")
    } else {
      report(
        .warning, at: places.place(of: written, in: next),
        "\(written) is shown as it is written: the picture does not stand alone",
        "put the picture into a paragraph of its own, with nothing but the list behind it")
    }
  }

  /// Tells of a list that cannot be read.
  mutating func tellBrokenAttributes(_ written: String, in node: Node) {
    let name = written.dropFirst().dropLast()
    let remedy =
      if name.utf8.allSatisfy({ HTMLBlock.isLetter($0) || $0 == UInt8(ascii: "-") }) {
        "write {.\(name)} for a class, or {#\(name)} for an id"
      } else {
        "write {#id .class name=\"a value\"}; a value with a space stands in quotation marks"
      }
    report(
      .warning, at: places.place(of: written, in: node),
      "\(written) is no list of attributes, and is shown as it is written", remedy)
  }

  /// Tells of values that nothing is done with.
  mutating func tellUnusedAttributes(_ list: AttributeList, of owner: String, in node: Node) {
    let isPicture = owner == "a picture"
    for pair in list.pairs where !(isPicture && pair.name == "credit") {
      report(
        .warning, at: places.place(of: "\(pair.name)=", in: node),
        "“\(pair.name)” is left out: \(owner) takes \(isPicture ? "credit, " : "")#id and .class",
        "take it out, or write a class: .\(pair.name)")
    }
  }

  /// Tells of a list that a contribution may not have.
  mutating func tellLeftOutAttributes(_ written: String, in node: Node) {
    report(
      .warning, at: places.place(of: written, in: node),
      "\(written) was left out: a contribution has no attribute lists",
      "take it out; ids and classes are the magazine's own")
  }
}
