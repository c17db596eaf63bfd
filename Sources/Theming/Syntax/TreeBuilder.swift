/// Builds the tree from the tags and the text between them.
struct TreeBuilder {
  private let source: SourceText
  private let tags: [Tag]
  private var next = 0

  init(_ source: SourceText, _ tags: [Tag]) {
    self.source = source
    self.tags = tags
  }

  mutating func build() -> [Node] {
    sequence(until: tags.count)
  }

  /// The nodes up to the end tag at index `end`, or to the end of the template.
  private mutating func sequence(until end: Int) -> [Node] {
    var nodes: [Node] = []
    while next < end {
      appendText(before: next, &nodes)
      append(&nodes)
    }
    appendText(before: end, &nodes)
    next = end + 1
    return nodes
  }

  /// Adds the tag at `next` with all that it encloses. A tag without its partner has been reported;
  /// what follows it is read as if the tag were not there.
  private mutating func append(_ nodes: inout [Node]) {
    let tag = tags[next]
    let name = Name(text: tag.name, place: tag.place)
    next += 1
    switch (tag.kind, tag.partner) {
    case (.value, _): nodes.append(.value(name, raw: false))
    case (.raw, _): nodes.append(.value(name, raw: true))
    case (.partial, _): nodes.append(.partial(name, indentation: indentation(takenBy: tag)))
    case (.section, let end?): nodes.append(.section(name, sequence(until: end)))
    case (.inverted, let end?): nodes.append(.inverted(name, sequence(until: end)))
    case (.parent, let end?):
      let blocks = sequence(until: end).compactMap { node -> Block? in
        guard case .block(let block) = node else { return nil }
        return block
      }
      nodes.append(.parent(name, indentation: indentation(takenBy: tag), blocks))
    case (.block, let end?):
      nodes.append(
        .block(
          Block(
            name: name, nodes: sequence(until: end), leading: leadingBlanks(of: tag),
            standsAlone: tag.cutBefore != nil)))
    case (.comment, _), (.delimiters, _), (.end, _), (_, nil): break
    }
  }

  private func indentation(takenBy tag: Tag) -> [UInt8]? {
    tag.cutBefore.map { Array(source.bytes[(tag.range.lowerBound - $0)..<tag.range.lowerBound]) }
  }

  private func leadingBlanks(of tag: Tag) -> [UInt8]? {
    let start = tag.range.lowerBound
    guard source.isBlank(before: start) else { return nil }
    return Array(source.bytes[source.lineStart(of: start)..<start])
  }

  /// Adds what stands before the tag at `index` and after the one before it, line by line, without
  /// what either of them has taken.
  private func appendText(before index: Int, _ nodes: inout [Node]) {
    var start = 0
    if index > 0 {
      start = tags[index - 1].range.upperBound + (tags[index - 1].cutAfter ?? 0)
    }
    var stop = source.bytes.count
    if index < tags.count {
      stop = tags[index].range.lowerBound - (tags[index].cutBefore ?? 0)
    }
    while start < stop {
      let rest = source.bytes[start..<stop]
      let lineEnd = rest.firstIndex(of: newline).map { $0 + 1 } ?? stop
      let blanks = source.bytes[start..<lineEnd].prefix(while: isBlankByte)
      if beginsLine(start), !isLineBreak(blanks.endIndex) {
        nodes.append(.line(Array(blanks)))
        start = blanks.endIndex
      }
      if start < lineEnd { nodes.append(.text(Array(source.bytes[start..<lineEnd]))) }
      start = lineEnd
    }
    if index < tags.count, tags[index].cutBefore == nil, tags[index].range.lowerBound == stop,
      start == stop, beginsLine(stop)
    {
      nodes.append(.line([]))
    }
  }

  private func beginsLine(_ offset: Int) -> Bool {
    offset == 0 || source.bytes[offset - 1] == newline
  }

  /// Whether a line ends at `offset`; one without anything on it is not indented.
  private func isLineBreak(_ offset: Int) -> Bool {
    guard offset < source.bytes.count else { return false }
    return source.bytes[offset] == newline
      || source.bytes[offset] == carriageReturn && offset + 1 < source.bytes.count
        && source.bytes[offset + 1] == newline
  }
}
