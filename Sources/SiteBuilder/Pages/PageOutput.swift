/// One page of the site: where it goes, what it depends on, how to render it.
struct PageOutput: Sendable {
  /// The URL: `/issues/27/rain/`, `/404.html`; Han characters percent-encoded.
  var url: String
  /// The template that renders it.
  var kind: PageKind
  /// The content file that it is made of; nil for pages made from no single file.
  var source: String?
  /// Whether it shows something of `PublicFigures`, so that a new fact may change it.
  var showsFigures = false
  /// Whether search engines and the site map should know it.
  var isListed = true
  /// Makes the context from what the site is at that time, and renders it. Safe to call on any
  /// thread, any number of times.
  var render: @Sendable (SitePages, ThemeTemplates, _ output: inout [UInt8]) -> Void
}
