import CivilTime
import Magazine

/// One page of the site: where it goes, what it depends on, how to render it.
final class PageOutput: Sendable {
  /// The URL: `/issues/27/rain/`, `/404.html`; Han characters percent-encoded.
  let url: String
  /// The path in the output folder.
  let file: String
  /// The path of the Traditional page; nil where it has none.
  let traditionalFile: String?
  /// The template that renders it.
  let kind: PageKind
  /// The content file that it is made of; nil for pages made from no single file.
  let source: String?
  /// The day it is dated, for search engines; nil where nobody knows.
  let day: Day?
  /// Whether it shows something of `PublicFigures`, so that a new fact may change it.
  let showsFigures: Bool
  /// Whether search engines and the site map should know it.
  let isListed: Bool
  /// What the site's own search says of it; nil for pages that it does not find.
  let searched: SearchEntry?
  /// Makes the context from what the site is at that time, and renders it. Safe to call on any
  /// thread, any number of times.
  let render: @Sendable (SitePages, ThemeTemplates, _ output: inout [UInt8]) -> Void

  init(
    url: String, kind: PageKind, source: String? = nil, day: Day? = nil,
    showsFigures: Bool = false, isListed: Bool = true, isInBothEditions: Bool = false,
    searched: SearchEntry? = nil,
    render: @escaping @Sendable (SitePages, ThemeTemplates, _ output: inout [UInt8]) -> Void
  ) {
    self.url = url
    file = SitePath.file(of: url)
    traditionalFile = isInBothEditions ? TraditionalEdition.folder + file : nil
    self.kind = kind
    self.source = source
    self.day = day
    self.showsFigures = showsFigures
    self.isListed = isListed
    self.searched = searched
    self.render = render
  }
}
