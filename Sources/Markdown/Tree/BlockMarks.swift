extension TreeRenderer {
  /// Acts on a `<?…?>` line of the layer's own.
  ///
  /// - Returns: whether it was one; author's instructions are not.
  mutating func enterMark(_ literal: Bytes, of node: Node) -> Bool {
    guard let mark = BlockMark(literal) else { return false }
    switch mark.third {
    case Sentinel.open: openContainer(mark.index, in: node)
    case Sentinel.close: closeContainer(at: node)
    default: break
    }
    return true
  }

  /// Writes code as its author wrote it.
  mutating func writeCode(_ literal: Bytes) {
    if let code = BlockMark.removed(from: literal) {
      code.withUnsafeBufferPointer { html.append(escaped: $0) }
    } else {
      html.append(escaped: literal)
    }
  }
}

/// A `<?…?>` line of the layer's own.
struct BlockMark {
  /// The sentinels that stand behind `<?`.
  static let thirds: ClosedRange<UInt8> = Sentinel.separator...Sentinel.close

  /// The third byte of its sentinel.
  var third: UInt8
  /// The number behind the sentinel; 0 without one.
  var index = 0
  /// Where it ends, behind its `?>`.
  private var end: Int

  /// Reads an HTML block's text, which has the spaces before it too; nil when it is the author's.
  init?(_ literal: Bytes) {
    var start = 0
    while start < literal.count, literal[start] == 0x20 || literal[start] == 0x09 { start += 1 }
    self.init(literal, at: start)
  }

  private init?(_ text: Bytes, at start: Int) {
    guard text.matches("<?", at: start), let third = Sentinel.third(text, at: start + 2),
      BlockMark.thirds.contains(third)
    else { return nil }
    self.third = third
    end = start + 5
    while end < text.count, HTMLBlock.isDigit(text[end]) {
      index = index * 10 + Int(text[end] - 0x30)
      end += 1
    }
    if text.matches("?>", at: end) { end += 2 }
  }

  /// The mark that an item begins with.
  init?(in item: CommonMarkTree.Node) {
    guard let child = item.firstChild, child.kind == .html else { return nil }
    self.init(child.literal)
  }

  /// A text without marks, should libcmark have taken some for code or for a span of HTML; nil
  /// where it has none, as always when the scanner of blocks and libcmark agree.
  static func removed(from text: Bytes) -> [UInt8]? {
    var output: [UInt8]?
    var copied = 0
    var index = text.sentinel(from: 0)
    while index < text.count {
      if let mark = BlockMark(text, at: index - 2) {
        var kept = output ?? []
        kept.append(text, copied..<index - 2)
        output = kept
        copied = mark.end
      }
      index = text.sentinel(from: index + 1)
    }
    output?.append(text, copied..<text.count)
    return output
  }
}
