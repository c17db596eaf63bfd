extension TreeRenderer {
  /// Tells where a container will hardly look as its author meant.
  mutating func tellDoubts(about container: MarkdownContainer) {
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
