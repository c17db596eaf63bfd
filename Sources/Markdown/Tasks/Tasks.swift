extension TreeRenderer {
  /// Whether an item begins with `[ ]` or `[x]`; its first text then begins with a box.
  mutating func beginTask(_ item: Node) -> Bool {
    guard options.extensions.contains(.taskLists), finds.contains(.brackets),
      let paragraph = item.firstChild, paragraph.kind == .paragraph,
      let node = paragraph.firstChild, node.kind == .text
    else { return false }
    let text = node.literal
    guard text.count > 3, text[0] == UInt8(ascii: "["), text[2] == UInt8(ascii: "]"),
      text[3] == 0x20, [UInt8(ascii: " "), UInt8(ascii: "x"), UInt8(ascii: "X")].contains(text[1])
    else { return false }
    task = node
    return true
  }

  /// Writes a task's box.
  ///
  /// - Returns: the text behind it.
  mutating func writeTaskBox(_ text: Bytes) -> Bytes {
    task = nil
    let isDone = text[1] != 0x20
    html.append("<input type=\"checkbox\" disabled")
    if isDone { html.append(" checked") }
    html.append(" aria-label=\"")
    html.append(escaped: isDone ? options.labels.done : options.labels.open)
    html.append("\" />")
    return Bytes(rebasing: text[3...])
  }
}
