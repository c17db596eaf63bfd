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
  public func load() -> Loading { load(after: nil, changed: []) }

  /// Takes over edits of files that are known to have changed; what cannot have changed is not worked
  /// out again.
  ///
  /// - Parameters:
  ///   - earlier: the site before the edits, loaded with the same options; it stays as it is.
  ///   - paths: the files that have changed, come or gone, as paths from the content folder.
  /// - Returns: what loading everything would return.
  public func load(after earlier: LoadedSite, changed paths: Set<String>) -> Loading {
    revise(earlier, paths) ?? load(after: earlier as LoadedSite?, changed: paths)
  }

  private func load(after earlier: LoadedSite?, changed paths: Set<String>) -> Loading {
    let (cache, files) = options.watch.during(.read) {
      options.workers.both(
        { options.usesCache && earlier == nil ? BuildCache(options) : nil },
        {
          Result { () throws(FileFault) in
            try DirectoryWalk.findings(below: options.content, options.workers)
          }
        })
    }
    let loading = load(files, after: earlier, cache, changed: paths)
    // A damaged cache must not be the reason for an error.
    return cache?.texts.bodies.isDamaged ?? false
      ? load(files, after: earlier, nil, changed: paths) : loading
  }

  private func load(
    _ files: Result<DirectoryWalk.Findings, FileFault>, after earlier: LoadedSite?,
    _ cache: BuildCache?, changed paths: Set<String>
  ) -> Loading {
    let content: ContentDirectory
    do throws(FileFault) {
      content = try options.watch.during(.read) { () throws(FileFault) in
        try ContentDirectory.read(
          options.content, try files.get(), options.workers, keeping: options.mostTextInMemory,
          after: earlier?.state.content ?? cache?.content, changed: paths)
      }
    } catch {
      let fault = Diagnostic(
        .error, path: options.content, message: "the content cannot be read: \(error.reason)",
        remedy: "say where it is with --content")
      return Loading(diagnostics: [fault], site: nil)
    }
    let state = SiteState(
      content, options, madePages: Self.madePages, after: earlier?.soundTexts ?? cache?.texts)
    return options.watch.during(.check) {
      checked(state, after: earlier, cache: cache ?? earlier?.cache)
    }
  }

  /// What is wrong in a state, and the site where nothing is.
  private func checked(
    _ state: SiteState, after earlier: LoadedSite?, cache: BuildCache?
  ) -> Loading {
    var diagnostics = state.diagnostics
    let tree = state.content.tree
    if tree.texts.isEmpty, tree.assets.isEmpty, diagnostics.isEmpty {
      diagnostics.append(
        Diagnostic(
          .warning, path: tree.root, message: "there is no text in this folder",
          remedy: "begin with site.yml and articles/, or say where the magazine is with --content"))
    }
    let typography =
      options.lints
      ? Typography(of: state.publication, in: state.content, options.workers) : Typography()
    diagnostics += typography.diagnostics
    if options.lints {
      diagnostics += UnsaidSettings(state.publication, options).diagnostics
      diagnostics += LateCancellations(state.publication, options).diagnostics
    }
    guard let templates = state.theme.templates else {
      diagnostics = state.content.quoting(diagnostics.sorted().fewOfEachFile)
      return Loading(diagnostics: diagnostics, site: nil, repairs: typography.repairs)
    }
    let sources = state.sources(options)
    let anchors = AnchorCheck(of: sources, templates: templates, content: state.content)
      .findings()
    diagnostics += anchors.diagnostics
    let outputs = SiteIndex(sources).pages()
    diagnostics += claims(of: outputs, in: tree)
    diagnostics = state.content.quoting(diagnostics.sorted().fewOfEachFile)
    guard !diagnostics.contains(where: { $0.severity == .error }) else {
      return Loading(diagnostics: diagnostics, site: nil, repairs: typography.repairs)
    }
    let memory = earlier?.memory ?? BuildMemory()
    memory.noteEverything()
    let site = LoadedSite(
      options: options, state: state, templates: templates, outputs: outputs,
      addresses: state.edition.map { _ in SiteWriting.addresses(outputs, sources) },
      linksToTheme: anchors.linksToTheme, memory: memory, cache: cache,
      isFirst: earlier == nil)
    return Loading(diagnostics: diagnostics, site: site, repairs: typography.repairs)
  }

  /// Takes over edits that concern nothing but pages and lists that are known; nil where there are
  /// others among them.
  private func revise(_ earlier: LoadedSite, _ paths: Set<String>) -> Loading? {
    var state = earlier.state
    guard !options.lints, !earlier.isDamaged, let revised = state.revise(paths) else { return nil }
    var diagnostics = state.diagnostics
    var linksToTheme = earlier.linksToTheme
    if revised.touchesAnchors || linksToTheme {
      let anchors = AnchorCheck(
        of: state.sources(options), templates: earlier.templates, content: state.content
      )
      .findings()
      diagnostics += anchors.diagnostics
      linksToTheme = anchors.linksToTheme
    }
    diagnostics = state.content.quoting(diagnostics.sorted().fewOfEachFile)
    guard !diagnostics.contains(where: { $0.severity == .error }) else {
      return Loading(diagnostics: diagnostics, site: nil)
    }
    earlier.memory.note(revised.change)
    let site = LoadedSite(
      options: earlier.options, state: state, templates: earlier.templates,
      outputs: earlier.outputs, addresses: earlier.addresses, linksToTheme: linksToTheme,
      memory: earlier.memory,
      cache: earlier.cache, isFirst: false)
    return Loading(diagnostics: diagnostics, site: site)
  }

  /// Content at the URL of a page that the site makes by itself: `tags/雨.md` beside the topic 雨.
  /// Two content files at one URL are the model's to report.
  private func claims(of outputs: [PageOutput], in tree: ContentTree) -> [Diagnostic] {
    var made: Set<String> = []
    let twice = outputs.filter { $0.source == nil && !made.insert($0.url).inserted }
    let claims = outputs.filter { $0.source != nil && made.contains($0.url) } + twice
    return claims.map { page in
      Diagnostic(
        .error, root: tree.root, path: page.source ?? "site.yml",
        message: page.source == nil
          ? "the site makes two pages at \(page.url)"
          : "the site itself makes a page at \(page.url)",
        remedy: page.source == nil
          ? "call one of the topics or columns otherwise" : "give this file another name or “slug”")
    }
  }

  /// What a site has beside what the magazine's own model knows.
  private static let madePages: Set<String> = [
    "/me/", "/desk/", "/api/", "/problems/", "/search/", "/offline/", "/design/", "/news/",
    "/articles/", "/columns/",
    "/authors/", "/tags/",
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
