/// Where raw `<a …>` of an author's leaves a link open, so that no address inside it becomes a link
/// of its own: a browser would end the author's there.
struct RawLink {
  private(set) var isOpen = false

  /// Takes a tag that stands inside a paragraph.
  mutating func follow(_ tag: Bytes) {
    let isClosing = tag.matches("</", at: 0)
    let name = isClosing ? 2 : 1
    guard name + 1 < tag.count, HTMLBlock.lowered(tag[name]) == UInt8(ascii: "a"),
      tag[name + 1] <= 0x20 || tag[name + 1] == UInt8(ascii: ">")
    else { return }
    isOpen = !isClosing
  }
}
