import Magazine

/// A file of the site: where it goes and what is in it.
struct SiteFile: Sendable {
  enum Content: Sendable {
    /// These bytes.
    case bytes([UInt8])
    /// A file of the content folder, so many bytes long, under a name that holds its hash: read
    /// where it is not there yet.
    case copy(of: String, size: Int)
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
