/// A container whose content is being written.
struct OpenContainer {
  /// Its place among the openings.
  var index: Int
  /// The block that holds its marks.
  var parent: CommonMarkTree.Node
  /// Where its content begins.
  var htmlStart: Int
  var plainStart: Int
  /// How many slots there were before it.
  var slotStart: Int
  /// Where its own paragraphs begin in its content.
  var paragraphs: [Int] = []
}

extension TreeRenderer {
  /// Begins to collect a container's content.
  mutating func openContainer(_ index: Int, in node: Node) {
    guard let parent = node.parent, index < findings.containers.count else { return }
    freshLine()
    openContainers.append(
      OpenContainer(
        index: index, parent: parent, htmlStart: html.count, plainStart: plain.count,
        slotStart: result.slots.count))
  }

  /// Remembers where a paragraph begins that stands directly in a container.
  mutating func noteParagraph(_ node: Node) {
    guard let last = openContainers.last, last.parent == node.parent else { return }
    openContainers[openContainers.count - 1].paragraphs.append(html.count - last.htmlStart)
  }

  /// Ends the container that a `:::` line closes.
  mutating func closeContainer(at node: Node) {
    guard let last = openContainers.last, last.parent == node.parent else {
      report(
        .warning, at: places.fence(on: places.line(of: node.startLine)), "::: closes nothing here",
        "take the line out; a container is closed in the list's item or the quotation it began in")
      return
    }
    finish(last)
  }

  /// Ends the containers that are still open where the block around them ends.
  mutating func closeContainers(in node: Node) {
    while let last = openContainers.last, last.parent == node {
      let opening = findings.containers[last.index]
      report(
        .error, at: (opening.line, opening.column),
        ":::\(opening.name) is never closed",
        "put a line ::: behind the last line that belongs to it")
      finish(last)
    }
  }

  private mutating func finish(_ open: OpenContainer) {
    openContainers.removeLast()
    freshLine()
    let container = container(open)
    html.truncate(to: open.htmlStart)
    result.slots.removeSubrange(open.slotStart...)
    if let id = container.id { result.anchors.append(id) }
    tellDoubts(about: container)
    var markup: [UInt8] = []
    switch containerRenderer.write(container, to: &markup) {
    case .written:
      precondition(container.content.slots.isEmpty, "a slot was written over")
      markup.withUnsafeBufferPointer { html.append(bytes: $0) }
    case .later:
      result.slots.append(MarkdownSlot(offset: html.count, container: container))
    case .refused(let problem):
      let column = problem.isInArgument ? container.argumentColumn : container.column
      report(problem.severity, at: (container.line, column), problem.message, problem.remedy)
      html.append("<div>\n")
      let start = html.count
      result.slots += container.content.slots.map { $0.moved(by: start) }
      container.content.html.withUnsafeBufferPointer { html.append(bytes: $0) }
      html.append("</div>\n")
    }
  }

  /// What an author wrote between two lines of colons, rendered.
  private func container(_ open: OpenContainer) -> MarkdownContainer {
    let opening = findings.containers[open.index]
    let isOwn = options.extensions.contains(.attributes)
    let attributes = isOwn ? opening.attributes : AttributeList()
    let slots = result.slots[open.slotStart...].map { $0.moved(by: -open.htmlStart) }
    return MarkdownContainer(
      name: opening.name, argument: opening.argument, id: attributes.id,
      classes: attributes.classes, attributes: attributes.pairs,
      content: MarkdownMarkup(html.array(from: open.htmlStart), slots: slots),
      paragraphs: open.paragraphs,
      plainText: String(decoding: plain.bytes[open.plainStart...], as: UTF8.self),
      line: opening.line, column: opening.column, argumentColumn: opening.argumentColumn)
  }
}
