/// A file that the site has beside its pages: where it goes and what is in it.
struct SiteFile: Sendable {
  enum Content: Sendable {
    /// These bytes.
    case bytes([UInt8])
    /// What this makes, on any thread, when the file is written.
    case made(@Sendable () -> [UInt8])
    /// A file of the content folder, a picture without what it says beside its pixels; so many bytes
    /// long, under a name that holds its hash: read where it is not there yet.
    case copy(of: String, size: Int)
    /// A smaller picture of one of the content folder, under a name that holds the hash of that: made
    /// where it is not there yet.
    case rendition(of: String, PicturePlan.Rendition, by: Thumbnailer)
    /// A drawing as PNG, likewise.
    case drawing(Drawing, by: Thumbnailer)
  }

  /// The path in the output folder.
  let path: String
  let content: Content

  /// Whether it is a smaller picture or one of a drawing, which takes a while to make.
  var isRendition: Bool {
    switch content {
    case .rendition, .drawing: true
    default: false
    }
  }
}
