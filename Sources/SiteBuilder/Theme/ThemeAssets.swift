import Magazine

/// A theme's style sheets, scripts and pictures, under names that change with their bytes.
struct ThemeAssets: Sendable {
  /// What the site publishes: paths in the output folder with their bytes.
  private(set) var files: [SiteFile] = []
  /// The URLs by the asset's path from `assets/`; all sheets of `css/` together are `theme.css`.
  private(set) var urls: [String: String] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  static let styleSheet = "theme.css"

  /// - Parameters:
  ///   - assets: the files below `assets/`, by path from there, sorted.
  ///   - root: the themes' folder.
  init(_ assets: [ThemeFile], root: String) {
    let (sheets, others) = (assets.filter(\.isSheet), assets.filter { !$0.isSheet })
    for asset in others where !Self.isScript(asset) { publish(asset.path, asset.bytes) }
    publishScripts(others.filter(Self.isScript), root: root)
    var together: [UInt8] = []
    for sheet in sheets {
      let rewritten = ThemeStyleSheet(sheet.bytes, path: sheet.file, root: root, urls: urls)
      together += rewritten.bytes
      if together.last != UInt8(ascii: "\n") { together.append(UInt8(ascii: "\n")) }
      diagnostics += rewritten.diagnostics
    }
    if !sheets.isEmpty { publish(Self.styleSheet, together) }
  }

  /// Adds a file; returns its URL.
  @discardableResult
  mutating func publish(_ name: String, _ bytes: [UInt8]) -> String {
    let file = "assets/" + ContentHash.name(name, of: bytes)
    files.append(SiteFile(path: file, content: .bytes(bytes)))
    let url = "/" + SitePath.encode(file)
    urls[name] = url
    return url
  }

  /// Adds a drawing as PNG, under a name that holds the hash of the drawing; returns its URL.
  mutating func publish(
    _ name: String, drawn svg: [UInt8], _ width: Int, by thumbnailer: Thumbnailer
  ) -> String {
    let file = "assets/" + ContentHash.name(name, of: svg + Array("\(width)".utf8))
    files.append(
      SiteFile(
        path: file, content: .drawing(Drawing(name: file, width: width) { svg }, by: thumbnailer)))
    return "/" + SitePath.encode(file)
  }

  /// Publishes each script after those that it imports, whose URLs it holds. Where they import each
  /// other in a ring none can be first: that is reported as a module that is not there.
  private mutating func publishScripts(_ scripts: [ThemeFile], root: String) {
    var waiting = scripts.map { ($0, ThemeScript($0.bytes, path: $0.path)) }
    while !waiting.isEmpty {
      let names = Set(waiting.map(\.0.path))
      let ready = waiting.firstIndex { names.isDisjoint(with: $0.1.names) } ?? 0
      let (asset, script) = waiting.remove(at: ready)
      var wrong: [Diagnostic] = []
      let bytes = script.bytes(urls) { name, offset in
        wrong.append(
          .missingAsset(
            name, at: offset, of: asset.bytes, path: asset.file, root: root,
            remedy: "imports are relative to the script, and never in a ring", known: urls))
      }
      diagnostics += wrong
      publish(asset.path, bytes)
    }
  }

  private static func isScript(_ asset: ThemeFile) -> Bool {
    asset.path.hasSuffix(".js")
  }
}
