extension TreeRenderer {
  /// How many bytes of a text set its line in with full-width spaces, as a paragraph that was
  /// pasted from elsewhere has them.
  ///
  /// Setting in is the style sheet's, which would do it a second time; behind a line break of the
  /// source the spaces would be a hole in the middle of a line. Lines that end with a break of
  /// their own are verse or addresses, whose author sets them in.
  func typedIndent(of node: Node, _ text: Bytes) -> Int {
    guard text.first == 0xE3, text.isIdeographicSpace(at: 0),
      options.extensions.contains(.wideBreaks), node.kind == .text,
      let paragraph = node.parent, paragraph.kind == .paragraph
    else { return 0 }
    if let previous = node.previous {
      guard previous.kind == .softBreak, !previous.isBehindRawBreak else { return 0 }
    } else if endsFirstLineWithBreak(paragraph) {
      return 0
    }
    var end = 3
    while text.isIdeographicSpace(at: end) { end += 3 }
    return end
  }

  private func endsFirstLineWithBreak(_ paragraph: Node) -> Bool {
    var current = paragraph.firstChild
    while let node = current {
      switch node.kind {
      case .softBreak: return node.isBehindRawBreak
      case .lineBreak: return true
      default: current = node.next
      }
    }
    return false
  }
}

extension CommonMarkTree.Node {
  /// Whether it stands right behind `<br>`.
  fileprivate var isBehindRawBreak: Bool {
    guard let previous, previous.kind == .htmlSpan else { return false }
    return previous.literal.matches("<br", at: 0)
  }
}

extension Bytes {
  /// Whether U+3000 stands at `index`.
  @inline(__always)
  func isIdeographicSpace(at index: Int) -> Bool {
    index + 2 < count && self[index] == 0xE3 && self[index + 1] == 0x80 && self[index + 2] == 0x80
  }
}
