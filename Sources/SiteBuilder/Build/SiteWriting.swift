import CivilTime
import Glibc
import Magazine

/// One writing of a site into its folder.
struct SiteWriting {
  let site: LoadedSite
  let index: SiteIndex
  let folder: OutputFolder
  let workers: Workers

  private var watch: BuildWatch { site.options.watch }

  /// Rewrites the pages that an edit or a figure can have changed, over a build that stands.
  ///
  /// - Parameters:
  ///   - build: the build.
  ///   - change: what has changed since.
  ///   - touched: places of pages that have to be written whatever has changed.
  ///   - isFeedTouched: whether the feed has to be.
  /// - Returns: what was done, the build as it is now, and what has to become of its index.
  /// - Throws: where a page cannot be written; the next build makes everything again.
  private func rewrite(
    _ build: consuming BuildMemory.Build, _ change: PageChange, touched: Set<Int> = [],
    isFeedTouched: Bool = false
  ) throws(OutputError) -> (BuildReport, BuildMemory.Build, SearchChange?) {
    build.index = SiteIndex(index.sources, teasersOf: build.index, except: change.articles)
    openEdition()
    var report = BuildReport()
    report.pages = build.pages.count
    report.count(build.pages.map(\.output.kind))
    report.files = build.fileCount
    let touched = build.pages.indices.filter { place in
      let page = build.pages[place]
      return page.output.showsFigures || page.reads.isTouched(by: change)
        || touched.contains(place)
    }
    let search = press(of: build.search).map { press in
      SearchChange(
        press, after: build.search,
        files: Set(touched.map { build.pages[$0].output }.filter { $0.searched != nil }.map(\.file))
      )
    }
    try put(
      ebooks.filter {
        isFeedTouched || EbookPress.isTouched($0, by: change, index.sources.publication)
      }, &report)
    let reads = try put(
      touched.map { build.pages[$0].output },
      beside: feeds.filter { isFeedTouched || $0.isTouched(by: change) }.flatMap(\.files),
      of: build.index, &report)
    for (place, reads) in zip(touched, reads) { build.pages[place].reads = reads }
    return (report, build, search)
  }

  /// Rewrites the pages that an edit or a figure can have changed, over a build of this process.
  func refresh(
    _ build: consuming BuildMemory.Build, _ change: PageChange
  ) throws(OutputError) -> BuildReport {
    var (report, fresh, search) = try rewrite(build, change)
    try write(search, into: &fresh, &report)
    try writeWorker(&report)
    site.memory.putBack(fresh)
    return report
  }

  /// Writes what a cache tells of anew, if the build that it tells of still stands in the folder.
  ///
  /// - Parameter cache: what the site was loaded from.
  /// - Returns: what was done; nil where everything has to be written.
  /// - Throws: where a page cannot be written.
  func refresh(from cache: BuildCache) throws(OutputError) -> BuildReport? {
    // Only a whole build takes away what nobody names any more.
    guard !folder.hasOverdueAssets(at: Int(time(nil))) else { return nil }
    let pages = StandingPages(site: site, folder: folder, workers: workers)
    guard let standing = watch.during(.share, { pages.standing(of: cache, index) }) else {
      return nil
    }
    let change = standing.change
    folder.markBegin()
    var (report, build, search) = try watch.during(.pages) { () throws(OutputError) in
      try rewrite(
        standing.build, change, touched: standing.touched, isFeedTouched: standing.isFeedTouched)
    }
    try watch.during(.search) { () throws(OutputError) in
      try write(search, into: &build, &report)
    }
    try writeWorker(&report)
    try site.memory.adopt(
      build, base: cache.pages.mark, hasWritten: report.written > 0, in: folder)
    // What stands there is not quite what the cache says now, and the next build will find that out
    // and make those few pages again: cheaper than telling it of every page.
    if report.written + change.texts.count > Self.mostUntold {
      keepCache(site.memory.pages, others: cache.pages.others.map(\.path), index)
    }
    return report
  }

  private static let mostUntold = 64

  /// Leaves what the next build may start from.
  private func keepCache(
    _ pages: [BuildMemory.RememberedPage], others: [String], _ index: SiteIndex
  ) {
    guard site.options.usesCache else { return }
    watch.during(.keep) {
      let standing = StandingPages(site: site, folder: folder, workers: workers)
      guard let pages = standing.cached(pages, others: others, index) else { return }
      CacheKeeping(folder: folder, state: site.state, workers: workers)
        .keep(pages, after: site.cache)
    }
  }

  func writeAll() throws(OutputError) -> BuildReport {
    do throws(OutputError) {
      return try writeWhole()
    } catch {
      folder.breakOff()
      throw error
    }
  }

  private func writeWhole() throws(OutputError) -> BuildReport {
    site.memory.forget(in: folder)
    openEdition()
    site.state.edition?.known.beginWhole()
    let index = watch.during(.share, of: self.index.sources.publication.articles.count) {
      SiteIndex(withTeasersOf: self.index, workers)
    }
    let outputs = site.outputs
    let search = press(of: nil)
    let (assets, lists) = watch.during(.share) { (assetFiles(), listFiles(outputs)) }
    let books = ebooks
    let files = watch.during(.share) {
      Set((assets + lists).map(\.path) + books.map(\.file)).union(outputs.lazy.map(\.file))
        .union(outputs.lazy.compactMap(\.traditionalFile))
        .union(search?.shape.files ?? []).union([OfflinePress.file])
    }
    try folder.begin(files)
    var report = BuildReport()
    report.pages = outputs.count
    report.count(outputs.map(\.kind))
    report.files = files.count
    // Assets before pages, so that a page never names one that is not there yet.
    let (pictures, others) = (assets.filter(\.isRendition), assets.filter { !$0.isRendition })
    try watch.during(.assets, of: others.count) { () throws(OutputError) in
      try put(others, &report)
    }
    try watch.during(.pictures, of: pictures.count) { () throws(OutputError) in
      try put(pictures, share: 1, &report)
    }
    ToneBook.keep(site.state.media.plans, site.state.media.coverColours, in: folder)
    // Pages say how large the books are.
    try watch.during(.ebooks, of: books.count) { () throws(OutputError) in
      try put(books, &report)
    }
    let reads = try watch.during(.pages, of: outputs.count) { () throws(OutputError) in
      try put(outputs, beside: lists, of: index, &report)
    }
    let memory = try watch.during(.search) { () throws(OutputError) in
      try writeAll(search, &report)
    }
    try writeWorker(&report)
    report.removed = try watch.during(.clear) { () throws(OutputError) in
      try folder.end(files, at: Int(time(nil)), isAsset: Self.isAsset)
    }
    site.state.edition?.known.endWhole(in: folder)
    let pages = zip(outputs, reads).map { BuildMemory.RememberedPage(output: $0, reads: $1) }
    try site.memory.remember(
      BuildMemory.Build(
        day: index.sources.asOf.day, forms: PageForms(index.sources.figures),
        fileCount: files.count, pages: pages, search: memory, index: index), in: folder)
    keepCache(pages, others: (assets + lists).map(\.path) + books.map(\.file), index)
    return report
  }

  /// Whether a file is one that pages name by the hash of its bytes.
  private static func isAsset(_ file: String) -> Bool {
    file.hasPrefix("assets/") || file.hasPrefix("media/")
  }

  /// What can be subscribed to, in every edition.
  private var feeds: [Feed] { Feed.all(of: index.sources, in: site.editionTexts) }

  /// What the Traditional edition has.
  static func addresses(_ outputs: [PageOutput], _ sources: PageSources) -> EditionAddresses {
    EditionAddresses(
      outputs.filter { $0.traditionalFile != nil }.map(\.url)
        + Feed.all(of: sources, in: nil).flatMap { [$0.url(Feed.atomName), $0.url(Feed.jsonName)] }
        + EventCalendar.all(of: sources, in: nil).map(\.home),
      renamed: Dictionary(
        Ebook.issues(of: sources.publication).map {
          (Ebook.url(of: $0), Ebook.url(of: $0, isTraditional: true))
        }, uniquingKeysWith: { first, _ in first }),
      baseURL: sources.baseURL)
  }

  /// The books of the issues.
  private var ebooks: [EbookPress.Work] {
    EbookPress.works(
      index.sources.publication, hasTraditional: site.editionTexts != nil)
  }

  private func put(
    _ books: [EbookPress.Work], _ report: inout BuildReport
  ) throws(OutputError) {
    let press = EbookPress(sources: index.sources, edition: site.editionTexts, folder: folder)
    let changes = try press.make(books, workers)
    for (book, change) in zip(books, changes) { report.note(change, book.file) }
  }

  private func openEdition() {
    site.state.edition?.known.open(
      in: folder, scratch: site.options.scratchFolders, isKept: site.options.usesCache)
  }

  private var manifest: SiteFile {
    let sources = index.sources
    return SiteFile(
      path: SitePath.file(of: AppManifest.url),
      content: .made { AppManifest.bytes(sources.publication, sources.icons) })
  }

  /// What pages name: the theme's files and the magazine's pictures.
  private func assetFiles() -> [SiteFile] {
    var files = site.state.theme.files
    files += site.state.media.published
    return files
  }

  /// What names pages and is none itself.
  private func listFiles(_ pages: [PageOutput]) -> [SiteFile] {
    let baseURL = index.sources.baseURL
    let maps = baseURL.map { SiteMap(baseURL: $0, pages: pages).files() } ?? []
    let app = index.sources.offlineURL == nil ? [] : [manifest]
    let calendars = EventCalendar.all(of: index.sources, in: site.editionTexts).map(\.file)
    return feeds.flatMap(\.files) + calendars + maps + app + [SiteMap.robots(baseURL: baseURL)]
  }

  // MARK: - Putting files into their places

  /// Renders pages and lists on the workers and puts them into the folder; returns what each page has
  /// read.
  private func put(
    _ pages: [PageOutput], beside lists: [SiteFile], of index: SiteIndex,
    _ report: inout BuildReport
  ) throws(OutputError) -> [PageReads] {
    // They differ: a list of a thousand articles takes as long as a hundred articles.
    let count = lists.count + pages.count
    let results = workers.map(below: count, share: count < 64 ? 1 : 4) { place -> Putting in
      if place < lists.count { return put(lists[place]).map { ([$0], PageReads()) } }
      return put(pages[place - lists.count], of: index)
    }
    var reads: [PageReads] = []
    reads.reserveCapacity(pages.count)
    for (place, result) in results.enumerated() {
      let (changes, read) = try result.get()
      if place < lists.count {
        for change in changes { report.note(change, lists[place].path) }
      } else {
        let page = pages[place - lists.count]
        for (change, file) in zip(changes, [page.file, page.traditionalFile].compactMap { $0 }) {
          report.note(change, file)
        }
        reads.append(read)
      }
    }
    report.sort()
    return reads
  }

  /// What became of a page's files, and what it has read.
  private typealias Putting = Result<([OutputFolder.Change], PageReads), OutputError>

  private func put(_ page: PageOutput, of index: SiteIndex) -> Putting {
    let start = ContinuousClock.now
    let view = SitePages(index)
    defer {
      watch.note(page, took: ContinuousClock.now - start, ofThatTemplate: view.templateTime)
    }
    var bytes: [UInt8] = []
    page.render(view, site.templates, &bytes)
    if index.sources.bodies.isDamaged { return .failure(damage()) }
    do throws(OutputError) {
      var changes = [try folder.put(page.file, bytes)]
      if let file = page.traditionalFile, let edition = site.state.edition,
        let addresses = site.addresses
      {
        let start = ContinuousClock.now
        var kept: Set<[UInt8]> = []
        if view.hasTranslation {
          let other = SitePages(index, isTraditional: true)
          bytes.removeAll(keepingCapacity: true)
          page.render(other, site.templates, &bytes)
          kept = other.traditionalTexts
        }
        let converted = edition.page(bytes, addresses, keeping: kept)
        edition.known.notePage(took: ContinuousClock.now - start)
        if let failure = edition.failure { return .failure(.unconverted("\(failure)")) }
        changes.append(try folder.put(file, converted))
      }
      return .success((changes, view.reads))
    } catch {
      return .failure(error)
    }
  }

  /// Takes the cache away whose texts were found damaged.
  private func damage() -> OutputError {
    folder.discard(BuildCache.name)
    return .damagedTexts(folder.path)
  }

  private func put(
    _ files: [SiteFile], share: Int = Workers.share, _ report: inout BuildReport
  ) throws(OutputError) {
    let results = workers.map(below: files.count, share: share) { put(files[$0]) }
    for (file, result) in zip(files, results) { report.note(try result.get(), file.path) }
  }

  private func put(_ file: SiteFile) -> Result<OutputFolder.Change, OutputError> {
    do throws(OutputError) {
      switch file.content {
      case .bytes(let bytes): return .success(try folder.put(file.path, bytes))
      case .made(let make):
        let bytes = make()
        if index.sources.bodies.isDamaged { return .failure(damage()) }
        return .success(try folder.put(file.path, bytes))
      case .copy(let source, let size):
        if folder.holds(file.path, size: size) { return .success(.unchanged) }
        return .success(try folder.put(file.path, picture(source, for: file.path)))
      case .rendition(let source, let rendition, let thumbnailer):
        if let stamp = folder.stamp(of: file.path), stamp.size > 0 { return .success(.unchanged) }
        return .success(
          try folder.put(file.path, picture(source, rendition, by: thumbnailer)))
      case .drawing(let drawing, let thumbnailer):
        if let stamp = folder.stamp(of: file.path), stamp.size > 0 { return .success(.unchanged) }
        return .success(try folder.put(file.path, picture(drawing, by: thumbnailer)))
      }
    } catch {
      return .failure(error)
    }
  }

  private func picture(
    _ source: String, _ rendition: PicturePlan.Rendition, by thumbnailer: Thumbnailer
  ) throws(OutputError) -> [UInt8] {
    do {
      return try thumbnailer.picture(of: source, rendition)
    } catch {
      throw .fault(error)
    }
  }

  private func picture(
    _ drawing: Drawing, by thumbnailer: Thumbnailer
  ) throws(OutputError) -> [UInt8] {
    let svg = try drawing.svg()
    do {
      return try thumbnailer.picture(drawn: svg, drawing.name, width: drawing.width)
    } catch {
      throw .fault(error)
    }
  }

  /// The bytes of a file of the content folder, as long as they still give its published name.
  private func picture(_ source: String, for file: String) throws(OutputError) -> [UInt8] {
    let published: [UInt8]
    do throws(FileFault) {
      published = try PictureMetadata.stripped(
        FileBytes.read(source, atMost: .published(source)), of: source)
    } catch {
      throw .fault(error)
    }
    guard MediaShelf.file(for: source, published) == file else { throw .altered(source) }
    return published
  }
}
