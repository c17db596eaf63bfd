import Magazine
import Markdown

/// Everything that loading works out, kept so that the next load need not do it again.
struct SiteState: Sendable {
  private(set) var content: ContentDirectory
  private(set) var publication: Publication
  /// What joining the files came upon.
  private let joinDiagnostics: [Diagnostic]
  private(set) var bodies: Bodies
  let media: MediaShelf
  private(set) var theme: LoadedTheme
  private let containers: ContainerWriter?
  private let pictures: FrontPictures
  private let foreign: ForeignPictures
  private let baseURL: String?
  private let tintsURL: String?
  private let iconURL: String

  init(_ content: ContentDirectory, _ options: BuildOptions, madePages: Set<String>) {
    let watch = options.watch
    let workers = options.workers
    self.content = content
    let loaded = watch.during(.join) {
      Publication.assemble(
        content.entries, of: content.tree,
        options: LoadOptions(
          asOf: options.asOf, includesDrafts: options.includesDrafts, madePages: madePages))
    }
    let publication = loaded.publication
    self.publication = publication
    joinDiagnostics = loaded.joinDiagnostics
    let media = MediaShelf(content.tree)
    self.media = media
    var theme = watch.during(.theme) { LoadedTheme(options, publication) }
    let containers = theme.containers(publication)
    self.containers = containers
    let bodies = watch.during(.texts, of: content.tree.texts.count) {
      Bodies(
        of: publication, in: content.tree, media: media, containers: containers, workers)
    }
    self.bodies = bodies
    baseURL = options.baseURL ?? publication.site.baseURL
    let baseURL = baseURL
    (pictures, foreign) = watch.during(.check) {
      (
        FrontPictures(of: publication, media: media, root: content.tree.root),
        ForeignPictures(
          of: publication, bodies: bodies.rendered, in: content.tree, baseURL: baseURL, workers)
      )
    }
    tintsURL = theme.publishTints(publication)
    iconURL = theme.publishIcon(publication)
    self.theme = theme
  }

  /// Everything that is wrong but for what needs whole pages.
  var diagnostics: [Diagnostic] {
    content.faults + content.entries.flatMap(\.diagnostics) + joinDiagnostics + bodies.diagnostics
      + pictures.diagnostics + foreign.diagnostics + theme.diagnostics
  }

  /// Other servers whose pictures the pages show.
  var pictureOrigins: [String] { foreign.origins }

  /// What pages are made of.
  func sources(_ options: BuildOptions) -> PageSources {
    PageSources(
      publication: publication, bodies: bodies.rendered, containers: containers,
      pictures: pictures.placed, asOf: options.asOf, baseURL: baseURL, tintsURL: tintsURL,
      iconURL: iconURL, feedURL: AtomFeed.url)
  }

  /// What a few edits have changed, and whether anything else can be another than it was.
  struct Revised {
    var change = PageChange()
    /// Whether places on pages, or links to such places, may have changed.
    var touchesAnchors = false
  }

  /// Takes over edits of a few texts. Nothing is rendered and hardly anything copied but those texts;
  /// a few passes over short lists still grow with the magazine's size.
  ///
  /// - Parameter paths: files of the content folder that have changed.
  /// - Returns: what has changed; nil where the edits concern more than their own pages and lists:
  ///   then the state is of no use, and everything has to be worked out again.
  mutating func revise(_ paths: Set<String>) -> Revised? {
    guard let edits = content.readAgain(paths) else { return nil }
    var revised = Revised()
    var works: [Bodies.Work] = []
    let others = joinDiagnostics + pictures.diagnostics + foreign.diagnostics
    for edit in edits {
      let path = edit.entries.new.path
      // What was said of this file, beside what it says by itself, may stand on another line now.
      guard !others.contains(where: { $0.path.hasSuffix(path) }),
        let revision = publication.revise(
          edit.entries.old, to: edit.entries.new, sameKeys: edit.sameKeys)
      else { return nil }
      revised.change.texts.insert(edit.text)
      switch revision {
      case .text(let source, let dropsTitle):
        works.append(Bodies.Work(source: source, dropsTitle: dropsTitle))
      case .article(let id):
        revised.change.articles.insert(id)
        works.append(Bodies.Work(publication.articles[id]))
      }
    }
    let before = works.map { bodies.rendered[$0.source.text] }
    bodies.renderAgain(
      works, of: publication, in: content.tree, media: media, containers: containers)
    for (old, new) in zip(before, works.map { bodies.rendered[$0.source.text] }) {
      // Pictures published or no longer published, other servers, cards of events: all that
      // concerns more than the page.
      guard ForeignPictures.addresses(in: old) == ForeignPictures.addresses(in: new),
        old.slots.isEmpty == new.slots.isEmpty,
        ContentLinks.media(in: old) == ContentLinks.media(in: new)
      else { return nil }
      if old.anchors != new.anchors || old.fragmentLinks.map(\.url) != new.fragmentLinks.map(\.url)
      {
        revised.touchesAnchors = true
      }
    }
    return revised
  }
}

/// What edits have changed, in the terms in which pages are made.
struct PageChange: Sendable {
  /// Articles of which lists may show another title, summary or length, as places in
  /// `Publication.articles`.
  var articles: Set<Int> = []
  /// Texts, as places in `ContentTree.texts`.
  var texts: Set<Int> = []

  mutating func formUnion(_ other: PageChange) {
    articles.formUnion(other.articles)
    texts.formUnion(other.texts)
  }
}
