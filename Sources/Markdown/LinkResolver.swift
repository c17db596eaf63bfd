/// Turns what an author wrote between the parentheses of a link into an address on the site.
///
/// The renderer asks for every link and image, in raw HTML for those without a scheme. A pure
/// fragment (`#where`) is not asked for: the renderer checks it against the document's own ids.
public protocol LinkResolver {
  /// The address for a link, with its fragment if it has one.
  ///
  /// - Parameter destination: what the author wrote, escapes and entities already undone.
  /// - Returns: the address, or why there is none.
  func link(_ destination: String) -> LinkResolution

  /// The address and the size in pixels of an image.
  ///
  /// - Parameter destination: what the author wrote, escapes and entities already undone.
  /// - Returns: the address and size, or why there is none.
  func image(_ destination: String) -> ImageResolution
}

/// What a ``LinkResolver`` says of a link.
public enum LinkResolution: Sendable, Equatable {
  /// The address to write.
  case url(String)
  /// Nothing is there: why, and what the author can do. An error.
  case broken(reason: String, remedy: String)
}

/// What a ``LinkResolver`` says of an image.
public enum ImageResolution: Sendable, Equatable {
  /// The address to write, width and height in pixels where they are known, and what else there is of
  /// the picture.
  case image(url: String, width: Int?, height: Int?, sources: ImageSources? = nil)
  /// Nothing is there: why, and what the author can do. An error.
  case broken(reason: String, remedy: String)
}

/// The same picture in several widths.
public struct ImageSources: Sendable, Equatable {
  /// WebP in several widths, for `srcset`: `/media/rain-480-3f9a0c2b11.webp 480w, …`.
  public var webp: String
  /// How wide it is shown, for `sizes`.
  public var sizes: String
  /// The class of the colour that stands for it until it has come.
  public var className: String?

  /// A picture in several widths.
  public init(webp: String, sizes: String, className: String?) {
    self.webp = webp
    self.sizes = sizes
    self.className = className
  }
}

/// Leaves every destination as it was written and finds nothing broken.
public struct VerbatimLinks: LinkResolver, Sendable {
  /// A resolver that changes nothing.
  public init() {}

  /// The destination itself.
  public func link(_ destination: String) -> LinkResolution { .url(destination) }

  /// The destination itself, its size unknown.
  public func image(_ destination: String) -> ImageResolution {
    .image(url: destination, width: nil, height: nil)
  }
}
