import Magazine

/// A file of the site: where it goes and what is in it.
struct SiteFile: Sendable {
  enum Content: Sendable {
    /// These bytes.
    case bytes([UInt8])
    /// What is in another file, read when this one is written.
    case copy(of: String)
    /// A page, rendered when it is written.
    case page(PageOutput)
  }

  /// The path in the output folder.
  let path: String
  let content: Content

  init(path: String, content: Content) {
    self.path = path
    self.content = content
  }

  /// A page at the file that serves its URL.
  init(_ page: PageOutput) {
    self.init(path: SitePath.file(of: page.url), content: .page(page))
  }
}
