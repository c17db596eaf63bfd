import Magazine

/// The content folder, read: the tree as values, and what each of its texts says.
struct ContentDirectory: Sendable {
  let tree: ContentTree
  let entries: [ContentEntry]
  /// Files that could not be read.
  let faults: [Diagnostic]

  /// Reads every text on the workers; other files are read when a page shows them.
  static func read(_ root: String, _ workers: Workers) throws(FileFault) -> ContentDirectory {
    let findings = try DirectoryWalk.findings(below: root)
    let files = findings.files
    let texts = files.filter { isText($0.path) }
    let assets = files.filter { !isText($0.path) }.map { AssetFile(path: $0.path, size: $0.size) }
    let read = workers.map(below: texts.count) { index -> Reading in
      Reading(texts[index], index, in: root)
    }
    return ContentDirectory(
      tree: ContentTree(root: root, texts: read.map(\.text), assets: assets),
      entries: read.map(\.entry),
      faults: read.compactMap(\.fault)
        + findings.faults.map { fault in
          Diagnostic(
            .error, root: root, path: fault.path, message: "cannot be read: \(fault.reason)",
            remedy: "mend it, or take it out of the folder")
        })
  }

  private static func isText(_ path: String) -> Bool {
    [".md", ".markdown", ".yml", ".yaml"].contains { path.hasSuffix($0) }
  }

  private struct Reading: Sendable {
    let text: TextFile
    let entry: ContentEntry
    let fault: Diagnostic?

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
