/// The content folder as values: what the disk held when it was read. Nothing here touches a disk.
public struct ContentTree: Sendable {
  /// How the folder is shown in front of a path in diagnostics, as the editor typed it: `Content`.
  public var root: String
  /// Every Markdown and YAML file, in any order.
  public var texts: PagedArray<TextFile>
  /// Every other file: pictures and whatever else is published beside the text.
  public var assets: [AssetFile]

  /// - Parameters:
  ///   - root: how the folder is shown in front of a path in diagnostics; its last part is the
  ///     site's title where there is no `site.yml`.
  ///   - texts: every Markdown and YAML file, in any order.
  ///   - assets: every other file, in any order.
  public init(root: String, texts: [TextFile], assets: [AssetFile] = []) {
    self.root = root
    self.texts = PagedArray(texts)
    self.assets = assets
  }
}

/// A Markdown or YAML file of the content folder.
public struct TextFile: Sendable {
  /// The path from the content folder, parts joined by `/`: `issues/2026-autumn/rain.md`.
  public var path: String
  /// The file's bytes, as they are on the disk.
  public var bytes: [UInt8]

  /// - Parameters:
  ///   - path: the path from the content folder, parts joined by `/`.
  ///   - bytes: the file's bytes.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

/// A file of the content folder that is published as it is.
public struct AssetFile: Sendable, Hashable {
  /// The path from the content folder, parts joined by `/`.
  public var path: String
  /// The file's size in bytes.
  public var size: Int

  /// - Parameters:
  ///   - path: the path from the content folder, parts joined by `/`.
  ///   - size: the file's size in bytes.
  public init(path: String, size: Int) {
    self.path = path
    self.size = size
  }
}
