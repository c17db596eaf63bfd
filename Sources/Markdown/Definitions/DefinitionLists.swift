extension TreeRenderer {
  /// Whether a list stands for the definitions below a term.
  func isDefinitionList(_ node: Node) -> Bool {
    guard finds.contains(.blocks), node.kind == .list, let item = node.firstChild else {
      return false
    }
    return BlockMark(in: item)?.third == Sentinel.definition
  }

  /// Opens `dl` before its first term.
  mutating func openDefinitions(before node: Node) {
    if !isInDefinitions(node.previous) { html.append("<dl>\n") }
  }

  /// Closes `dl` behind its last definition.
  mutating func closeDefinitions(after node: Node) {
    if !isInDefinitions(node.next) { html.append("</dl>\n") }
  }

  /// - Returns: whether the list is one of definitions.
  mutating func enterDefinitions(_ node: Node) -> Bool {
    guard isDefinitionList(node) else { return false }
    freshLine()
    openDefinitions(before: node)
    return true
  }

  /// - Returns: whether the list was one of definitions.
  mutating func exitDefinitions(_ node: Node) -> Bool {
    guard isDefinitionList(node) else { return false }
    closeDefinitions(after: node)
    return true
  }

  private func isInDefinitions(_ node: Node?) -> Bool {
    guard let node else { return false }
    if let mark = CellMark.of(node) { return mark.isTerm }
    return isDefinitionList(node)
  }
}
