public import CivilTime
public import Magazine
import Synchronization
import Theming

/// A site without errors: everything in memory that its pages are made of.
///
/// Writing it again with other figures reads no content and no template.
public struct LoadedSite: Sendable {
  let options: BuildOptions
  let sources: PageSources
  let templates: ThemeTemplates
  let assets: [SiteFile]
  let media: MediaShelf
  private let answering: SitePages

  init(
    options: BuildOptions, sources: PageSources, templates: ThemeTemplates, assets: [SiteFile],
    media: MediaShelf
  ) {
    self.options = options
    self.sources = sources
    self.templates = templates
    self.assets = assets
    self.media = media
    var open = sources
    open.figures = PublicFigures()
    answering = SitePages(open)
  }

  /// The magazine.
  public var publication: Publication { sources.publication }

  /// Renders the site and puts it into the output folder: what is right already stays untouched, the
  /// rest is replaced file by file, and what the site no longer has is removed.
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
    let files = try plan(sources)
    let folder = try OutputFolder(options.output)
    try folder.begin(files.map(\.path))
    var report = BuildReport()
    report.pages = files.count { if case .page = $0.content { true } else { false } }
    report.files = files.count
    // Assets before pages, so that a page never names one that is not there yet.
    let (pages, others) = files.partitioned { if case .page = $0.content { true } else { false } }
    for group in [others, pages] {
      for (file, change) in zip(group, try put(group, into: folder)) {
        switch change {
        case .added: report.added.append(file.path)
        case .changed: report.changed.append(file.path)
        case .unchanged: break
        }
      }
    }
    report.removed = try folder.end(Set(files.map(\.path)))
    report.added.sort()
    report.changed.sort()
    let elapsed = ContinuousClock.now - start
    report.milliseconds = Int(elapsed / .milliseconds(1))
    return report
  }

  /// The answer to a form posted without a script, as a page of this site.
  public func answerPage(_ contents: AnswerContents) -> [UInt8] {
    templates.answer.render(AnswerPage(contents, in: answering))
  }

  /// Every file of the site.
  func plan(_ sources: PageSources) throws(OutputError) -> [SiteFile] {
    let pages = SitePages(sources).all()
    var files = pages.map { SiteFile(path: SitePath.file(of: $0.url), content: .page($0)) }
    files += assets
    files += media.published.map { SiteFile(path: $0.file, content: .copy(of: $0.source)) }
    files.append(
      SiteFile(path: SitePath.file(of: AtomFeed.url), content: .bytes(AtomFeed(sources).bytes())))
    if let baseURL = sources.baseURL {
      files +=
        SiteMap(baseURL: baseURL, pages: pages, publication: sources.publication).files()
    }
    files.append(SiteMap.robots(baseURL: sources.baseURL))
    // One picture under two paths of the content folder is one file of the site.
    var seen: Set<String> = []
    return files.filter { seen.insert($0.path).inserted }
  }

  private func put(
    _ files: [SiteFile], into folder: OutputFolder
  ) throws(OutputError) -> [OutputFolder.Change] {
    let results = options.workers.map(below: files.count) { index in
      put(files[index], into: folder)
    }
    var changes: [OutputFolder.Change] = []
    for result in results { changes.append(try result.get()) }
    return changes
  }

  private func put(
    _ file: SiteFile, into folder: OutputFolder
  ) -> Result<OutputFolder.Change, OutputError> {
    do throws(OutputError) {
      switch file.content {
      case .bytes(let bytes): return .success(try folder.put(file.path, bytes))
      case .page(let page):
        var bytes: [UInt8] = []
        page.render(templates, &bytes)
        return .success(try folder.put(file.path, bytes))
      case .copy(let source):
        let bytes: [UInt8]
        do {
          bytes = try FileBytes.read(source)
        } catch {
          throw .fault(error)
        }
        return .success(try folder.put(file.path, bytes))
      }
    } catch {
      return .failure(error)
    }
  }
}

extension Array {
  /// The elements that hold the condition, and the others, each in their order.
  fileprivate func partitioned(_ condition: (Element) -> Bool) -> ([Element], [Element]) {
    (filter(condition), filter { !condition($0) })
  }
}
