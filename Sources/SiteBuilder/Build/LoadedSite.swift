public import CivilTime
import Glibc
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
  /// Other servers whose pictures the pages show, sorted, each as `https://host` or
  /// `https://host:port`: what a content security policy has to name.
  public let pictureOrigins: [String]
  private let answering: SiteIndex
  private let memory = BuildMemory()

  init(
    options: BuildOptions, sources: PageSources, templates: ThemeTemplates, assets: [SiteFile],
    media: MediaShelf, pictureOrigins: [String]
  ) {
    self.options = options
    self.sources = sources
    self.templates = templates
    self.assets = assets
    self.media = media
    self.pictureOrigins = pictureOrigins
    var open = sources
    open.figures = PublicFigures()
    answering = SiteIndex(open)
  }

  /// The magazine.
  public var publication: Publication { sources.publication }

  /// What it was loaded for: what comes out later is not part of it.
  public var asOf: Instant { options.asOf }

  /// Whether this site was written and another build has written to the output folder since. Reads
  /// one small file and takes no lock.
  public func isDisplaced() -> Bool { memory.isDisplaced(in: options.output) }

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
    guard !memory.isDisplaced(in: folder.path) else { throw .displaced(folder.path) }
    let standing = memory.standing(in: folder, day: asOf.day, hasFigures: figures != nil)
    var report =
      if let standing {
        try refresh(standing, SiteIndex(sources), folder)
      } else {
        try writeAll(
          SiteIndex(withTeasersOf: SiteIndex(sources), options.workers), folder)
      }
    report.milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
    return report
  }

  /// Rewrites the pages that show figures, over a build that stands.
  private func refresh(
    _ standing: BuildMemory.Build, _ index: SiteIndex, _ folder: OutputFolder
  ) throws(OutputError) -> BuildReport {
    var report = BuildReport()
    report.pages = standing.pageCount
    report.files = standing.files.count
    let touched = index.pages().filter(\.showsFigures)
    try put(touched.map(SiteFile.init), of: index, into: folder, &report)
    return report
  }

  private func writeAll(
    _ index: SiteIndex, _ folder: OutputFolder
  ) throws(OutputError) -> BuildReport {
    memory.forget(in: folder)
    let outputs = index.pages()
    let others = otherFiles(index.sources, outputs)
    let files = Set(others.map(\.path)).union(outputs.map { SitePath.file(of: $0.url) })
    try folder.begin(files)
    var report = BuildReport()
    report.pages = outputs.count
    report.files = files.count
    // Assets before pages, so that a page never names one that is not there yet.
    try put(others, of: index, into: folder, &report)
    try put(outputs.map(SiteFile.init), of: index, into: folder, &report)
    report.removed = try folder.end(files, at: Int(time(nil)), isAsset: Self.isAsset)
    try memory.remember(
      BuildMemory.Build(
        day: index.sources.asOf.day, hasFigures: index.sources.figures != nil, files: files,
        pageCount: outputs.count), in: folder)
    return report
  }

  /// Whether a file is one that pages name by the hash of its bytes.
  private static func isAsset(_ file: String) -> Bool {
    file.hasPrefix("assets/") || file.hasPrefix("media/")
  }

  /// The answer to a form posted without a script, as a page of this site.
  public func answerPage(_ contents: AnswerContents) -> [UInt8] {
    templates.answer.render(AnswerPage(contents, in: SitePages(answering)))
  }

  /// What the site has beside its pages.
  private func otherFiles(_ sources: PageSources, _ pages: [PageOutput]) -> [SiteFile] {
    var files = assets
    files += media.published.map {
      SiteFile(path: $0.file, content: .copy(of: $0.source, size: $0.size))
    }
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

  /// Puts files into the folder on the workers, and into the report in the order of their paths.
  private func put(
    _ files: [SiteFile], of index: SiteIndex, into folder: OutputFolder,
    _ report: inout BuildReport
  ) throws(OutputError) {
    let results = options.workers.map(below: files.count) { place in
      put(files[place], of: index, into: folder)
    }
    for (file, result) in zip(files, results) {
      switch try result.get() {
      case .added: report.added.append(file.path)
      case .changed: report.changed.append(file.path)
      case .unchanged: break
      }
    }
    report.added.sort()
    report.changed.sort()
  }

  private func put(
    _ file: SiteFile, of index: SiteIndex, into folder: OutputFolder
  ) -> Result<OutputFolder.Change, OutputError> {
    do throws(OutputError) {
      switch file.content {
      case .bytes(let bytes): return .success(try folder.put(file.path, bytes))
      case .page(let page):
        var bytes: [UInt8] = []
        page.render(SitePages(index), templates, &bytes)
        return .success(try folder.put(file.path, bytes))
      case .copy(let source, let size):
        if folder.holds(file.path, size: size) { return .success(.unchanged) }
        return .success(try folder.put(file.path, picture(source, for: file.path)))
      }
    } catch {
      return .failure(error)
    }
  }

  /// The bytes of a file of the content folder, as long as they still give its published name.
  private func picture(_ source: String, for file: String) throws(OutputError) -> [UInt8] {
    let bytes: [UInt8]
    do {
      bytes = try FileBytes.read(source)
    } catch {
      throw .fault(error)
    }
    guard MediaShelf.file(for: source, bytes) == file else { throw .altered(source) }
    return bytes
  }
}
