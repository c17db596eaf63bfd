/// Walks the tree that libcmark made of the rewritten source and writes the page.
///
/// This file holds the walk and what CommonMark itself has; every further room (tables, notes,
/// figures …) is an extension in a folder of its own. The walk is a loop, not a recursion, so that
/// no nesting of a source can exhaust the stack.
struct TreeRenderer: ~Copyable {
  typealias Node = CommonMarkTree.Node

  let options: MarkdownOptions
  let finds: SourceSurvey.Finds
  let findings: BlockFindings
  let resolver: any LinkResolver
  let containerRenderer: any ContainerRenderer
  var places: SourcePlaces

  var html: OutputBuffer
  var plain: OutputBuffer
  var result = RenderedMarkdown()
  var opening = ExcerptSource()
  /// The same of what stands in containers.
  var inside = ExcerptSource()

  /// The text written last in this block; what a line break looks back at.
  var lastText = Bytes(start: nil, count: 0)
  /// The image whose alternative text is being written.
  var image: Node?
  var linkDepth = 0
  var rawLink = RawLink()
  /// Whether text may hold marks of the layer's; otherwise it is only escaped.
  let hasTextMarks: Bool
  /// Bytes to leave out at the end of a text node: an attribute list.
  var cut: (node: Node, length: Int)?

  var strikes = StrikeRoles()
  var notes: NoteBook
  /// The note whose words are being written.
  var note: (item: Node, number: Int)?
  var headings = HeadingIDs()
  var openContainers: [OpenContainer] = []
  var figure: Figure?
  var isFirstImage = true
  var imageSize: (width: Int?, height: Int?)
  var imageSources: ImageSources?
  /// The text that begins with a task's box.
  var task: Node?
  var localFragments: [FragmentLink] = []
  var undefinedReferences = 0
  var raw = RawFindings()
  var sanitizer = HTMLSanitizer()

  init(
    options: MarkdownOptions, finds: SourceSurvey.Finds, findings: BlockFindings,
    places: SourcePlaces, resolver: any LinkResolver, containerRenderer: any ContainerRenderer
  ) {
    html = OutputBuffer(capacity: places.source.count + places.source.count / 2)
    plain = OutputBuffer(capacity: places.source.count)
    self.options = options
    self.finds = finds
    self.findings = findings
    self.places = places
    self.resolver = resolver
    self.containerRenderer = containerRenderer
    notes = NoteBook(findings.notes)
    let extensions = options.extensions
    hasTextMarks =
      (finds.contains(.tildes) && extensions.contains(.strikethrough))
      || (finds.contains(.addresses) && extensions.contains(.autolinks))
      || (finds.contains(.braces) && extensions.contains(.ruby)) || finds.contains(.notes)
  }

  /// Writes a node and everything below it.
  mutating func walk(_ root: Node) {
    var node = root
    var isEntering = true
    while true {
      if isEntering {
        if enter(node) {
          if let child = node.firstChild {
            node = child
            continue
          }
          exit(node)
        }
      } else {
        exit(node)
      }
      if node == root { return }
      if let next = node.next {
        node = next
        isEntering = true
      } else if let parent = node.parent {
        node = parent
        isEntering = false
      } else {
        return
      }
    }
  }

  /// Writes a node's opening.
  ///
  /// - Returns: whether its children are to be walked and its end to be written.
  private mutating func enter(_ node: Node) -> Bool {
    let kind = node.kind
    if image != nil {
      enterAlternative(node, kind)
      return true
    }
    switch kind {
    case .text:
      enterText(node)
      return false
    case .softBreak:
      writeSoftBreak(node)
      return false
    case .lineBreak:
      html.append("<br />\n")
      plain.append(0x20)
      return false
    case .codeSpan:
      writeCodeSpan(node)
      return false
    case .htmlSpan:
      if options.rawHTML != .removed { rawLink.follow(node.literal) }
      writeRawHTML(node, isBlock: false)
      return false
    case .emphasis:
      html.append("<em>")
      sanitizer.enter()
    case .strong:
      html.append("<strong>")
      sanitizer.enter()
    case .link: return enterLink(node)
    case .image: enterImage(node)
    default: return enterBlock(node, kind)
    }
    return true
  }

  private mutating func exit(_ node: Node) {
    let kind = node.kind
    if let image {
      if image == node { exitImage(node) }
      return
    }
    switch kind {
    case .emphasis:
      sanitizer.exit(to: &html)
      html.append("</em>")
    case .strong:
      sanitizer.exit(to: &html)
      html.append("</strong>")
    case .link: exitLink()
    default: exitBlock(node, kind)
    }
  }

  // MARK: Inlines

  /// Inside an image only text counts.
  private mutating func enterAlternative(_ node: Node, _ kind: CommonMarkTree.Kind) {
    switch kind {
    case .text:
      var text: [UInt8] = []
      appendPlain(node.literal, to: &text)
      text.withUnsafeBufferPointer { html.append(escapedAsIs: $0) }
    case .codeSpan, .htmlSpan: html.append(escaped: node.literal)
    case .softBreak, .lineBreak: html.append(0x20)
    default: break
    }
  }

  private mutating func writeCodeSpan(_ node: Node) {
    let literal = node.literal
    html.append("<code>")
    writeCode(literal)
    html.append("</code>")
    plain.append(stripped: literal)
    lastText = literal
  }

  /// A line break in the source, which is no space between two wide characters.
  private mutating func writeSoftBreak(_ node: Node) {
    if options.extensions.contains(.wideBreaks), joinsWide(node) { return }
    html.append(UInt8(ascii: "\n"))
    plain.append(0x20)
  }

  // MARK: Blocks

  /// Starts a line of the output unless one has just begun.
  mutating func freshLine() {
    if let last = html.last, last != UInt8(ascii: "\n") { html.append(UInt8(ascii: "\n")) }
  }

  private mutating func enterBlock(_ node: Node, _ kind: CommonMarkTree.Kind) -> Bool {
    switch kind {
    case .paragraph:
      lastText = Bytes(start: nil, count: 0)
      enterParagraph(node)
    case .heading:
      lastText = Bytes(start: nil, count: 0)
      return enterHeading(node)
    case .quote:
      freshLine()
      html.append("<blockquote>\n")
    case .list: return enterList(node)
    case .item: return enterItem(node)
    case .code: writeCode(node)
    case .html: writeHTMLBlock(node)
    case .rule:
      freshLine()
      html.append("<hr />\n")
    default: break
    }
    return true
  }

  private mutating func exitBlock(_ node: Node, _ kind: CommonMarkTree.Kind) {
    switch kind {
    case .paragraph: exitParagraph(node)
    case .heading: exitHeading(node)
    case .quote:
      closeContainers(in: node)
      freshLine()
      html.append("</blockquote>\n")
    case .list: exitList(node)
    case .item:
      closeContainers(in: node)
      exitItem(node)
    case .document: closeContainers(in: node)
    default: break
    }
  }

  private mutating func enterParagraph(_ node: Node) {
    opening.begin(at: plain.count)
    sanitizer.enter()
    beginInlines(of: node)
    if enterFigure(node) || isTight(node) { return }
    freshLine()
    if !openContainers.isEmpty { noteParagraph(node) }
    html.append("<p>")
  }

  private mutating func exitParagraph(_ node: Node) {
    sanitizer.exit(to: &html)
    if figure == nil { takeOpening(of: node) }
    plain.append(UInt8(ascii: "\n"))
    if exitFigure(node) { return }
    writeBackLinks(after: node)
    if isTight(node) { return }
    html.append("</p>\n")
  }

  /// Keeps a paragraph for the excerpt: of the running text, or of what stands in containers where
  /// there is nothing else.
  private mutating func takeOpening(of node: Node) {
    guard node.parent?.kind == .document else { return }
    if openContainers.isEmpty {
      opening.take(plain.bytes, limit: options.excerptLength)
    } else if opening.isEmpty {
      inside.begin(at: opening.start)
      inside.take(plain.bytes, limit: options.excerptLength)
    }
  }

  /// Whether a paragraph stands in a list without blank lines, where it has no tags. In a container
  /// that stands there it has: the container's own lines hold it apart.
  private func isTight(_ node: Node) -> Bool {
    guard let item = node.parent, let list = item.parent, list.kind == .list else { return false }
    return list.isTight && openContainers.last?.parent != item
  }

  private mutating func enterList(_ node: Node) -> Bool {
    if collectNotes(node) { return false }
    if enterDefinitions(node) { return true }
    freshLine()
    guard node.isOrdered else {
      html.append("<ul>\n")
      return true
    }
    if node.listStart == 1 {
      html.append("<ol>\n")
    } else {
      html.append("<ol start=\"")
      html.append(decimal: node.listStart)
      html.append("\">\n")
    }
    return true
  }

  private mutating func exitList(_ node: Node) {
    if exitDefinitions(node) { return }
    html.append(node.isOrdered ? "</ol>\n" : "</ul>\n")
  }

  private mutating func enterItem(_ node: Node) -> Bool {
    if noteIndex(of: node) != nil { return false }
    freshLine()
    if let list = node.parent, isDefinitionList(list) {
      html.append("<dd>")
    } else if beginTask(node) {
      html.append("<li class=\"task\">")
    } else {
      html.append("<li>")
    }
    return true
  }

  private mutating func exitItem(_ node: Node) {
    if let list = node.parent, isDefinitionList(list) {
      html.append("</dd>\n")
    } else {
      html.append("</li>\n")
    }
  }

  private mutating func writeCode(_ node: Node) {
    freshLine()
    let info = node.info
    if info.isEmpty {
      html.append("<pre><code>")
    } else {
      let word = info.firstIndex { $0 == 0x20 || (0x09...0x0D).contains($0) } ?? info.count
      html.append("<pre><code class=\"language-")
      html.append(escaped: Bytes(rebasing: info[..<word]))
      html.append("\">")
    }
    writeCode(node.literal)
    html.append("</code></pre>\n")
  }

  private mutating func writeHTMLBlock(_ node: Node) {
    if enterMark(node.literal, of: node) { return }
    freshLine()
    writeRawHTML(node, isBlock: true)
    freshLine()
  }
}
