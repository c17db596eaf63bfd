import Magazine
import Markdown
import Packing

/// A file with a body to be set.
struct BodyWork: Sendable {
  var source: Source
  /// Whether its first heading is the page's title already.
  var dropsTitle = false
  /// Whether a member sent it in.
  var isContribution = false
  /// Whether it is for members alone.
  var isForMembers = false
  /// Whether lists show its opening; not where an editor wrote a summary.
  var needsExcerpt = true

  var traits: Galley.Traits {
    let traits = style
    return isForMembers ? traits.union(.isForMembers) : traits
  }

  /// What its renderer has to know.
  var style: Galley.Traits {
    Galley.Traits(
      dropsTitle: dropsTitle, isContribution: isContribution, hasExcerpt: needsExcerpt)
  }
}

extension BodyWork {
  init(_ article: Article) {
    self.init(
      source: article.source, dropsTitle: article.titleOrigin == .heading,
      isContribution: article.isContribution, isForMembers: article.isForMembers,
      needsExcerpt: article.summary == nil)
  }
}

extension Publication {
  /// Every file with a body.
  var works: [BodyWork] {
    articles.map { BodyWork($0) }
      + pages.map { BodyWork(source: $0.source, dropsTitle: $0.titleOrigin == .heading) }
      + issues.map { BodyWork(source: $0.source) }
      + events.map { BodyWork(source: $0.source) }
      + rewards.map { BodyWork(source: $0.source) }
      + authors.map { BodyWork(source: $0.source) }
      + translations.values.sorted { $0.source.text < $1.source.text }.map { translation in
        BodyWork(
          source: translation.source, dropsTitle: translation.hasTitleInText,
          isContribution: translation.isContribution, isForMembers: translation.isForMembers)
      }
  }
}

/// A body, set, and what is wrong in it; nil where it was set before, and the same is wrong.
struct SetBody: Sendable {
  var galley: Galley
  var diagnostics: [Diagnostic]?
}

/// Sets one body after another, for one publication.
struct BodyPress: Sendable {
  private let targets: LinkTargets
  private let containers: ThemeContainers?
  private let file: GalleyFile?
  /// By the traits of the work.
  private let renderers: [Galley.Traits: MarkdownRenderer]

  /// - Parameters:
  ///   - publication: the magazine.
  ///   - media: its pictures.
  ///   - containers: writes what stands between `:::` lines.
  ///   - file: where packed bodies are put; nil to keep them in memory.
  init(
    _ publication: Publication, media: MediaShelf, containers: ContainerWriter?, file: GalleyFile?
  ) {
    targets = LinkTargets(publication, media)
    self.containers = containers.map { ThemeContainers(writer: $0, publication: publication) }
    self.file = file
    renderers = Self.renderers(MarkdownOptions(publication.site))
  }

  private static func renderers(_ standard: MarkdownOptions) -> [Galley.Traits: MarkdownRenderer] {
    var renderers: [Galley.Traits: MarkdownRenderer] = [:]
    for dropsTitle in [false, true] {
      for isContribution in [false, true] {
        for needsExcerpt in [false, true] {
          var options = isContribution ? standard.forContribution : standard
          options.dropsLeadingTitle = dropsTitle
          options.standsUnderTitle = true
          if !needsExcerpt { options.excerptLength = 0 }
          let traits = Galley.Traits(
            dropsTitle: dropsTitle, isContribution: isContribution, hasExcerpt: needsExcerpt)
          renderers[traits] = MarkdownRenderer(options: options)
        }
      }
    }
    return renderers
  }

  var publication: Publication { targets.publication }

  /// Publishes what a body names that was set before.
  func publish(_ galley: Galley) {
    // One that cannot be read any more was told of when the body was set, and is asked for again.
    for asset in galley.assets { _ = try? targets.media.item(asset) }
  }

  /// What the links of a file lead to.
  func links(of source: Source) -> ContentLinks {
    ContentLinks(targets: targets, path: source.path)
  }

  /// Sets a body.
  func set(_ work: BodyWork, _ content: ContentDirectory) -> SetBody {
    guard let text = content.bytes(of: work.source.text) else {
      // An unreadable file has its own diagnostic already.
      guard content.marks[work.source.text].digest != nil else {
        return SetBody(galley: Galley(), diagnostics: [])
      }
      return failed(
        work, content, "the file changed while the site was being built", "build again")
    }
    guard text.count >= work.source.body.upperBound else {
      return failed(work, content, "the file is shorter than it was", "build again")
    }
    let notes = LinkNotes()
    let whole = rendered(text[work.source.body], work, notes)
    // The one gate: pages, feeds, search and editions are made of galleys, and what is for members never
    // becomes one. It is set all the same, so that what is wrong in it is said.
    let body = work.isForMembers ? whole.lengthAlone : whole
    // Looking at every tag of a page takes a while, and most pages show no picture.
    let mayShowPictures =
      notes.hasContainers || notes.questions.contains { $0.isPicture }
      || PictureAddresses.mayStand(in: text[work.source.body])
    let packed = GalleyProof(body, questions: notes.questions).packed
    let place: Galley.Place
    do {
      place =
        try file.map { file throws(FileFault) in
          .file(file, offset: try file.append(packed), count: packed.count)
        } ?? .memory(packed)
    } catch {
      return failed(work, content, "its text cannot be kept: \(error)", "make room on the disk")
    }
    var traits = work.traits
    if notes.hasContainers { traits.insert(.hasContainers) }
    if !notes.questions.isEmpty { traits.insert(.hasLinks) }
    return SetBody(
      galley: Galley(
        body, traits, foreignPictures: mayShowPictures ? ForeignPictures.addresses(in: body) : [],
        assets: notes.assets, at: place),
      diagnostics: whole.diagnostics.map { found in
        Diagnostic(
          found.severity == .error ? .error : .warning, root: content.tree.root,
          path: work.source.path,
          position: Position(line: found.line, column: found.column, of: work.source, in: text),
          message: found.message, remedy: found.remedy)
      })
  }

  private func rendered(
    _ text: ArraySlice<UInt8>, _ work: BodyWork, _ notes: LinkNotes
  ) -> RenderedMarkdown {
    let links = NotedLinks(links: links(of: work.source), notes: notes)
    guard let renderer = renderers[work.style] else { preconditionFailure("there are all eight") }
    guard let containers else {
      let standard = NotedContainers(writer: StandardContainers(), notes: notes)
      return renderer.render(text, resolver: links, containers: standard)
    }
    return renderer.render(
      text, resolver: links, containers: NotedContainers(writer: containers, notes: notes))
  }

  private func failed(
    _ work: BodyWork, _ content: ContentDirectory, _ message: String, _ remedy: String
  ) -> SetBody {
    SetBody(
      galley: Galley(),
      diagnostics: [
        Diagnostic(
          .error, root: content.tree.root, path: work.source.path, message: message,
          remedy: remedy)
      ])
  }
}

extension Position {
  /// A place in a file from a place in its body: the lines of the front matter before it, and a
  /// column in characters instead of bytes.
  init(line: Int, column: Int, of source: Source, in text: [UInt8]) {
    var start = source.body.lowerBound
    for _ in 1..<max(1, line) {
      guard let feed = text[start...].firstIndex(of: UInt8(ascii: "\n")) else { break }
      start = feed + 1
    }
    let before = text[start...].prefix(max(0, column - 1))
    self.init(
      line: line + source.bodyLine - 1, column: before.count { $0 & 0xC0 != 0x80 } + 1)
  }
}

extension RenderedMarkdown {
  /// Nothing of it but how long it is.
  fileprivate var lengthAlone: RenderedMarkdown {
    var body = RenderedMarkdown()
    body.hanCount = hanCount
    body.latinWordCount = latinWordCount
    return body
  }
}
