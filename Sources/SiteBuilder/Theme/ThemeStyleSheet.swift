import Magazine

/// One of a theme's style sheets, with the files that it names replaced by their published URLs.
struct ThemeStyleSheet {
  private(set) var bytes: [UInt8] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// - Parameters:
  ///   - source: the sheet as written.
  ///   - path: where it lies, from the themes' folder.
  ///   - root: the themes' folder.
  ///   - urls: the URLs of the theme's assets, by their path from `assets/`.
  init(_ source: [UInt8], path: String, root: String, urls: [String: String]) {
    let opening = Array("url(".utf8)
    var position = source.startIndex
    while position < source.endIndex {
      guard source[position] == opening[0], source[position...].starts(with: opening),
        let close = source[position...].firstIndex(of: UInt8(ascii: ")"))
      else {
        bytes.append(source[position])
        position += 1
        continue
      }
      let written = source[(position + opening.count)..<close]
      let name = String(decoding: Self.unquoted(written), as: UTF8.self)
      if let url = urls[name] {
        bytes += opening + Array(url.utf8)
      } else {
        if !Self.isOutside(name) {
          diagnostics.append(
            .missingAsset(
              name, at: position, of: source, path: path, root: root,
              remedy: "paths are taken from assets/", known: urls))
        }
        bytes += source[position..<close]
      }
      position = close
    }
  }

  private static func unquoted(_ written: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let marks: Set<UInt8> = [0x20, UInt8(ascii: "\""), UInt8(ascii: "'")]
    var inner = written.drop { marks.contains($0) }
    while let last = inner.last, marks.contains(last) { inner.removeLast() }
    return inner
  }

  /// Whether the sheet means something that is no file of the theme: a fragment, data, an address.
  private static func isOutside(_ name: String) -> Bool {
    name.hasPrefix("#") || name.hasPrefix("/") || name.hasPrefix("data:") || name.contains("://")
  }
}
