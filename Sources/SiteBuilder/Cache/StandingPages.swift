import CivilTime
import Magazine
import Packing

/// Finds the pages of an earlier build that still stand in the output folder, and tells a later one.
struct StandingPages {
  let site: LoadedSite
  let folder: OutputFolder
  let workers: Workers

  /// The build that the cache tells of, where it left the folder as it is and had the same frame.
  ///
  /// - Parameters:
  ///   - cache: what the site was loaded from.
  ///   - index: what the pages are made of now.
  /// - Returns: the build; nil where everything has to be made again.
  func standing(
    of cache: BuildCache, _ index: SiteIndex
  ) -> Standing? {
    let forms = PageForms(index.sources.figures)
    let day = index.sources.asOf.day
    let outputs = site.outputs
    guard cache.pages.pages.count == outputs.count,
      BuildMemory.mark(in: folder.path).map(BuildMemory.base) == cache.pages.mark,
      cache.pages.frame == site.state.frame(site.options, day: day, forms: forms)
    else { return nil }
    let others = workers.map(below: cache.pages.others.count) { place in
      folder.stamp(of: cache.pages.others[place].path) == cache.pages.others[place].stamp
    }
    let isStanding = workers.map(below: outputs.count, share: 64) { place in
      let page = cache.pages.pages[place]
      return folder.stamp(of: outputs[place].file) == page.stamp
        && outputs[place].traditionalFile.flatMap { folder.stamp(of: $0) } == page.traditional
    }
    // The feeds and books are written with the pages, the rest with everything.
    let feeds = Set(
      Feed.all(of: index.sources, in: site.editionTexts).flatMap(\.files).map(\.path)
        + EbookPress.works(
          index.sources.publication, hasTraditional: site.editionTexts != nil
        ).map(\.file))
    guard zip(cache.pages.others, others).allSatisfy({ $1 || feeds.contains($0.path) }) else {
      return nil
    }
    let isFeedTouched = others.contains(false)
    let pages = zip(outputs, cache.pages.pages).map {
      BuildMemory.RememberedPage(output: $0, reads: $1.reads)
    }
    let hasSearch = index.sources.search != nil
    let isTwofold = site.state.edition != nil
    let search = hasSearch ? SearchMemory(in: folder, isTwofold: isTwofold, workers) : nil
    let shape = SearchShape(
      documents: index.sources.publication.searchedCount, isTwofold: isTwofold)
    let searchFiles = hasSearch ? shape.files.count : 0
    let build = BuildMemory.Build(
      day: day, forms: forms,
      fileCount: outputs.count + outputs.count { $0.traditionalFile != nil } + others.count
        + searchFiles + 1,
      pages: pages, search: search, index: index)
    return Standing(
      build: build, change: site.state.changedSinceCache,
      touched: Set(isStanding.indices.filter { !isStanding[$0] }), isFeedTouched: isFeedTouched)
  }

  /// An earlier build that stands.
  struct Standing {
    var build: BuildMemory.Build
    /// What has changed since.
    var change: PageChange
    /// The places of the pages whose files somebody has touched.
    var touched: Set<Int>
    var isFeedTouched: Bool
  }

  /// What the cache has to tell of the pages as they stand now; nil where one is not there.
  ///
  /// - Parameters:
  ///   - pages: the pages.
  ///   - others: the paths of the files beside them.
  ///   - index: what the pages are made of.
  /// - Returns: that.
  func cached(
    _ pages: [BuildMemory.RememberedPage], others: [String], _ index: SiteIndex
  ) -> CachedPages? {
    let stamps = workers.map(below: pages.count, share: 64) {
      folder.stamp(of: pages[$0].output.file)
    }
    let traditionalStamps = workers.map(below: pages.count, share: 64) { place in
      pages[place].output.traditionalFile.map { folder.stamp(of: $0) }
    }
    let otherStamps = others.map { folder.stamp(of: $0) }
    guard !stamps.contains(nil), !otherStamps.contains(nil),
      !traditionalStamps.contains(.some(nil)),
      let mark = BuildMemory.mark(in: folder.path)
    else { return nil }
    let frame = site.state.frame(
      site.options, day: index.sources.asOf.day, forms: PageForms(index.sources.figures))
    return CachedPages(
      frame: site.state.content.hasSettledAssets ? frame : Digest64(value: 0),
      mark: BuildMemory.base(of: mark),
      pages: zip(zip(pages, traditionalStamps), stamps.compactMap { $0 }).map { page, stamp in
        CachedPages.Page(stamp: stamp, traditional: page.1 ?? nil, reads: page.0.reads)
      },
      others: Array(zip(others, otherStamps.compactMap { $0 })))
  }
}
