/// Follows the block structure of a source line by line, without building a tree: which containers
/// a line stands in, and whether its rest is text or belongs to code, raw HTML or another leaf.
///
/// It is the first phase of CommonMark's parsing strategy, and agrees with libcmark's; the tests
/// compare the two. The layer needs it to rewrite tables, notes and containers before libcmark
/// parses, and runs it only over a source that may hold some.
struct BlockScanner {
  /// A quotation or a list item.
  struct Container {
    var isQuote: Bool
    /// For an item: the columns by which its content is indented.
    var indent = 0
    var hasContent = false
    /// For an item that the layer made out of a definition.
    var isDefinition = false
  }

  /// The block that takes lines.
  enum Leaf: Equatable {
    case none
    case paragraph
    case fence(mark: UInt8, length: Int)
    case indentedCode
    case html(HTMLBlock)
    /// A table of the layer's, which takes rows until a blank line.
    case table
  }

  /// What a line's rest is.
  enum LineKind: Equatable {
    case blank
    /// Code or raw HTML.
    case protected
    /// A heading, a thematic break, a fence.
    case leaf
    /// Text that opens or continues a paragraph, unless the layer makes something else of it.
    case text
  }

  var containers: [Container] = []
  var leaf = Leaf.none
  /// How many containers the line continues.
  private(set) var matched = 0
  /// Where the line's text begins, spaces skipped.
  private(set) var nextStart = 0
  private(set) var indent = 0

  let text: Bytes
  private var position = 0
  private var column = 0
  private var nextColumn = 0
  private(set) var end = 0

  init(_ text: Bytes) {
    self.text = text
  }

  /// Whether the line continues a paragraph that all its containers hold.
  var isInParagraph: Bool { matched == containers.count && leaf == .paragraph }
  /// Whether the line could continue a paragraph of a container that it does not continue.
  var isLazy: Bool { matched < containers.count && leaf == .paragraph }

  /// Starts a line, without its line ending, and tells what it is.
  mutating func scan(line start: Int, end: Int) -> LineKind {
    self.end = end
    position = start
    column = 0
    matched = 0
    matchContainers()
    if matched == containers.count, let kind = continueLeaf() { return kind }
    return openBlocks()
  }

  /// Goes on behind `start` on the same line, in an item that the caller has just opened.
  mutating func resume(at start: Int) -> LineKind {
    position = start
    column = containers.reduce(0) { $0 + ($1.isQuote ? 2 : $1.indent) }
    matched = containers.count
    return openBlocks()
  }

  /// Settles a text line as a paragraph's.
  ///
  /// - Returns: whether it opens the paragraph.
  mutating func takeAsParagraph() -> Bool {
    if isLazy { return false }
    let isNew = !isInParagraph
    closeUnmatched()
    leaf = .paragraph
    touch()
    return isNew
  }

  /// Closes what the line does not continue, and the paragraph or table.
  mutating func closeUnmatched() {
    containers.removeLast(containers.count - matched)
    leaf = .none
  }

  /// Opens a list item of the layer's, whose content is indented by `indent` columns.
  mutating func openItem(indent: Int, isDefinition: Bool = false) {
    closeUnmatched()
    touch()
    containers.append(
      Container(isQuote: false, indent: indent, hasContent: true, isDefinition: isDefinition))
    matched = containers.count
  }

  /// Marks the innermost container as not empty.
  mutating func touch() {
    if !containers.isEmpty { containers[containers.count - 1].hasContent = true }
  }

  // MARK: The line's containers

  private mutating func matchContainers() {
    while matched < containers.count {
      findText()
      let container = containers[matched]
      if container.isQuote {
        guard indent < 4, peek(nextStart) == UInt8(ascii: ">") else { return }
        advanceToText()
        advance(columns: 1)
        skipOneSpace()
      } else if indent >= container.indent {
        advance(columns: container.indent)
      } else if nextStart == end, container.hasContent {
        advanceToText()
      } else {
        return
      }
      matched += 1
    }
  }

  private mutating func continueLeaf() -> LineKind? {
    findText()
    switch leaf {
    case .none, .paragraph, .table:
      return nil
    case .fence(let mark, let length):
      if indent < 4, closesFence(mark: mark, length: length) { leaf = .none }
      return .protected
    case .indentedCode:
      if indent >= 4 || nextStart == end { return .protected }
      leaf = .none
      return nil
    case .html(let block):
      if nextStart == end, block.endsAtBlankLine {
        leaf = .none
        return .blank
      }
      if block.ends(text, from: position, to: end) { leaf = .none }
      return .protected
    }
  }

  // MARK: New blocks

  private mutating func openBlocks() -> LineKind {
    // A paragraph that may go on lazily keeps indented text from being code.
    var maybeLazy = leaf == .paragraph
    while true {
      findText()
      if nextStart == end {
        closeUnmatched()
        return .blank
      }
      if indent >= 4 {
        if maybeLazy { return .text }
        closeUnmatched()
        touch()
        leaf = .indentedCode
        return .protected
      }
      if peek(nextStart) == UInt8(ascii: ">") {
        advanceToText()
        advance(columns: 1)
        skipOneSpace()
        open(Container(isQuote: true))
      } else if let kind = openLeaf(maybeLazy: maybeLazy) {
        return kind
      } else if let item = openItem() {
        open(item)
      } else {
        return .text
      }
      maybeLazy = false
    }
  }

  private mutating func open(_ container: Container) {
    closeUnmatched()
    touch()
    containers.append(container)
    matched = containers.count
  }

  private mutating func openLeaf(maybeLazy: Bool) -> LineKind? {
    let byte = peek(nextStart)
    switch byte {
    case UInt8(ascii: "#"):
      var index = nextStart
      while peek(index) == byte { index += 1 }
      guard index - nextStart <= 6, isSpaceOrEnd(index) else { return nil }
      return take(.none, .leaf)
    case UInt8(ascii: "`"), UInt8(ascii: "~"):
      var index = nextStart
      while peek(index) == byte { index += 1 }
      let length = index - nextStart
      guard length >= 3 else { return nil }
      if byte == UInt8(ascii: "`") {
        for index in index..<end where text[index] == byte { return nil }
      }
      return take(.fence(mark: byte, length: length), .leaf)
    case UInt8(ascii: "<"):
      guard
        let block = HTMLBlock(
          text, from: nextStart, to: end, isInParagraph: isInParagraph || maybeLazy)
      else { return nil }
      let ends = block.ends(text, from: nextStart, to: end)
      return take(ends ? .none : .html(block), .protected)
    case UInt8(ascii: "="), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "*"):
      if isInParagraph, isSetextLine() { return take(.none, .leaf) }
      if isThematicBreak() { return take(.none, .leaf) }
      return nil
    default:
      return nil
    }
  }

  private mutating func take(_ leaf: Leaf, _ kind: LineKind) -> LineKind {
    closeUnmatched()
    touch()
    self.leaf = leaf
    return kind
  }

  private func isSetextLine() -> Bool {
    let byte = peek(nextStart)
    guard byte == UInt8(ascii: "=") || byte == UInt8(ascii: "-") else { return false }
    var index = nextStart
    while peek(index) == byte { index += 1 }
    return isBlank(from: index)
  }

  private func isThematicBreak() -> Bool {
    let byte = peek(nextStart)
    guard byte != UInt8(ascii: "=") else { return false }
    var marks = 0
    for index in nextStart..<end {
      if text[index] == byte {
        marks += 1
      } else if text[index] != 0x20, text[index] != 0x09 {
        return false
      }
    }
    return marks >= 3
  }

  private func closesFence(mark: UInt8, length: Int) -> Bool {
    var index = nextStart
    while peek(index) == mark { index += 1 }
    return index - nextStart >= length && isBlank(from: index)
  }

  private mutating func openItem() -> Container? {
    var index = nextStart
    switch peek(index) {
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
      index += 1
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      var number = 0
      while case UInt8(ascii: "0")...UInt8(ascii: "9") = peek(index), index - nextStart < 9 {
        number = number * 10 + Int(text[index] - 0x30)
        index += 1
      }
      guard peek(index) == UInt8(ascii: ".") || peek(index) == UInt8(ascii: ")") else {
        return nil
      }
      index += 1
      if isInParagraph, number != 1 { return nil }
    default:
      return nil
    }
    guard isSpaceOrEnd(index) else { return nil }
    if isInParagraph, isBlank(from: index) { return nil }
    return item(markerEnd: index)
  }

  /// Moves behind the marker and the spaces that belong to it.
  private mutating func item(markerEnd: Int) -> Container {
    let offset = indent
    let width = markerEnd - nextStart
    advanceToText()
    advance(columns: width)
    let behind = (position, column)
    while column - behind.1 <= 5, isSpace(position) { advance(columns: 1) }
    let spaces = column - behind.1
    if spaces >= 5 || spaces < 1 || position >= end {
      (position, column) = behind
      if spaces > 0 { advance(columns: 1) }
      return Container(isQuote: false, indent: offset + width + 1)
    }
    return Container(isQuote: false, indent: offset + width + spaces)
  }

  // MARK: Moving along the line

  private func peek(_ index: Int) -> UInt8 { index < end ? text[index] : 0 }

  private func isSpace(_ index: Int) -> Bool { peek(index) == 0x20 || peek(index) == 0x09 }

  private func isSpaceOrEnd(_ index: Int) -> Bool { index >= end || isSpace(index) }

  private func isBlank(from start: Int) -> Bool {
    var index = start
    while isSpace(index) { index += 1 }
    return index >= end
  }

  private mutating func findText() {
    nextStart = position
    nextColumn = column
    while nextStart < end {
      if text[nextStart] == 0x20 {
        nextColumn += 1
      } else if text[nextStart] == 0x09 {
        nextColumn += 4 - nextColumn % 4
      } else {
        break
      }
      nextStart += 1
    }
    indent = nextColumn - column
  }

  private mutating func advanceToText() {
    position = nextStart
    column = nextColumn
  }

  private mutating func skipOneSpace() {
    if isSpace(position) { advance(columns: 1) }
  }

  /// Moves by columns; may end inside a tab.
  private mutating func advance(columns: Int) {
    var rest = columns
    while rest > 0, position < end {
      if text[position] == 0x09 {
        let width = 4 - column % 4
        if width > rest {
          column += rest
          return
        }
        column += width
        rest -= width
      } else {
        column += 1
        rest -= 1
      }
      position += 1
    }
  }
}
