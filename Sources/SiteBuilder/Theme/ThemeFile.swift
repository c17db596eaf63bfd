/// A file of a theme, which may be its parent's.
struct ThemeFile: Sendable {
  /// The path by which the theme knows it: `css/40-layout.css` of an asset.
  var path: String
  /// Where it lies, from the themes' folder: `jia/assets/css/40-layout.css`.
  var file: String
  var bytes: [UInt8]

  /// Whether an asset is one of the sheets that are joined.
  var isSheet: Bool { path.hasPrefix("css/") && path.hasSuffix(".css") }
}
