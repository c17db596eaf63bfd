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
}

/// A `<?…?>` line of the layer's own.
struct BlockMark {
  /// The third byte of its sentinel.
  var third: UInt8
  /// The number behind the sentinel; 0 without one.
  var index = 0

  /// Reads an HTML block's text; nil when it is the author's.
  init?(_ literal: Bytes) {
    guard literal.count > 4, literal[0] == UInt8(ascii: "<"), literal[1] == UInt8(ascii: "?"),
      let third = Sentinel.third(literal, at: 2), third != Sentinel.escape
    else { return nil }
    self.third = third
    var position = 5
    while position < literal.count, HTMLBlock.isDigit(literal[position]) {
      index = index * 10 + Int(literal[position] - 0x30)
      position += 1
    }
  }

  /// The mark that an item begins with.
  init?(in item: CommonMarkTree.Node) {
    guard let child = item.firstChild, child.kind == .html else { return nil }
    self.init(child.literal)
  }
}
