/// Rebuilds raw HTML from an allow-list, for texts that members send in.
///
/// Nothing of the input is copied but text and values that were judged; every tag is written anew,
/// and what a contribution opens is closed where the mark, the paragraph or the block around it
/// ends, so that it can neither reach out of its place nor close anything of the page's.
struct HTMLSanitizer {
  /// The elements that raw HTML has opened and not closed.
  private var open: [String] = []
  /// How many were open where each of the marks around began.
  private var boundaries: [Int] = []
  /// What was left out of the last piece, in its order.
  private(set) var omissions: [Omission] = []

  /// Something that is not on the list.
  struct Omission {
    var tag: HTMLTag
    /// The names of the attributes that went; empty where the whole element did.
    var attributes: [String] = []
  }

  /// Begins a mark of Markdown's, or a block.
  mutating func enter() { boundaries.append(open.count) }

  /// Ends it, and closes what was opened inside.
  mutating func exit(to output: inout OutputBuffer) {
    close(downTo: boundaries.popLast() ?? 0, to: &output)
  }

  /// Writes what is allowed of one tag inside a paragraph.
  mutating func write(span literal: Bytes, isInLink: Bool, to output: inout OutputBuffer) {
    omissions = []
    var tokens = HTMLTokens(literal)
    while let token = tokens.next() {
      switch token {
      case .text(let range): write(literal, range, to: &output)
      case .close(let name): close(name, to: &output)
      case .open(let tag):
        if AllowList.inline.contains(tag.name), !(isInLink && tag.name == "a") {
          write(tag, to: &output)
        } else {
          omissions.append(Omission(tag: tag))
        }
      }
    }
  }

  /// Writes what is allowed of a block of raw HTML.
  mutating func write(block literal: Bytes, to output: inout OutputBuffer) {
    enter()
    omissions = []
    var tokens = HTMLTokens(literal)
    while let token = tokens.next() {
      switch token {
      case .text(let range): write(literal, range, to: &output)
      case .close(let name): close(name, to: &output)
      case .open(let tag):
        if AllowList.inline.contains(tag.name) || AllowList.block.contains(tag.name) {
          write(tag, to: &output)
        } else {
          omissions.append(Omission(tag: tag))
          if AllowList.dropped.contains(tag.name) { tokens.skipContent(of: tag.name) }
        }
      }
    }
    exit(to: &output)
  }

  private func write(_ literal: Bytes, _ range: Range<Int>, to output: inout OutputBuffer) {
    // Entities stay as they are: in text they can only be text.
    for index in range {
      switch literal[index] {
      case UInt8(ascii: "<"): output.append("&lt;")
      case UInt8(ascii: ">"): output.append("&gt;")
      default: output.append(literal[index])
      }
    }
  }

  private mutating func write(_ tag: HTMLTag, to output: inout OutputBuffer) {
    let isVoid = AllowList.void.contains(tag.name)
    // An element inside itself is no use, and a thousand of them are an attack.
    if !isVoid, open.count >= 100 {
      omissions.append(Omission(tag: tag))
      return
    }
    output.append("<")
    output.append(escaped: tag.name)
    var lost: [String] = []
    for attribute in tag.attributes {
      guard let rule = AllowList.rule(attribute.name, of: tag.name),
        AllowList.permits(attribute.value, by: rule)
      else {
        lost.append(attribute.name)
        continue
      }
      output.append(" ")
      output.append(escaped: attribute.name)
      output.append("=\"")
      output.append(escaped: attribute.value)
      output.append("\"")
    }
    if !lost.isEmpty { omissions.append(Omission(tag: tag, attributes: lost)) }
    if tag.name == "a" { output.append(HTMLSanitizer.relation) }
    output.append(isVoid ? " />" : ">")
    if !isVoid { open.append(tag.name) }
  }

  /// What a link in a contribution says of itself.
  static let relation: StaticString = " rel=\"nofollow ugc\""

  private mutating func close(_ name: String, to output: inout OutputBuffer) {
    guard let index = open.lastIndex(of: name), index >= boundaries.last ?? 0 else { return }
    close(downTo: index, to: &output)
  }

  private mutating func close(downTo count: Int, to output: inout OutputBuffer) {
    while open.count > count {
      output.append("</")
      output.append(escaped: open.removeLast())
      output.append(">")
    }
  }
}
