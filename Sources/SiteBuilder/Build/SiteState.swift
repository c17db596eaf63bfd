import Magazine
import Markdown
import Packing

/// Everything that loading works out, kept so that the next load need not do it again.
struct SiteState: Sendable {
  private(set) var content: ContentDirectory
  private(set) var publication: Publication
  /// What joining the files came upon.
  private let joinDiagnostics: [Diagnostic]
  private(set) var bodies: Bodies
  let media: MediaShelf
  private(set) var theme: LoadedTheme
  /// The site in Traditional characters; nil where it is in one script.
  let edition: TraditionalEdition?
  /// Of everything that decides how a text is set, but for what the magazine answers to its links.
  let style: Digest64
  /// Of everything that decides where links lead.
  let joints: Digest64
  private let containers: ContainerWriter?
  private let pictures: FrontPictures
  private let foreign: ForeignPictures
  private let baseURL: String?
  private let tintsURL: String?
  private let icons: AppIcons
  private let search: SearchAssets?
  private let design: ThemeDesign?
  private let tonesURL: String?
  private let offlineURL: String?
  /// Where texts are put that memory shall not hold.
  private let file: GalleyFile?

  /// - Parameters:
  ///   - content: the folder.
  ///   - options: what the build is asked to do.
  ///   - madePages: URLs that the site has beside what the magazine's own model knows.
  ///   - earlier: what was worked out before; texts and pictures that are the same are taken over.
  init(
    _ content: ContentDirectory, _ options: BuildOptions, madePages: Set<String>,
    after earlier: EarlierTexts?
  ) {
    let watch = options.watch
    let workers = options.workers
    self.content = content
    let loaded = watch.during(.join) {
      Publication.assemble(
        content.entries, of: content.tree,
        options: LoadOptions(
          asOf: options.asOf, includesDrafts: options.includesDrafts, madePages: madePages))
    }
    let media = MediaShelf(content, options, after: earlier?.media ?? [:])
    self.media = media
    let publication = watch.during(.pictures) { Self.tinted(loaded.publication, media) }
    self.publication = publication
    joinDiagnostics = loaded.joinDiagnostics
    var theme = watch.during(.theme) { LoadedTheme(options, publication) }
    edition = TraditionalEdition(publication, words: theme.words, after: earlier?.edition)
    let containers = theme.containers(publication)
    self.containers = containers
    let joints = content.joints(publication, options)
    self.joints = joints
    let style = Self.style(publication, theme: theme.digest, containers)
    self.style = style
    let file = Self.file(content, options, after: earlier?.file)
    self.file = file
    let bodies = watch.during(.texts, of: content.tree.texts.count) {
      Bodies(
        content, BodyPress(publication, media: media, containers: containers, file: file),
        after: earlier?.style == style ? earlier?.bodies : nil,
        asksAgain: earlier?.joints != joints, workers)
    }
    self.bodies = bodies
    self.content.forgetTexts()
    baseURL = options.baseURL ?? publication.site.baseURL
    let baseURL = baseURL
    (pictures, foreign) = watch.during(.check) {
      (
        FrontPictures(of: publication, media: media, root: content.tree.root),
        ForeignPictures(
          of: publication, galleys: bodies.galleys, in: content, baseURL: baseURL)
      )
    }
    tintsURL = theme.publishTints(publication)
    icons = theme.publishIcons(publication, options.thumbnailer)
    search = theme.publishSearch(publication)
    design = theme.publishDesign()
    tonesURL = theme.publishTones(of: media.plans)
    offlineURL = theme.publishOffline(publication)
    self.theme = theme
  }

  /// The magazine with the colours of its covers, where editors have given an issue none. A cover that
  /// cannot be read is reported where it is shown.
  private static func tinted(_ publication: Publication, _ media: MediaShelf) -> Publication {
    var publication = publication
    for issue in publication.issues where issue.tint == nil {
      guard let cover = issue.cover, case .asset(let path) = cover.place,
        let colour = (try? media.coverColour(path)) ?? nil
      else { continue }
      publication.tint(issue: issue.id, colour.tint)
    }
    return publication
  }

  /// Where set bodies are put that memory shall not hold; nil to keep them in memory, for want of
  /// anything else also those of a large magazine.
  private static func file(
    _ content: ContentDirectory, _ options: BuildOptions, after earlier: GalleyFile?
  ) -> GalleyFile? {
    guard content.size > options.mostTextInMemory / 2 else { return nil }
    // A resident build goes on with the file that it has, until most of that is of no use any more.
    if let earlier, earlier.count < content.size * 8 { return earlier }
    return try? GalleyFile(in: options.scratchFolders)
  }

  /// What a text looks like, beside what stands in it.
  private static func style(
    _ publication: Publication, theme: Digest64, _ containers: ContainerWriter?
  ) -> Digest64 {
    let site = publication.site
    var writer = PackedWriter()
    writer.append(MarkdownRenderer.parserVersion)
    writer.append(site.language.rawValue)
    writer.append(site.markdown.rawHTML.rawValue)
    writer.append(site.markdown.disabled.sorted()) { $1.append($0) }
    writer.append(containers?.joinURL)
    writer.append(word: theme.value)
    return Digest64(of: writer.bytes)
  }

  /// Everything that is wrong but for what needs whole pages.
  var diagnostics: [Diagnostic] {
    content.faults + content.entries.flatMap(\.diagnostics) + joinDiagnostics + bodies.diagnostics
      + pictures.diagnostics + foreign.diagnostics + theme.diagnostics + media.diagnostics
  }

  /// What the next load may take over.
  var texts: EarlierTexts {
    EarlierTexts(
      style: style, joints: joints, bodies: bodies, media: media.known, file: file,
      edition: edition)
  }

  /// Other servers whose pictures the pages show.
  var pictureOrigins: [String] { foreign.origins }

  /// What pages are made of.
  func sources(_ options: BuildOptions) -> PageSources {
    PageSources(
      publication: publication, bodies: bodies, containers: containers,
      pictures: pictures.placed, asOf: options.asOf, baseURL: baseURL, tintsURL: tintsURL,
      tonesURL: tonesURL,
      icons: icons, edition: edition, search: search, offlineURL: offlineURL,
      feedURL: AtomFeed.url,
      apiDocument: publication.club == nil
        ? nil
        : options.apiDocument(publication.site.language == .english).flatMap(APIDocument.read),
      design: design, hasPrint: theme.templates?.print != nil)
  }

  /// The bodies with the text of an article that is for members; nil where its file has changed since
  /// it was read.
  func bodies(opening article: Article) -> Bodies? {
    var work = BodyWork(article)
    work.isForMembers = false
    var opened = bodies
    opened.setAgain(
      [work], content, BodyPress(publication, media: media, containers: containers, file: nil))
    return opened.galleys[article.source.text].traits.contains(.isEmpty) ? nil : opened
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
    var works: [BodyWork] = []
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
        works.append(BodyWork(source: source, dropsTitle: dropsTitle))
      case .article(let id):
        revised.change.articles.insert(id)
        works.append(BodyWork(publication.articles[id]))
      }
    }
    let before = works.map { (bodies.galleys[$0.source.text], bodies[$0.source.text]) }
    bodies.setAgain(
      works, content,
      BodyPress(publication, media: media, containers: containers, file: file))
    let after = works.map { (bodies.galleys[$0.source.text], bodies[$0.source.text]) }
    guard !bodies.isDamaged else { return nil }
    for ((oldGalley, old), (newGalley, new)) in zip(before, after) {
      // Pictures published or no longer published, other servers, cards of events: all that
      // concerns more than the page.
      guard oldGalley.foreignPictures == newGalley.foreignPictures,
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

/// Texts and pictures as they were worked out before.
struct EarlierTexts: Sendable {
  var style: Digest64
  var joints: Digest64
  var bodies: Bodies
  /// By path in the content folder.
  var media: [String: MediaShelf.Item]
  /// Where this process has put set bodies.
  var file: GalleyFile?
  /// What this process has converted.
  var edition: TraditionalEdition?
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
