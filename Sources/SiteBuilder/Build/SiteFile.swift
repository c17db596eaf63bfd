/// A file that the site has beside its pages: where it goes and what is in it.
struct SiteFile: Sendable {
  enum Content: Sendable {
    /// These bytes.
    case bytes([UInt8])
    /// What this makes, on any thread, when the file is written.
    case made(@Sendable () -> [UInt8])
    /// A file of the content folder, so many bytes long, under a name that holds its hash: read
    /// where it is not there yet.
    case copy(of: String, size: Int)
  }

  /// The path in the output folder.
  let path: String
  let content: Content
}
