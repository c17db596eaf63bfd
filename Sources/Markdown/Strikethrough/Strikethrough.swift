/// `~~deleted~~`: which pairs of tildes of a block open, close or stay.
///
/// GitHub's rules with two differences that Chinese text asks for: a single tilde is never a mark,
/// because it writes ranges (10~20), and flanking is judged as for CJK-friendly emphasis.
struct StrikeRoles {
  enum Role {
    case opens
    case closes
    case stays
  }

  private var roles: [Role] = []
  private var next = 0

  /// The run of exactly two tildes at `index`, which must be its first; nil for any other run.
  static func run(_ text: Bytes, at index: Int) -> Range<Int>? {
    if index > 0, text[index - 1] == UInt8(ascii: "~") { return nil }
    var end = index
    while end < text.count, text[end] == UInt8(ascii: "~") { end += 1 }
    // The last tilde was escaped: it is no part of the run.
    if Sentinel.third(text, at: end) == Sentinel.literal { end -= 1 }
    return end - index == 2 ? index..<end : nil
  }

  /// The role of the next run, in the order of the text.
  mutating func take() -> Role {
    guard next < roles.count else { return .stays }
    next += 1
    return roles[next - 1]
  }

  /// The role of the next run, which is not taken yet.
  var upcoming: Role { next < roles.count ? roles[next] : .stays }

  /// Settles the roles of all runs in a paragraph or a heading; `cut` says how many bytes at the end
  /// of a node's text will not be written, and `followsRawLinks` whether raw links reach the page.
  mutating func settle(
    in block: CommonMarkTree.Node, extensions: MarkdownExtensions,
    cut: (node: CommonMarkTree.Node, length: Int)?, followsRawLinks: Bool
  ) {
    roles.removeAll(keepingCapacity: true)
    next = 0
    var open: [OpenRun] = []
    var node = block
    var isEntering = true
    var linkDepth = 0
    var rawLink = RawLink()
    while true {
      if isEntering, node.kind == .text {
        let text = node.literal
        let length = cut.map { $0.node == node ? $0.length : 0 } ?? 0
        settle(
          node, Bytes(rebasing: text.dropLast(length)), extensions, isInLink: linkDepth > 0,
          isInRawLink: rawLink.isOpen, open: &open)
      } else if isEntering, node.kind == .htmlSpan {
        if followsRawLinks { rawLink.follow(node.literal) }
      } else if isEntering, node.kind != .image, let child = node.firstChild {
        if node.kind == .link { linkDepth += 1 }
        node = child
        continue
      }
      if node == block { return }
      if let next = node.next {
        node = next
        isEntering = true
      } else if let parent = node.parent {
        // What was opened inside a mark is closed inside it or not at all.
        while let last = open.last, last.parent == parent { open.removeLast() }
        if parent.kind == .link { linkDepth -= 1 }
        node = parent
        isEntering = false
      } else {
        return
      }
    }
  }

  private struct OpenRun {
    var parent: CommonMarkTree.Node
    var index: Int
  }

  private mutating func settle(
    _ node: CommonMarkTree.Node, _ text: Bytes, _ extensions: MarkdownExtensions, isInLink: Bool,
    isInRawLink: Bool, open: inout [OpenRun]
  ) {
    guard let parent = node.parent, text.index(from: 0, ofByte: UInt8(ascii: "~")) < text.count
    else { return }
    var index = 0
    var floor = 0
    while true {
      index = text.textMark(from: index)
      guard index < text.count else { return }
      let found = TextMark(
        text, at: index, floor: floor, extensions: extensions, isInLink: isInLink,
        isInRawLink: isInRawLink)
      guard let mark = found else {
        index += 1
        continue
      }
      let run = mark.range
      // Tildes inside an address, a note's mark or ruby belong to it.
      guard mark.kind == .strike else {
        index = run.upperBound
        floor = index
        continue
      }
      let flanks = StrikeFlanks(
        before: run.lowerBound > 0
          ? text.scalar(at: text.scalarStart(before: run.lowerBound))
          : edge(node.previous, of: parent),
        after: run.upperBound < text.count
          ? text.scalar(at: run.upperBound) : edge(node.next, of: parent),
        isWide: extensions.contains(.wideEmphasis))
      if flanks.canClose, let last = open.last, last.parent == parent {
        roles[last.index] = .opens
        roles.append(.closes)
        open.removeLast()
      } else {
        if flanks.canOpen { open.append(OpenRun(parent: parent, index: roles.count)) }
        roles.append(.stays)
      }
      index = run.upperBound
    }
  }

  /// What stands at the end of a text node, as a character: a space or a mark.
  private func edge(
    _ neighbour: CommonMarkTree.Node?, of parent: CommonMarkTree.Node
  ) -> UInt32 {
    let kind = neighbour?.kind ?? parent.kind
    switch kind {
    case .softBreak, .lineBreak, .paragraph, .heading: return 0x20
    default: return 0x2A
    }
  }
}

/// Whether a delimiter run can open or close, by the characters beside it.
struct StrikeFlanks {
  var canOpen: Bool
  var canClose: Bool

  init(before: UInt32, after: UInt32, isWide: Bool) {
    // A sentinel stands beside a run of `*`: punctuation.
    let star: UInt32 = 0x2A
    let before = (0xFDD0...0xFDEF).contains(before) ? star : before
    let after = (0xFDD0...0xFDEF).contains(after) ? star : after
    let isSpaceBefore = CharacterClass.isSpace(before)
    let isSpaceAfter = CharacterClass.isSpace(after)
    let isWideBefore = isWide && CharacterClass.isCJK(before)
    let isWideAfter = isWide && CharacterClass.isCJK(after)
    let isMarkBefore = CharacterClass.isPunctuation(before) && !isWideBefore
    let isMarkAfter = CharacterClass.isPunctuation(after) && !isWideAfter
    canOpen = !isSpaceAfter && (!isMarkAfter || isSpaceBefore || isMarkBefore || isWideBefore)
    canClose = !isSpaceBefore && (!isMarkBefore || isSpaceAfter || isMarkAfter || isWideAfter)
  }
}

extension TreeRenderer {
  /// Begins a block: prepares its strikes, where the source holds a tilde at all, and forgets a link
  /// of raw HTML that the block before left open.
  mutating func beginInlines(of block: Node) {
    rawLink = RawLink()
    guard finds.contains(.tildes), options.extensions.contains(.strikethrough) else { return }
    strikes.settle(
      in: block, extensions: options.extensions, cut: cut,
      followsRawLinks: options.rawHTML != .removed)
  }

  /// - Returns: false when the tildes stay.
  mutating func writeStrike() -> Bool {
    switch strikes.take() {
    case .opens:
      html.append("<del>")
      sanitizer.enter()
    case .closes:
      sanitizer.exit(to: &html)
      html.append("</del>")
    case .stays: return false
    }
    return true
  }
}
