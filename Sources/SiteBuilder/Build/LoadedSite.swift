public import CivilTime
public import Magazine
import Theming

/// A site without errors: everything in memory that its pages are made of.
///
/// Writing it again with other figures reads no content and no template.
public struct LoadedSite: Sendable {
  let options: BuildOptions
  let state: SiteState
  let templates: ThemeTemplates
  /// Every page, not rendered yet.
  let outputs: [PageOutput]
  /// What the Traditional edition has; nil where there is none.
  let addresses: EditionAddresses?
  /// Whether links lead to places that a theme makes: then any edit may take one away.
  let linksToTheme: Bool
  /// Shared by all sites that were loaded one after the other for one folder.
  let memory: BuildMemory
  /// What an earlier process has left, where this site was loaded from it.
  let cache: BuildCache?
  /// Whether nothing was taken over from a site before it, so that the cache tells what has changed.
  private let isFirst: Bool

  init(
    options: BuildOptions, state: SiteState, templates: ThemeTemplates, outputs: [PageOutput],
    addresses: EditionAddresses?, linksToTheme: Bool, memory: BuildMemory, cache: BuildCache?,
    isFirst: Bool
  ) {
    self.options = options
    self.state = state
    self.templates = templates
    self.outputs = outputs
    self.addresses = addresses
    self.linksToTheme = linksToTheme
    self.memory = memory
    self.cache = cache
    self.isFirst = isFirst
  }

  /// The Traditional edition with what it has; nil where there is none.
  var editionTexts: EditionTexts? {
    state.edition.flatMap { edition in
      addresses.map { EditionTexts(texts: edition, addresses: $0) }
    }
  }

  /// What its pages are made of, without figures.
  var sources: PageSources { state.sources(options) }

  /// Texts that a later load may take over; nil where some of them cannot be read any more.
  var soundTexts: EarlierTexts? { isDamaged ? nil : state.texts }

  /// Whether some of its texts were found damaged on the disk, so that it cannot be written and has to
  /// be loaded again.
  public var isDamaged: Bool { state.bodies.isDamaged }

  /// The magazine.
  public var publication: Publication { state.publication }

  /// What it was loaded for: what comes out later is not part of it.
  public var asOf: Instant { options.asOf }

  /// Other servers whose pictures the pages show, sorted, each as `https://host` or
  /// `https://host:port`: what a content security policy has to name.
  public var pictureOrigins: [String] { state.pictureOrigins }

  /// Whether this site was written and another build has written to the output folder since. Reads
  /// one small file and takes no lock.
  public func isDisplaced() -> Bool { memory.isDisplaced(in: options.output) }

  /// Whether this site was written and the folder has been emptied since, or a build has broken off
  /// there.
  public func isGone() -> Bool { memory.isGone(from: options.output) }

  /// Renders the site and puts it into the output folder: what is right already stays untouched, the
  /// rest is replaced file by file, and what the site no longer has is removed. Over another build's
  /// pages, newer than its own, a site that was written before does not write.
  ///
  /// - Parameters:
  ///   - figures: what the club's register says in public; nil where no store is open.
  ///   - asOf: what the pages take for now.
  /// - Returns: what was done.
  /// - Throws: `OutputError`; the pages that were there are whole then.
  public func write(figures: PublicFigures?, asOf: Instant) throws(OutputError) -> BuildReport {
    let start = ContinuousClock.now
    var sources = sources
    sources.figures = figures
    sources.asOf = asOf
    let folder = try OutputFolder(options.output)
    // What is remembered between builds keeps these sources: it must not hold the folder, and with it
    // the lock, for longer than this build.
    sources.fileSize = { [weak folder] in folder?.stamp(of: $0)?.size }
    guard !memory.isDisplaced(in: folder.path) else { throw .displaced(folder.path) }
    let writing = SiteWriting(
      site: self, index: SiteIndex(sources), folder: folder, workers: options.workers)
    var report: BuildReport
    if let (build, change) = memory.takeStanding(
      in: folder, day: asOf.day, forms: PageForms(figures))
    {
      report = try writing.refresh(build, change)
    } else if let cache, isFirst, memory.isNew, let fresh = try writing.refresh(from: cache) {
      report = fresh
    } else {
      report = try writing.writeAll()
    }
    report.traditional = state.edition?.known.takeCost()
    report.milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
    return report
  }

  /// The search page with an answer, for a browser that runs no script; nil where the site has no
  /// search. Reads the index in the output folder, and so may wait for the disk.
  ///
  /// - Parameters:
  ///   - query: what is looked for.
  ///   - skipped: how many results were shown before.
  ///   - isTraditional: whether it is the page of the Traditional edition; its results lead there.
  /// - Returns: the page in HTML, UTF-8.
  public func searchPage(
    _ query: String, from skipped: Int, isTraditional: Bool = false
  ) -> [UInt8]? {
    let sources = sources
    let edition = isTraditional ? editionTexts : nil
    guard let assets = sources.search, isTraditional == (edition != nil) else { return nil }
    let shape = SearchShape(documents: sources.publication.searchedCount)
    let search = SiteSearch(folder: options.output, shape: shape)
    var page = SearchPage(assets, in: SitePages(SiteIndex(sources)))
    page.query = String(String.UnicodeScalarView(query.unicodeScalars.prefix(SearchQuery.longest)))
    page.skipped = skipped
    page.answer = search.answer(SearchQuery(query), from: skipped)
    let simplified = templates.search.render(page)
    return edition.map { $0.texts.page(simplified, $0.addresses) } ?? simplified
  }

  /// The page of joining for whoever filled it in and was refused.
  ///
  /// - Parameters:
  ///   - entry: what was typed, and what is wrong with it.
  ///   - sendsCodes: whether codes are sent, and the form asks for one contact.
  /// - Returns: the page in HTML, UTF-8; nil where the site has no club.
  public func joinPage(_ entry: JoinEntry, sendsCodes: Bool) -> [UInt8]? {
    var open = sources
    open.figures = PublicFigures(sendsCodes: sendsCodes)
    guard let club = open.publication.club else { return nil }
    var page = JoinPage(club, in: SitePages(SiteIndex(open)))
    page.entry = entry
    return templates.join.render(page)
  }

  /// The page of an article that is for members, with its text. Never a file: whoever asks for it has
  /// made sure of who reads it.
  ///
  /// - Parameter url: the article's own URL, `/issues/27/rain/`.
  /// - Returns: the page in HTML, UTF-8; nil where there is no such article, or its file has just
  ///   changed.
  public func membersPage(at url: String) -> [UInt8]? {
    guard let id = publication.articles.firstIndex(where: { $0.url == url && $0.isForMembers }),
      let bodies = state.bodies(opening: publication.articles[id])
    else { return nil }
    var open = sources
    open.figures = PublicFigures()
    open.bodies = bodies
    let page = ArticlePage(id, in: SitePages(SiteIndex(open)), isOpened: true)
    return templates.article.render(page)
  }

  /// The answer to a form posted without a script, as a page of this site.
  public func answerPage(_ contents: AnswerContents) -> [UInt8] {
    var open = sources
    open.figures = PublicFigures()
    return templates.answer.render(AnswerPage(contents, in: SitePages(SiteIndex(open))))
  }
}
