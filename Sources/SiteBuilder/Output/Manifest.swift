/// The list of what builds of ours have put into an output folder.
///
/// A path a line, in byte order. An asset that the site no longer names stays a while for readers
/// who still have a page that does; its line begins with a tab, since when, in seconds, and a tab.
struct Manifest: Equatable {
  /// What the site consists of, relative paths.
  var files: Set<String> = []
  /// Assets that no page names any more, with the time, in seconds since 1970, of the build that
  /// was the first without them.
  var superseded: [String: Int] = [:]

  init() {}

  /// A line that cannot be read counts as a path, so that nothing of ours is ever forgotten.
  init(_ bytes: [UInt8]) {
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let parts = line.split(
        separator: UInt8(ascii: "\t"), maxSplits: 2, omittingEmptySubsequences: false)
      if parts.count == 3, parts[0].isEmpty,
        let time = Int(String(decoding: parts[1], as: UTF8.self))
      {
        superseded[String(decoding: parts[2], as: UTF8.self)] = time
      } else {
        files.insert(String(decoding: line, as: UTF8.self))
      }
    }
  }

  /// Everything of ours that may be on the disk.
  var all: Set<String> { files.union(superseded.keys) }

  /// The list as it is written. Paths hold no line break: the names of pages and of published files
  /// are made without control characters.
  var bytes: [UInt8] {
    var lines = Array(files)
    lines += superseded.map { "\t\($0.value)\t\($0.key)" }
    lines.sort { $0.precedesInBytes($1) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(lines.reduce(0) { $0 + $1.utf8.count + 1 })
    for line in lines {
      bytes += line.utf8
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }
}
