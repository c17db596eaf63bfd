extension TreeRenderer {
  /// Tells where a container will hardly look as its author meant.
  mutating func tellDoubts(about container: MarkdownContainer) {
    tellBraces(of: container)
    guard let kind = MarkdownContainerKind(name: container.name) else { return }
    let fence = (container.line, container.column)
    if kind == .interview, !container.attributes.isEmpty, !container.hasTurns {
      report(
        .warning, at: fence, "the speakers are declared, but nobody speaks",
        "begin what each of them says with the mark or the name and a colon: "
          + container.attributes.prefix(2).map { "\($0.name)：" }.joined(separator: ", "))
    }
    if kind == .gallery, !container.holdsPicture {
      report(
        .warning, at: fence, "there is no picture in :::\(container.name)",
        "put pictures between its lines, or write :::提示 around words")
    }
    if let mark = PlainWords.mark(in: container.argument) {
      report(
        .warning, at: (container.line, container.argumentColumn),
        "marks are not read behind :::\(container.name): “\(mark)” is shown as it is written",
        "take the marks out of the line")
    }
    guard kind != .interview else { return }
    for attribute in container.attributes {
      guard let mark = PlainWords.mark(in: attribute.value) else { continue }
      report(
        .warning, at: fence,
        "marks are not read in “\(attribute.name)”: “\(mark)” is shown as it is written",
        "take the marks out of the value")
    }
  }
}

extension TreeRenderer {
  /// Tells of a list of attributes that is none, or that swallowed the next attribute, because a mark
  /// of it has full width.
  private mutating func tellBraces(of container: MarkdownContainer) {
    guard options.extensions.contains(.attributes) else { return }
    let remedy =
      "write {name=value name=\"a value\"} with half-width marks: a space between two, quotation "
      + "marks around a value with a space"
    let argument = Array(container.argument.utf8)
    let braces = argument.withUnsafeBufferPointer { AttributeList.intended(in: $0) }
    if let braces {
      let written = String(decoding: argument[braces...], as: UTF8.self)
      report(
        .warning, at: (container.line, container.argumentColumn + braces),
        "\(written) is no list of attributes, and is shown as it is written", remedy)
    }
    for attribute in container.attributes {
      guard let name = AttributeList.swallowed(in: attribute.value) else { continue }
      report(
        .warning, at: (container.line, container.column),
        "“\(attribute.name)” is “\(attribute.value)”: no space stands before “\(name)”", remedy)
    }
  }
}

extension AttributeList {
  /// Where braces begin that end a line and were meant for a list: there is a `=` in them, of
  /// whatever width, or a `：`.
  fileprivate static func intended(in text: Bytes) -> Int? {
    let isWide = text.matches("｝", at: text.count - 3)
    guard isWide || text.last == UInt8(ascii: "}") else { return nil }
    var index = text.count - 1
    while index >= 0, text[index] != UInt8(ascii: "{"), !text.matches("｛", at: index) { index -= 1 }
    guard index >= 0 else { return nil }
    let inner = Bytes(rebasing: text[index...])
    for place in inner.indices {
      if inner[place] == UInt8(ascii: "=") || inner.matches("＝", at: place)
        || inner.matches("：", at: place)
      {
        return index
      }
    }
    return nil
  }

  /// The name behind a comma in a value, `答=` in `林，答=傅`; nil where there is none.
  fileprivate static func swallowed(in value: String) -> String? {
    guard let sign = value.firstIndex(where: { $0 == "=" || $0 == "＝" }) else { return nil }
    let before = value[..<sign]
    guard let comma = before.lastIndex(where: { "，、；,;".contains($0) }) else { return nil }
    let name = before[before.index(after: comma)...]
    guard !name.isEmpty, !name.contains(" "), !before.contains("://") else { return nil }
    return "\(name)="
  }
}

extension MarkdownContainer {
  /// Whether a picture stands anywhere in it.
  fileprivate var holdsPicture: Bool {
    content.pieces.contains { piece in
      piece.withUnsafeBufferPointer { html in
        var index = 0
        while true {
          index = html.index(from: index, ofByte: UInt8(ascii: "<"))
          if index == html.count { return false }
          if html.matches("<img", at: index) || html.matches("<IMG", at: index) { return true }
          index += 1
        }
      }
    }
  }
}
