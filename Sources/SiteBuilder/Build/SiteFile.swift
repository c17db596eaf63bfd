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
}
