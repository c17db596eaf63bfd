import Magazine
import Markdown

/// The Markdown bodies of the content, rendered, and what is wrong in them.
struct Bodies: Sendable {
  /// At the place of their file in `ContentTree.texts`; empty for a file without a body.
  private(set) var rendered: PagedArray<RenderedMarkdown>
  /// What is wrong in a file, by its place in `ContentTree.texts`; files without fault are left out.
  private var faults: [Int: [Diagnostic]] = [:]

  init(
    of publication: Publication, in tree: ContentTree, media: MediaShelf,
    containers: ContainerWriter?, _ workers: Workers
  ) {
    let works = Self.works(publication)
    let press = BodyPress(publication, media: media, containers: containers)
    let results = workers.map(below: works.count) { press.render(works[$0], in: tree) }
    rendered = PagedArray(repeating: RenderedMarkdown(), count: tree.texts.count)
    for (work, result) in zip(works, results) { take(result, of: work.source, in: tree) }
  }

  var diagnostics: [Diagnostic] { faults.keys.sorted().flatMap { faults[$0] ?? [] } }

  /// Renders the bodies of a few files again.
  mutating func renderAgain(
    _ works: [Work], of publication: Publication, in tree: ContentTree, media: MediaShelf,
    containers: ContainerWriter?
  ) {
    let press = BodyPress(publication, media: media, containers: containers)
    for work in works { take(press.render(work, in: tree), of: work.source, in: tree) }
  }

  private mutating func take(_ result: RenderedMarkdown, of source: Source, in tree: ContentTree) {
    let found = result.diagnostics.map { Self.diagnostic($0, of: source, in: tree) }
    faults[source.text] = found.isEmpty ? nil : found
    rendered[source.text] = result
  }

  /// A file with a body.
  struct Work: Sendable {
    var source: Source
    /// Whether its first heading is the page's title already.
    var dropsTitle = false
    /// Whether a member sent it in.
    var isContribution = false
  }

  private static func works(_ publication: Publication) -> [Work] {
    publication.articles.map(Work.init)
      + publication.pages.map { Work(source: $0.source, dropsTitle: $0.titleOrigin == .heading) }
      + publication.issues.map { Work(source: $0.source) }
      + publication.events.map { Work(source: $0.source) }
      + publication.authors.map { Work(source: $0.source) }
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

extension Bodies.Work {
  init(_ article: Article) {
    self.init(
      source: article.source, dropsTitle: article.titleOrigin == .heading,
      isContribution: article.isContribution)
  }
}

/// Renders one body after another, for one publication.
private struct BodyPress: Sendable {
  private let publication: Publication
  private let media: MediaShelf
  private let containers: ThemeContainers?
  private let plain: MarkdownRenderer
  private let untitled: MarkdownRenderer
  private let contributed: MarkdownRenderer
  private let contributedUntitled: MarkdownRenderer

  init(_ publication: Publication, media: MediaShelf, containers: ContainerWriter?) {
    func renderer(_ options: MarkdownOptions, dropsTitle: Bool) -> MarkdownRenderer {
      var options = options
      options.dropsLeadingTitle = dropsTitle
      return MarkdownRenderer(options: options)
    }
    self.publication = publication
    self.media = media
    self.containers = containers.map { ThemeContainers(writer: $0, publication: publication) }
    let options = MarkdownOptions(publication.site)
    plain = renderer(options, dropsTitle: false)
    untitled = renderer(options, dropsTitle: true)
    contributed = renderer(options.forContribution, dropsTitle: false)
    contributedUntitled = renderer(options.forContribution, dropsTitle: true)
  }

  func render(_ work: Bodies.Work, in tree: ContentTree) -> RenderedMarkdown {
    let links = ContentLinks(publication: publication, media: media, path: work.source.path)
    let renderer = renderer(for: work)
    let body = tree.texts[work.source.text].bytes[work.source.body]
    guard let containers else { return renderer.render(body, resolver: links) }
    return renderer.render(body, resolver: links, containers: containers)
  }

  private func renderer(for work: Bodies.Work) -> MarkdownRenderer {
    if work.isContribution { return work.dropsTitle ? contributedUntitled : contributed }
    return work.dropsTitle ? untitled : plain
  }
}
