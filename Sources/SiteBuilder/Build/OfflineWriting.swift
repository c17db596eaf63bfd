import Magazine

/// The service worker, as part of writing a site.
extension SiteWriting {
  /// What is kept for readers without a network: the current issue, and the ways to it. Its pages of the
  /// Traditional edition are kept for whoever reads that.
  private var keptPages: [PageOutput] {
    let publication = index.sources.publication
    let issue = index.currentIssue
    let articles = issue.map { publication.articles(of: $0).map(\.url) } ?? []
    let urls =
      ["/", OfflinePage.url, "/issues/", SearchPage.url] + (issue.map { [$0.url] } ?? []) + articles
    var known: [String: PageOutput] = [:]
    for page in site.outputs where known[page.url] == nil { known[page.url] = page }
    return urls.compactMap { known[$0] }
  }

  /// Writes the worker of the pages as they stand in the folder.
  func writeWorker(_ report: inout BuildReport) throws(OutputError) {
    let bytes =
      index.sources.offlineURL == nil
      ? OfflinePress.farewell : OfflinePress(pages: keptPages, folder: folder).worker()
    report.note(try folder.put(OfflinePress.file, bytes), OfflinePress.file)
    report.sort()
  }
}
