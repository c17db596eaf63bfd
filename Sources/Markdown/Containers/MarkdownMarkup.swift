/// Rendered markup, and the places in it that are filled in whenever a page is made of it.
///
/// A slot is an offset and a container, never a mark in the text, so that no text of an author's can
/// be taken for one.
public struct MarkdownMarkup: Sendable {
  /// The markup without what the slots stand for, UTF-8.
  public var html: [UInt8]
  /// What is still to be written, in the order of the offsets.
  public var slots: [MarkdownSlot]

  /// Markup, as a rule without anything to fill in.
  public init(_ html: [UInt8] = [], slots: [MarkdownSlot] = []) {
    self.html = html
    self.slots = slots
  }

  /// Whether there is nothing to show, now or later.
  public var isEmpty: Bool { html.isEmpty && slots.isEmpty }

  /// The markup with every slot filled in.
  ///
  /// - Parameter write: appends a container's markup; what is to be filled in within the container
  ///   is its own to fill.
  /// - Returns: the whole, UTF-8.
  public func filled(_ write: (MarkdownContainer, inout [UInt8]) -> Void) -> [UInt8] {
    if slots.isEmpty { return html }
    var output: [UInt8] = []
    output.reserveCapacity(html.count + slots.count * 512)
    var position = 0
    for slot in slots {
      output += html[position..<slot.offset]
      write(slot.container, &output)
      position = slot.offset
    }
    output += html[position...]
    return output
  }

  /// Everything that is known of it already, what stands within the slots included.
  public var pieces: [[UInt8]] { [html] + slots.flatMap { $0.container.content.pieces } }

  /// The parts between places in the markup. What is filled in at such a place stands at the end of
  /// the part before it.
  func split(at places: [Int]) -> [MarkdownMarkup] {
    var rest = slots[...]
    var start = 0
    return (places + [html.count]).map { end in
      let own = rest.prefix { $0.offset <= end }
      rest = rest.dropFirst(own.count)
      defer { start = end }
      return MarkdownMarkup(Array(html[start..<end]), slots: own.map { $0.moved(by: -start) })
    }
  }
}

/// A container that is written when a page is made, because what it shows is not known before.
public struct MarkdownSlot: Sendable {
  /// Where it stands in the markup, in bytes.
  public var offset: Int
  /// What the author wrote.
  public var container: MarkdownContainer

  /// A slot.
  public init(offset: Int, container: MarkdownContainer) {
    self.offset = offset
    self.container = container
  }

  func moved(by distance: Int) -> MarkdownSlot {
    MarkdownSlot(offset: offset + distance, container: container)
  }
}
