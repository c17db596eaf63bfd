/// A picture that stands alone in its paragraph.
struct Figure {
  var paragraph: CommonMarkTree.Node
  var caption: Bytes
  var attributes: AttributeList
  /// The picture, or the link around it: the only child that is walked.
  var content: CommonMarkTree.Node
}

extension TreeRenderer {
  /// Opens a figure when a paragraph holds nothing but one image, perhaps in a link, and perhaps an
  /// attribute list behind it: `![…](eave.svg "caption"){.wide credit="绘图 陈砚秋"}`.
  mutating func enterFigure(_ paragraph: Node) -> Bool {
    guard options.extensions.contains(.figures), let content = paragraph.firstChild,
      let picture = picture(content)
    else { return false }
    var attributes = AttributeList()
    if let next = content.next {
      guard options.extensions.contains(.attributes) || options.isContribution, next.next == nil,
        next.kind == .text, let list = AttributeList(next.literal, 0..<next.literal.count)
      else { return false }
      if options.extensions.contains(.attributes) {
        attributes = list
        tellUnusedAttributes(list, of: "a picture", in: next)
      } else {
        tellLeftOutAttributes(String(stripping: next.literal), in: next)
      }
      cut = (next, next.literal.count)
    }
    figure = Figure(
      paragraph: paragraph, caption: picture.title, attributes: attributes, content: content)
    freshLine()
    html.append("<figure")
    writeID(attributes.id)
    html.append(" class=\"plate")
    for name in attributes.classes {
      html.append(0x20)
      html.append(escaped: name)
    }
    html.append("\">\n")
    return true
  }

  private func picture(_ content: Node) -> Node? {
    switch content.kind {
    case .image: return content
    case .link:
      guard let only = content.firstChild, only.kind == .image, only.next == nil else { return nil }
      return only
    default: return nil
    }
  }

  /// Closes the figure that this paragraph became.
  mutating func exitFigure(_ paragraph: Node) -> Bool {
    guard let figure, figure.paragraph == paragraph else { return false }
    self.figure = nil
    freshLine()
    let credit = figure.attributes.pairs.first { $0.name == "credit" }?.value
    if !figure.caption.isEmpty || credit != nil {
      html.append("<figcaption>")
      html.append(escaped: figure.caption)
      if let credit {
        html.append("<span class=\"nb\">")
        html.append(escaped: credit)
        html.append("</span>")
      }
      html.append("</figcaption>\n")
      tellMarks(inCaptionOf: figure)
      plain.append(stripped: figure.caption)
      plain.append(UInt8(ascii: "\n"))
    }
    html.append("</figure>\n")
    return true
  }

  private mutating func tellMarks(inCaptionOf figure: Figure) {
    let caption = String(stripping: figure.caption)
    guard let mark = PlainWords.mark(in: caption) else { return }
    report(
      .warning, at: places.place(of: caption, in: figure.paragraph),
      "marks are not read in a picture's caption: “\(mark)” is shown as it is written",
      "take the marks out, or write the words below the picture")
  }

  /// Writes an id that the author chose.
  mutating func writeID(_ id: String?) {
    guard let id else { return }
    result.anchors.append(id)
    html.append(" id=\"")
    html.append(escaped: id)
    html.append(UInt8(ascii: "\""))
  }
}
