import Magazine
import Markdown

/// The Markdown bodies of the content, rendered, and what is wrong in them.
struct Bodies: Sendable {
  /// At the place of their file in `ContentTree.texts`; empty for a file without a body.
  let rendered: [RenderedMarkdown]
  let diagnostics: [Diagnostic]

  init(
    of publication: Publication, in tree: ContentTree, media: MediaShelf,
    containers: ContainerWriter?, _ workers: Workers
  ) {
    let works = Self.works(publication)
    let renderers = Renderers(publication.site)
    let results = workers.map(below: works.count) { index -> RenderedMarkdown in
      let (source, dropsTitle, isContribution) = works[index]
      let links = ContentLinks(publication: publication, media: media, path: source.path)
      let renderer = renderers.renderer(dropsTitle: dropsTitle, isContribution: isContribution)
      let body = tree.texts[source.text].bytes[source.body]
      guard let containers else { return renderer.render(body, resolver: links) }
      return renderer.render(
        body, resolver: links,
        containers: ThemeContainers(writer: containers, publication: publication))
    }
    var rendered = Array(repeating: RenderedMarkdown(), count: tree.texts.count)
    var diagnostics: [Diagnostic] = []
    for (work, result) in zip(works, results) {
      diagnostics += result.diagnostics.map { Self.diagnostic($0, of: work.source, in: tree) }
      rendered[work.source.text] = result
    }
    self.rendered = rendered
    self.diagnostics = diagnostics
  }

  /// Every file with a body, whether its first heading is the page's title already, and whether a
  /// member sent it in.
  private static func works(
    _ publication: Publication
  ) -> [(source: Source, dropsTitle: Bool, isContribution: Bool)] {
    publication.articles.map { ($0.source, $0.titleOrigin == .heading, $0.isContribution) }
      + publication.pages.map { ($0.source, $0.titleOrigin == .heading, false) }
      + publication.issues.map { ($0.source, false, false) }
      + publication.events.map { ($0.source, false, false) }
      + publication.authors.map { ($0.source, false, false) }
  }

  private static func diagnostic(
    _ found: MarkdownDiagnostic, of source: Source, in tree: ContentTree
  ) -> Diagnostic {
    let text = tree.texts[source.text].bytes
    return Diagnostic(
      found.severity == .error ? .error : .warning, root: tree.root, path: source.path,
      position: position(line: found.line, column: found.column, of: source, in: text), in: text,
      message: found.message, remedy: found.remedy)
  }

  /// A place in the file from a place in its body: the lines of the front matter before it, and a
  /// column in characters instead of bytes.
  static func position(line: Int, column: Int, of source: Source, in text: [UInt8]) -> Position {
    var start = source.body.lowerBound
    for _ in 1..<max(1, line) {
      guard let feed = text[start...].firstIndex(of: UInt8(ascii: "\n")) else { break }
      start = feed + 1
    }
    let before = text[start...].prefix(max(0, column - 1))
    return Position(
      line: line + source.bodyLine - 1, column: before.count { $0 & 0xC0 != 0x80 } + 1)
  }
}

/// The renderers that a site needs, made once.
private struct Renderers: Sendable {
  private let plain: MarkdownRenderer
  private let untitled: MarkdownRenderer
  private let contributed: MarkdownRenderer
  private let contributedUntitled: MarkdownRenderer

  init(_ site: SiteSettings) {
    func renderer(_ options: MarkdownOptions, dropsTitle: Bool) -> MarkdownRenderer {
      var options = options
      options.dropsLeadingTitle = dropsTitle
      return MarkdownRenderer(options: options)
    }
    let options = MarkdownOptions(site)
    plain = renderer(options, dropsTitle: false)
    untitled = renderer(options, dropsTitle: true)
    contributed = renderer(options.forContribution, dropsTitle: false)
    contributedUntitled = renderer(options.forContribution, dropsTitle: true)
  }

  func renderer(dropsTitle: Bool, isContribution: Bool) -> MarkdownRenderer {
    if isContribution { return dropsTitle ? contributedUntitled : contributed }
    return dropsTitle ? untitled : plain
  }
}
