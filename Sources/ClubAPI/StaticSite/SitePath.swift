/// The path of a request as names of folders and a file below the site's folder.
struct SitePath: Hashable, Sendable {
  /// Decoded names, each harmless: not empty, not hidden, no separator.
  let names: [String]
  /// Whether the path ends with a slash and so names a folder.
  let isFolder: Bool

  /// Nil where a name is empty, begins with a dot (`.`, `..`, `.git`), holds `/`, `\` or a control
  /// character, or is no UTF-8. Such a path is nowhere; it is not mended.
  init?(_ path: String) {
    let bytes = Array(path.utf8)
    guard bytes.first == UInt8(ascii: "/"), bytes.count <= 2048 else { return nil }
    var names: [String] = []
    let parts = bytes.dropFirst().split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    for part in parts.dropLast() {
      guard let name = SitePath.name(part) else { return nil }
      names.append(name)
    }
    if let last = parts.last, !last.isEmpty {
      guard let name = SitePath.name(last) else { return nil }
      names.append(name)
      isFolder = false
    } else {
      isFolder = true
    }
    self.names = names
  }

  private static func name(_ bytes: ArraySlice<UInt8>) -> String? {
    guard let name = FormDecoding.decode(bytes, plusIsSpace: false), let first = name.utf8.first,
      first != UInt8(ascii: "."),
      name.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != 0x2F && $0 != 0x5C })
    else { return nil }
    return name
  }

  /// Whether the file's content never changes under its name: everything below `assets/` and
  /// `media/` whose name carries ten or more hexadecimal digits of a hash.
  var isImmutable: Bool {
    guard names.count >= 2, names[0] == "assets" || names[0] == "media", let last = names.last
    else { return false }
    let stem = last.prefix { $0 != "." }
    let hash = stem.split(separator: "-").last ?? ""
    return hash.utf8.count >= 10
      && hash.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
