/// Paths within the content folder: parts joined by `/`, no slash at the beginning.
enum ContentPath {
  /// The folder of a path, without a slash at its end; empty for the content folder itself.
  static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(path[..<slash])
  }

  /// The last part of a path.
  static func name(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }

  /// The last part of a path without its extension.
  static func stem(of path: String) -> String {
    let name = name(of: path)
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else {
      return name
    }
    return String(name[..<dot])
  }

  /// What `relative` means in a file at `path`: from that file's folder, or from the content folder
  /// where it begins with a slash. Nil where it leads out of the content folder.
  static func resolve(_ relative: String, from path: String) -> String? {
    var parts: [Substring] = []
    if relative.utf8.first != UInt8(ascii: "/") {
      parts = folder(of: path).split(separator: "/")
    }
    for part in relative.split(separator: "/") {
      if part == "." { continue }
      if part != ".." {
        parts.append(part)
      } else if parts.popLast() == nil {
        return nil
      }
    }
    return parts.joined(separator: "/")
  }

  /// How a file at `path` names `target`: `../2026-summer/index.md`.
  static func relative(_ target: String, from path: String) -> String {
    let base = folder(of: path).split(separator: "/")
    let goal = target.split(separator: "/")
    let limit = min(base.count, max(0, goal.count - 1))
    var common = 0
    while common < limit, base[common] == goal[common] { common += 1 }
    let up = Array(repeating: "..", count: base.count - common)
    return (up + goal[common...].map(String.init)).joined(separator: "/")
  }

  /// Orders names as a reader does: runs of digits by their value, everything else byte by byte, so
  /// that `issue-9` stands before `issue-10`.
  static func precedes(_ left: String, _ right: String) -> Bool {
    var left = left.utf8[...]
    var right = right.utf8[...]
    while let one = left.first, let other = right.first {
      if isDigit(one), isDigit(other) {
        let first = left.drop { $0 == 0x30 }.prefix(while: isDigit)
        let second = right.drop { $0 == 0x30 }.prefix(while: isDigit)
        if first.count != second.count { return first.count < second.count }
        if !first.elementsEqual(second) { return first.lexicographicallyPrecedes(second) }
        left = left[first.endIndex...]
        right = right[second.endIndex...]
      } else if one != other {
        return one < other
      } else {
        left = left.dropFirst()
        right = right.dropFirst()
      }
    }
    return left.count < right.count
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
