/// Joins opening and end tags, and decides which lines belong to a tag and not to the page.
struct TagPairing {
  private let source: SourceText
  private(set) var tags: [Tag]
  private(set) var findings: [Finding] = []

  init(_ source: SourceText, _ tags: [Tag]) {
    self.source = source
    self.tags = tags
  }

  mutating func run() {
    pair()
    for index in tags.indices { cut(index) }
  }

  private mutating func pair() {
    var open: [Int] = []
    for index in tags.indices {
      if tags[index].opens {
        open.append(index)
      } else if tags[index].kind == .end {
        close(index, &open)
      }
    }
    for index in open { reportUnclosed(index) }
  }

  private mutating func close(_ index: Int, _ open: inout [Int]) {
    let name = tags[index].name
    guard let depth = open.lastIndex(where: { tags[$0].name == name }) else {
      let remedy =
        open.last.map { "close “\(tags[$0].name)” first, or remove this tag" }
        ?? "remove it, or open the section before it"
      findings.append(
        Finding(
          place: tags[index].place, message: "{{/\(name)}} closes nothing that is open",
          remedy: remedy))
      return
    }
    for unclosed in open[(depth + 1)...] { reportUnclosed(unclosed) }
    tags[index].partner = open[depth]
    tags[open[depth]].partner = index
    open.removeSubrange(depth...)
  }

  private mutating func reportUnclosed(_ index: Int) {
    let name = tags[index].name
    findings.append(
      Finding(
        place: tags[index].place, message: "“\(name)” is opened here and never closed",
        remedy: "write {{/\(name)}} where it ends"))
  }

  /// A tag that stands alone on its line takes the line with it. Of a parent and of the blocks in
  /// it, what lies between the tags is not printed, so each side is looked at on its own.
  private mutating func cut(_ index: Int) {
    let tag = tags[index]
    let before = blanks(before: tag)
    let after = blanks(after: tag)
    switch tag.kind {
    case .value, .raw: return
    case .section, .inverted, .partial, .comment, .delimiters:
      takeLine(index, before, after)
    case .parent:
      guard let end = tag.partner, before != nil, let past = blanks(after: tags[end]) else {
        return
      }
      tags[index].cutBefore = before
      tags[end].cutAfter = past
    case .block:
      if isInsideParent(index) {
        tags[index].cutAfter = after
      } else {
        takeLine(index, before, after)
      }
    case .end:
      guard let opening = tag.partner, tags[opening].kind != .parent else { return }
      if tags[opening].kind == .block, isInsideParent(opening) {
        tags[index].cutBefore = before
      } else {
        takeLine(index, before, after)
      }
    }
  }

  private mutating func takeLine(_ index: Int, _ before: Int?, _ after: Int?) {
    guard before != nil, after != nil else { return }
    tags[index].cutBefore = before
    tags[index].cutAfter = after
  }

  /// The length of the blanks before a tag, or nil where something else stands on its line.
  private func blanks(before tag: Tag) -> Int? {
    let start = tag.range.lowerBound
    return source.isBlank(before: start) ? start - source.lineStart(of: start) : nil
  }

  /// The length of the blanks and the line break after a tag, or nil where something else follows.
  private func blanks(after tag: Tag) -> Int? {
    let end = tag.range.upperBound
    return source.endOfBlankLine(after: end).map { $0 - end }
  }

  /// Whether the innermost thing open at a tag is a parent.
  private func isInsideParent(_ index: Int) -> Bool {
    var candidate = index - 1
    while candidate >= 0 {
      let tag = tags[candidate]
      if tag.kind == .end, let opening = tag.partner {
        candidate = opening - 1
      } else if tag.opens, tag.partner.map({ $0 > index }) ?? false {
        return tag.kind == .parent
      } else {
        candidate -= 1
      }
    }
    return false
  }
}
