public import Magazine
import Theming

/// Builds a magazine's site: `load → model → render → write`.
///
/// ```swift
/// let loading = SiteBuilder(BuildOptions(asOf: now)).load()
/// loading.diagnostics.forEach { print($0) }
/// let report = try loading.site?.write(figures: nil, asOf: now)
/// ```
public struct SiteBuilder: Sendable {
  /// What the build is asked to do.
  public let options: BuildOptions

  /// - Parameter options: what the build is asked to do.
  public init(_ options: BuildOptions) {
    self.options = options
  }

  /// Reads content and theme, renders every body and checks every link. Nothing is written.
  public func load() -> Loading {
    let content: ContentDirectory
    do {
      content = try ContentDirectory.read(options.content, options.workers)
    } catch {
      let fault = Diagnostic(
        .error, path: options.content, message: "the content cannot be read: \(error.reason)",
        remedy: "say where it is with --content")
      return Loading(diagnostics: [fault], site: nil)
    }
    let loaded = Publication.assemble(
      content.entries, of: content.tree,
      options: LoadOptions(
        asOf: options.asOf, includesDrafts: options.includesDrafts, madePages: Self.madePages))
    let publication = loaded.publication
    let media = MediaShelf(content.tree)
    var theme = LoadedTheme(options, publication)
    let containers = theme.containers(publication)
    let bodies = Bodies(
      of: publication, in: content.tree, media: media, containers: containers, options.workers)
    let pictures = FrontPictures(of: publication, media: media, root: content.tree.root)
    var diagnostics = content.faults + loaded.diagnostics + bodies.diagnostics
    let baseURL = options.baseURL ?? publication.site.baseURL
    let foreign = ForeignPictures(
      of: publication, bodies: bodies.rendered, in: content.tree, baseURL: baseURL,
      options.workers)
    diagnostics += pictures.diagnostics + foreign.diagnostics + theme.diagnostics
    let typography =
      options.lints ? Typography(of: publication, in: content.tree, options.workers) : Typography()
    diagnostics += typography.diagnostics
    guard let templates = theme.templates else {
      return Loading(diagnostics: diagnostics.sorted(), site: nil, repairs: typography.repairs)
    }
    let sources = PageSources(
      publication: publication, bodies: bodies.rendered, containers: containers,
      pictures: pictures.placed, asOf: options.asOf, baseURL: baseURL,
      tintsURL: theme.publishTints(publication), iconURL: theme.publishIcon(publication),
      feedURL: AtomFeed.url)
    let anchors = AnchorCheck(
      of: sources, templates: templates, tree: content.tree)
    diagnostics += anchors.diagnostics() + claims(of: sources, in: content.tree)
    diagnostics.sort()
    guard !diagnostics.contains(where: { $0.severity == .error }) else {
      return Loading(diagnostics: diagnostics, site: nil, repairs: typography.repairs)
    }
    let site = LoadedSite(
      options: options, sources: sources, templates: templates, assets: theme.files, media: media,
      pictureOrigins: foreign.origins)
    return Loading(diagnostics: diagnostics, site: site, repairs: typography.repairs)
  }

  /// Content at the URL of a page that the site makes by itself: `tags/雨.md` beside the topic 雨.
  /// Two content files at one URL are the model's to report.
  private func claims(of sources: PageSources, in tree: ContentTree) -> [Diagnostic] {
    var pages: [String: PageOutput] = [:]
    return SiteIndex(sources).pages().compactMap { page in
      guard let other = pages.updateValue(page, forKey: page.url),
        page.source == nil || other.source == nil
      else { return nil }
      return Diagnostic(
        .error, root: tree.root, path: page.source ?? other.source ?? "",
        message: "the site itself makes a page at \(page.url)",
        remedy: "give this file another name or “slug”")
    }
  }

  /// What a site has beside what the magazine's own model knows.
  private static let madePages: Set<String> = [
    "/me/", "/news/", "/articles/", "/columns/", "/authors/", "/tags/",
  ]
}

/// What loading comes to.
public struct Loading: Sendable {
  /// Everything that is wrong in content, theme and links, by file and place.
  public let diagnostics: [Diagnostic]
  /// The site, ready to be written; nil where anything is an error.
  public let site: LoadedSite?
  /// Files whose typography can be repaired with certainty, where the build was asked to look.
  public private(set) var repairs: [TextRepair] = []
}
