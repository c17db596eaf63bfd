import Magazine

/// One of a theme's style sheets, with the files that it names replaced by their published URLs, and
/// without its remarks: those are for whoever changes it.
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
      if let end = Self.remark(in: source, from: position) {
        position = end
        continue
      }
      if let end = Self.string(in: source, from: position) {
        bytes += source[position..<end]
        position = end
        continue
      }
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

  /// A sheet without its remarks.
  static func withoutRemarks(_ source: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    var position = source.startIndex
    while position < source.endIndex {
      if let end = remark(in: source, from: position) {
        position = end
      } else {
        let end = string(in: source, from: position) ?? position + 1
        bytes += source[position..<end]
        position = end
      }
    }
    return bytes
  }

  /// Where a remark that begins here ends, with the line feed behind it; nil where none begins.
  private static func remark(in source: [UInt8], from start: Int) -> Int? {
    guard source[start...].starts(with: Array("/*".utf8)) else { return nil }
    guard let close = source.place(of: "*/", from: start + 2) else {
      return source.endIndex
    }
    let end = close.upperBound
    return end < source.endIndex && source[end] == UInt8(ascii: "\n") ? end + 1 : end
  }

  /// Where a string that begins here ends, with its closing quotation mark; nil where none begins.
  private static func string(in source: [UInt8], from start: Int) -> Int? {
    let mark = source[start]
    guard mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'") else { return nil }
    var position = start + 1
    while position < source.endIndex, source[position] != mark {
      position += source[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(position + 1, source.endIndex)
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
