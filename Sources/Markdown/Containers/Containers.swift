/// A container whose content is being written.
struct OpenContainer {
  /// Its place among the openings.
  var index: Int
  /// The block that holds its marks.
  var parent: CommonMarkTree.Node
  /// Where its content begins.
  var htmlStart: Int
  var plainStart: Int
}

extension TreeRenderer {
  /// Begins to collect a container's content.
  mutating func openContainer(_ index: Int, in node: Node) {
    guard let parent = node.parent, index < findings.containers.count else { return }
    freshLine()
    openContainers.append(
      OpenContainer(index: index, parent: parent, htmlStart: html.count, plainStart: plain.count))
  }

  /// Ends the container that a `:::` line closes.
  mutating func closeContainer(at node: Node) {
    guard let last = openContainers.last, last.parent == node.parent else { return }
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
    let opening = findings.containers[open.index]
    freshLine()
    let content = html.array(from: open.htmlStart)
    html.truncate(to: open.htmlStart)
    let isOwn = options.extensions.contains(.attributes)
    let attributes = isOwn ? opening.attributes : AttributeList()
    if let id = attributes.id { result.anchors.append(id) }
    let container = MarkdownContainer(
      name: opening.name, argument: opening.argument, id: attributes.id,
      classes: attributes.classes, attributes: attributes.pairs,
      html: content[...],
      plainText: String(decoding: plain.bytes[open.plainStart...], as: UTF8.self),
      line: opening.line, column: opening.column)
    var markup: [UInt8] = []
    let problem = containerRenderer.write(container, to: &markup)
    guard let problem else {
      markup.withUnsafeBufferPointer { html.append(bytes: $0) }
      return
    }
    report(problem.severity, at: (opening.line, opening.column), problem.message, problem.remedy)
    html.append("<div>\n")
    content.withUnsafeBufferPointer { html.append(bytes: $0) }
    html.append("</div>\n")
  }
}
