/// What the sentinel at the begin of a heading's text makes of it.
struct CellMark {
  /// The sentinels with which a heading's text may begin.
  static let thirds: ClosedRange<UInt8> = Sentinel.cell...Sentinel.term

  var third: UInt8
  var level: Int

  /// The mark of a heading; nil when it is the author's.
  init?(_ node: CommonMarkTree.Node) {
    guard let text = node.firstChild, text.kind == .text,
      let third = Sentinel.third(text.literal, at: 0), CellMark.thirds.contains(third)
    else { return nil }
    self.third = third
    level = node.headingLevel
  }

  /// The mark of a neighbour, if it is one.
  static func of(_ node: CommonMarkTree.Node?) -> CellMark? {
    guard let node, node.kind == .heading else { return nil }
    return CellMark(node)
  }

  var isCell: Bool { third < Sentinel.end }
  var isHead: Bool { level < 3 }
  var isTerm: Bool { third == Sentinel.term }
  var isCaption: Bool { third == Sentinel.caption }
  /// Whether a cell goes on with the table of the cell before it.
  var continuesTable: Bool { isCell && level > 1 }
}

extension TreeRenderer {
  /// Opens a cell, and with it the row and the table it begins; or a term.
  mutating func enterCell(_ node: Node, _ mark: CellMark) {
    freshLine()
    if mark.isTerm {
      openDefinitions(before: node)
      html.append("<dt>")
      return
    }
    if mark.isCaption {
      openTable()
      html.append("<caption>")
      return
    }
    switch mark.level {
    case 1:
      let isOpen = CellMark.of(node.previous)?.isCaption ?? false
      if !isOpen { openTable() }
      html.append("<thead>\n<tr>\n")
    case 3:
      let isFirst = CellMark.of(node.previous)?.isHead ?? false
      html.append(isFirst ? "<tbody>\n<tr>\n" : "</tr>\n<tr>\n")
    default:
      break
    }
    html.append(mark.isHead ? "<th scope=\"col\"" : "<td")
    switch mark.third - Sentinel.cell {
    case 1: html.append(" class=\"l\"")
    case 2: html.append(" class=\"c\"")
    case 3: html.append(" class=\"r\"")
    default: break
    }
    html.append(UInt8(ascii: ">"))
  }

  /// Closes a cell, and what ends with it; or a term, or a caption.
  mutating func exitCell(_ node: Node, _ mark: CellMark) {
    if mark.isTerm {
      html.append("</dt>\n")
      closeDefinitions(after: node)
      return
    }
    if mark.isCaption {
      html.append("</caption>\n")
      return
    }
    html.append(mark.isHead ? "</th>\n" : "</td>\n")
    let next = CellMark.of(node.next)
    let goesOn = next?.continuesTable ?? false
    if mark.isHead, !(goesOn && next?.isHead == true) { html.append("</tr>\n</thead>\n") }
    if goesOn { return }
    html.append(mark.isHead ? "</table>\n</div>\n" : "</tr>\n</tbody>\n</table>\n</div>\n")
  }

  /// Opens a table in a box of its own: a wide one moves in there, by keys too, and never the page.
  private mutating func openTable() {
    html.append("<div class=\"table-box\" role=\"group\" aria-label=\"")
    html.append(escaped: options.labels.table)
    html.append("\" tabindex=\"0\">\n<table class=\"data\">\n")
  }
}
