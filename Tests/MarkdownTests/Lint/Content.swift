import Glibc

/// The Markdown files of the demonstration.
enum Content {
  static func files() -> [(path: String, text: [UInt8])] {
    folders().flatMap { folder in
      names(in: folder).filter { $0.hasSuffix(".md") }.sorted().compactMap { name in
        Fixture.readBytes("\(folder)/\(name)").map { ("\(folder)/\(name)", $0) }
      }
    }
  }

  private static func folders() -> [String] {
    let root = "\(Fixture.root)/Content"
    let first = names(in: root).sorted().map { "\(root)/\($0)" }
    return first + first.flatMap { folder in names(in: folder).sorted().map { "\(folder)/\($0)" } }
  }

  private static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }

  /// Where the Markdown begins behind the front matter.
  static func bodyStart(_ text: [UInt8]) -> Int {
    guard text.starts(with: "---\n".utf8) else { return 0 }
    let end = Array("\n---\n".utf8)
    for index in 3..<max(3, text.count - end.count) where text[index...].starts(with: end) {
      return index + end.count
    }
    return 0
  }
}
