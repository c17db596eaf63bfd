/// Finds where in the author's source something stands. Asked only when there is a diagnostic to
/// place, so it looks for it then rather than keep every position.
struct SourcePlaces {
  let source: Bytes
  /// For each line that libcmark saw, the source's line; empty when they are the same.
  private let lines: [Int32]
  private var lineStarts: [Int] = []
  /// Behind the last thing found, so that the second of two like links is found second.
  private var cursor = 0
  /// Searches that found nothing: what an author escapes cannot be found, and looking through the
  /// whole source for each of thousands would take quadratic time.
  private var misses = 0
  private static let mostMisses = 100
  /// See ``referenceLabels()``.
  var labels: [String]?

  init(source: Bytes, lines: [Int32]) {
    self.source = source
    self.lines = lines
  }

  /// The source's line for a line that libcmark saw.
  func line(of parsed: Int) -> Int {
    lines.isEmpty ? parsed : parsed > 0 && parsed <= lines.count ? Int(lines[parsed - 1]) : 1
  }

  /// Where a piece of text stands: in the block around a node if it is there, else behind what was
  /// found last, else at the begin of the block. An empty text stands between `()`.
  mutating func place(
    of text: String, in node: CommonMarkTree.Node?
  ) -> (line: Int, column: Int) {
    prepare()
    let needle = Array((text.isEmpty ? "]()" : text).utf8)
    let block = block(around: node)
    let start = block.map { lineStart(line(of: $0.startLine)) } ?? 0
    let end = block.map { lineStart(line(of: $0.endLine) + 1) } ?? source.count
    if misses > SourcePlaces.mostMisses {
      return (block.map { line(of: $0.startLine) } ?? 1, 1)
    }
    let found =
      find(needle, from: max(start, min(cursor, end)), to: end)
      ?? find(needle, from: start, to: end) ?? find(needle, from: end, to: source.count)
      ?? find(needle, from: 0, to: start)
    guard let found else {
      misses += 1
      return (block.map { line(of: $0.startLine) } ?? 1, 1)
    }
    if found >= start, found < end { cursor = found + max(1, needle.count) }
    return position(of: text.isEmpty ? found + 2 : found)
  }

  /// Where the colons of a container's fence stand on a line of the source.
  mutating func fence(on line: Int) -> (line: Int, column: Int) {
    prepare()
    let start = lineStart(line)
    let end = lineStart(line + 1)
    let colons = (start..<end).first {
      source[$0] == UInt8(ascii: ":") || source.matches("：", at: $0)
    }
    return (line, (colons ?? start) - start + 1)
  }

  /// Line and byte column of an offset, both from 1.
  mutating func position(of offset: Int) -> (line: Int, column: Int) {
    prepare()
    var low = 0
    var high = lineStarts.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return (low + 1, offset - lineStarts[low] + 1)
  }

  private func block(around node: CommonMarkTree.Node?) -> CommonMarkTree.Node? {
    var current = node
    while let node = current {
      switch node.kind {
      case .paragraph, .heading, .html: return node
      default: break
      }
      current = node.parent
    }
    return nil
  }

  private func lineStart(_ line: Int) -> Int {
    line < 1 ? 0 : line > lineStarts.count ? source.count : lineStarts[line - 1]
  }

  private mutating func prepare() {
    guard lineStarts.isEmpty else { return }
    lineStarts = [0]
    lineStarts.reserveCapacity(source.count / 32)
    // A source has either kind of line ending, hardly ever a lone \r.
    let end: UInt8 = source.index(from: 0, ofByte: 0x0A) < source.count ? 0x0A : 0x0D
    var index = source.index(from: 0, ofByte: end)
    while index < source.count {
      lineStarts.append(index + 1)
      index = source.index(from: index + 1, ofByte: end)
    }
  }

  private func find(_ needle: [UInt8], from start: Int, to end: Int) -> Int? {
    guard let first = needle.first, end - start >= needle.count else { return nil }
    for index in start...(end - needle.count) where source[index] == first {
      if needle.indices.allSatisfy({ source[index + $0] == needle[$0] }) { return index }
    }
    return nil
  }
}
