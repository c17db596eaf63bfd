import Glibc

/// The texts that are measured: a real monthly's issues where they lie beside the repository,
/// otherwise the demonstration's own content.
struct Corpus {
  var name: String
  var texts: [[UInt8]]

  var bytes: Int { texts.reduce(0) { $0 + $1.count } }

  /// How often the texts go into so many bytes, rounded up.
  func repeats(for bytes: Int) -> Int { (bytes + self.bytes - 1) / max(1, self.bytes) }

  /// All texts one behind the other, as often as they go into so many bytes.
  func joined(to bytes: Int) -> [UInt8] {
    var text: [UInt8] = []
    for _ in 0..<repeats(for: bytes) {
      for one in texts {
        text += one
        text.append(UInt8(ascii: "\n"))
      }
    }
    return text
  }

  /// The corpus that is there; nil outside the repository.
  static func find() -> Corpus? {
    for (name, folder) in [
      ("real-magazine", "../shared/data/real-magazine"), ("Content", "Content"),
    ] {
      let texts = markdownFiles(below: folder).compactMap(read)
      if !texts.isEmpty { return Corpus(name: name, texts: texts) }
    }
    return nil
  }

  private static func markdownFiles(below folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var paths: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(".") { continue }
      if name.hasSuffix(".md") {
        paths.append("\(folder)/\(name)")
      } else {
        paths += markdownFiles(below: "\(folder)/\(name)")
      }
    }
    return paths.sorted()
  }

  private static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
    }
  }
}
