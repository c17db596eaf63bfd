import Glibc
import Magazine

/// The content folder, read: the tree as values, and what each of its texts says.
struct ContentDirectory: Sendable {
  private(set) var tree: ContentTree
  private(set) var entries: PagedArray<ContentEntry>
  /// Of the texts, at their places in the tree.
  private var stamps: [FileStamp]
  /// Files that could not be read.
  private(set) var faults: [Diagnostic]

  /// An edit of a text: what stood in the file and what stands in it now.
  struct Edit {
    /// The file's place in `ContentTree.texts`.
    let text: Int
    let entries: (old: ContentEntry, new: ContentEntry)
    /// Whether the front matter is what it was.
    let sameKeys: Bool
  }

  /// Reads every text on the workers; other files are read when a page shows them.
  ///
  /// - Parameters:
  ///   - root: the folder.
  ///   - workers: who reads.
  ///   - earlier: what was read before: a file that looks untouched is not read again.
  ///   - changed: paths that are known to have changed, whatever they look like.
  /// - Returns: the folder, read.
  /// - Throws: where the folder itself cannot be opened.
  static func read(
    _ root: String, _ workers: Workers, after earlier: ContentDirectory? = nil,
    changed: Set<String> = []
  ) throws(FileFault) -> ContentDirectory {
    let findings = try DirectoryWalk.findings(below: root)
    let files = findings.files
    let texts = files.filter { isText($0.path) }
    let assets = files.filter { !isText($0.path) }.map { AssetFile(path: $0.path, size: $0.size) }
    let known = earlier.map { $0.places } ?? [:]
    let read = workers.map(below: texts.count) { index -> Reading in
      let file = texts[index]
      if let earlier, let place = known[file.path], earlier.stamps[place] == file.stamp,
        !changed.contains(file.path), earlier.isReadable(place)
      {
        return Reading(
          text: earlier.tree.texts[place], entry: earlier.entries[place].moved(to: index))
      }
      return Reading(file, index, in: root)
    }
    return ContentDirectory(
      tree: ContentTree(root: root, texts: read.map(\.text), assets: assets),
      entries: PagedArray(read.map(\.entry)), stamps: texts.map(\.stamp),
      faults: read.compactMap(\.fault)
        + findings.faults.map { fault in
          Diagnostic(
            .error, root: root, path: fault.path, message: "cannot be read: \(fault.reason)",
            remedy: "mend it, or take it out of the folder")
        })
  }

  /// Reads texts again that are known to have changed.
  ///
  /// - Parameter paths: relative paths.
  /// - Returns: what was edited, or nil where files have come or gone, or are no texts: then the
  ///   whole folder has to be looked at.
  mutating func readAgain(_ paths: Set<String>) -> [Edit]? {
    guard faults.isEmpty else { return nil }
    var edits: [Edit] = []
    for path in paths.sorted(by: { $0.precedesInBytes($1) }) {
      var status = stat()
      guard Self.isText(path), let place = place(of: path),
        lstat("\(tree.root)/\(path)", &status) == 0, status.st_mode & S_IFMT == S_IFREG
      else { return nil }
      let stamp = FileStamp(status)
      let reading = Reading(DirectoryWalk.File(path: path, stamp: stamp), place, in: tree.root)
      guard reading.fault == nil else { return nil }
      stamps[place] = stamp
      let (old, new) = (tree.texts[place].bytes, reading.text.bytes)
      if old == new { continue }
      let entry = entries[place]
      let length = reading.entry.keysLength
      edits.append(
        Edit(
          text: place, entries: (entry, reading.entry),
          sameKeys: length != nil && length == entry.keysLength
            && old.prefix(length ?? 0) == new.prefix(length ?? 0)))
      tree.texts[place] = reading.text
      entries[place] = reading.entry
    }
    return edits
  }

  private var places: [String: Int] {
    Dictionary(tree.texts.enumerated().map { ($1.path, $0) }) { first, _ in first }
  }

  /// The place of a text; texts are sorted by path.
  private func place(of path: String) -> Int? {
    var range = tree.texts.indices
    while let middle = range.isEmpty ? nil : (range.lowerBound + range.upperBound) / 2 {
      let candidate = tree.texts[middle].path
      if candidate == path { return middle }
      range =
        candidate.precedesInBytes(path)
        ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }

  /// A file that could not be read is an empty text; it is tried again each time.
  private func isReadable(_ place: Int) -> Bool {
    stamps[place].size == tree.texts[place].bytes.count
  }

  private static func isText(_ path: String) -> Bool {
    [".md", ".markdown", ".yml", ".yaml"].contains { path.hasSuffix($0) }
  }

  private struct Reading: Sendable {
    let text: TextFile
    let entry: ContentEntry
    let fault: Diagnostic?

    init(text: TextFile, entry: ContentEntry) {
      self.text = text
      self.entry = entry
      fault = nil
    }

    init(_ file: DirectoryWalk.File, _ index: Int, in root: String) {
      do {
        let bytes = try FileBytes.read("\(root)/\(file.path)", expecting: file.size)
        text = TextFile(path: file.path, bytes: bytes)
        fault = nil
      } catch {
        text = TextFile(path: file.path, bytes: [])
        fault = Diagnostic(
          .error, root: root, path: file.path, message: "the file cannot be read: \(error.reason)",
          remedy: "mend its permissions, or take it out of the folder")
      }
      entry = ContentEntry.read(text, text: index, root: root)
    }
  }
}
