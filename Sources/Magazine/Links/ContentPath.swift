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

  /// The parts of a path between its slashes, empty ones left out.
  static func parts(of path: String) -> [String] {
    path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
  }

  /// What `relative` means in a file at `path`: from that file's folder, or from the content folder
  /// where it begins with a slash. Nil where it leads out of the content folder.
  static func resolve(_ relative: String, from path: String) -> String? {
    var parts: [String] = []
    if relative.utf8.first != UInt8(ascii: "/") { parts = self.parts(of: folder(of: path)) }
    for part in self.parts(of: relative) {
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
    let base = parts(of: folder(of: path))
    let goal = parts(of: target)
    let limit = min(base.count, max(0, goal.count - 1))
    var common = 0
    while common < limit, base[common] == goal[common] { common += 1 }
    let up = Array(repeating: "..", count: base.count - common)
    return (up + goal[common...]).joined(separator: "/")
  }

  /// The bytes by which paths sort as a reader sorts them: runs of digits by their value, so that
  /// `issue-9` stands before `issue-10`, everything else byte by byte.
  ///
  /// A run becomes `0`, its length and its digits; then plain byte order does the rest, and a sort
  /// of ten thousand paths compares memory instead of scanning digits.
  static func sortKey(_ path: String) -> [UInt8] {
    let bytes = Array(path.utf8)
    var key: [UInt8] = []
    key.reserveCapacity(bytes.count + 8)
    var index = 0
    while index < bytes.count {
      guard isDigit(bytes[index]) else {
        key.append(bytes[index])
        index += 1
        continue
      }
      let run = bytes[index...].prefix(while: isDigit)
      let digits = run.drop { $0 == 0x30 }
      key.append(0x30)
      key.append(UInt8(clamping: digits.count))
      key += digits
      index = run.endIndex
    }
    return key
  }

  /// The places of `paths` in the order of their sort keys; equal keys by the path itself.
  static func order(_ paths: [String]) -> [Int] {
    // A folder walked in the order of its names has this order already, as a rule.
    let isInOrder = paths.indices.dropFirst().allSatisfy { precedes(paths[$0 - 1], paths[$0]) }
    if isInOrder { return Array(paths.indices) }
    let keys = paths.map(sortKey)
    return paths.indices.sorted { left, right in
      let comparison = compare(keys[left], keys[right])
      return comparison != 0 ? comparison < 0 : paths[left] < paths[right]
    }
  }

  /// Whether a path comes before another; where the first difference is between letters, as nearly
  /// always, their keys need not be made.
  private static func precedes(_ left: String, _ right: String) -> Bool {
    let order = left.utf8.withContiguousStorageIfAvailable { left in
      right.utf8.withContiguousStorageIfAvailable { right -> Bool? in
        var index = 0
        while index < left.count, index < right.count, left[index] == right[index] { index += 1 }
        guard index < left.count, index < right.count, !isDigit(left[index]),
          !isDigit(right[index]), index == 0 || !isDigit(left[index - 1])
        else { return nil }
        return left[index] < right[index]
      }
    }
    if let order, let order, let order { return order }
    return compare(sortKey(left), sortKey(right)) < 0
  }

  private static func compare(_ left: [UInt8], _ right: [UInt8]) -> Int {
    let common = min(left.count, right.count)
    for index in 0..<common where left[index] != right[index] {
      return Int(left[index]) - Int(right[index])
    }
    return left.count - right.count
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
