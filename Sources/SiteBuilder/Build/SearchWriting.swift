/// The index for search, as part of writing a site.
extension SiteWriting {
  /// What makes the index; nil where the site has none.
  ///
  /// - Parameter memory: what is known of it: within one build the pages do not change.
  /// - Returns: that.
  func press(of memory: SearchMemory?) -> SearchPress? {
    guard index.sources.search != nil else { return nil }
    return SearchPress(
      documents: memory?.documents ?? SearchDocument.list(of: site.outputs, in: index.wording),
      folder: folder, workers: workers, edition: site.state.edition,
      scratchFolders: site.options.scratchFolders)
  }

  /// Makes the whole index, once all pages stand in the folder.
  func writeAll(
    _ press: SearchPress?, _ report: inout BuildReport
  ) throws(OutputError) -> SearchMemory? {
    SearchMemory.discard(in: folder)
    guard let press else { return nil }
    let memory = try press.writeAll(&report)
    report.sort()
    if site.options.usesCache { memory.keep(in: folder, isTwofold: press.edition != nil, workers) }
    return memory
  }

  /// Makes the index follow the pages that have been rewritten.
  func write(
    _ change: SearchChange?, into build: inout BuildMemory.Build, _ report: inout BuildReport
  ) throws(OutputError) {
    guard let change else { return }
    let written = report.written
    let memory = try change.write(&report)
    report.sort()
    let isNew = build.search == nil || report.written > written
    build.search = memory
    guard isNew, site.options.usesCache else { return }
    memory.keep(in: folder, isTwofold: site.state.edition != nil, workers)
  }
}
