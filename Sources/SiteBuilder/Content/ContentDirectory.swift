import Glibc
import Magazine
import Packing
import Synchronization

/// The content folder, read: its files, and what each of its texts says.
///
/// The texts themselves are not kept, for a large magazine would fill the memory with them: whoever
/// needs one reads it again, and the digest tells whether it is still the one that was read.
struct ContentDirectory: Sendable {
  /// The texts in it have no bytes.
  private(set) var tree: ContentTree
  private(set) var entries: PagedArray<ContentEntry>
  /// Of the texts, at their places in the tree.
  private(set) var marks: [TextMark]
  /// Where each text stood in the earlier directory, if it is the same text, read again or not.
  private(set) var origins: [Int?]
  /// Files that could not be read.
  private(set) var faults: [Diagnostic]
  /// Of the files that are no texts, in the order of `tree.assets`.
  let assetStamps: [FileStamp]
  /// When reading began, in nanoseconds since 1970.
  private let started = FileStamp.now

  /// What tells whether a text is the one that was read.
  struct TextMark: Sendable {
    var stamp: FileStamp
    /// Nil where it could not be read.
    var digest: Digest64?
    /// Of what stands before the Markdown.
    var keys = Digest64(value: 0)
    /// Of what the file says beyond its own words; nil where only the whole file tells that.
    var joints: Digest64?
    /// Whether what the file says is at hand, so that it need not be read to know it.
    var hasEntry = true
  }

  /// What an earlier build has left of a folder.
  init(
    tree: ContentTree, entries: PagedArray<ContentEntry>, marks: [TextMark],
    assetStamps: [FileStamp]
  ) {
    self.tree = tree
    self.entries = entries
    self.marks = marks
    self.assetStamps = assetStamps
    origins = Array(repeating: nil, count: marks.count)
    faults = []
  }

  private init(
    tree: ContentTree, read: [Reading], assetStamps: [FileStamp], faults: [Diagnostic]
  ) {
    self.tree = tree
    entries = PagedArray(read.map(\.entry))
    marks = read.map(\.mark)
    origins = read.map(\.origin)
    self.faults = read.compactMap(\.fault) + faults
    self.assetStamps = assetStamps
  }

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
  ///   - mostKept: how many bytes of text may be kept until the bodies are set, which saves reading
  ///     them again.
  ///   - earlier: what was read before: a file that looks untouched is not read again.
  ///   - changed: paths that are known to have changed, whatever they look like.
  /// - Returns: the folder, read.
  /// - Throws: where the folder itself cannot be opened.
  static func read(
    _ root: String, _ workers: Workers, keeping mostKept: Int = 0,
    after earlier: ContentDirectory? = nil, changed: Set<String> = []
  ) throws(FileFault) -> ContentDirectory {
    try read(
      root, try DirectoryWalk.findings(below: root), workers, keeping: mostKept, after: earlier,
      changed: changed)
  }

  /// The same of a folder whose files are known.
  static func read(
    _ root: String, _ findings: DirectoryWalk.Findings, _ workers: Workers,
    keeping mostKept: Int = 0,
    after earlier: ContentDirectory? = nil, changed: Set<String> = []
  ) throws(FileFault) -> ContentDirectory {
    let files = findings.files
    let texts = files.filter { DirectoryWalk.isText($0.path) }
    let assets = files.filter { !DirectoryWalk.isText($0.path) }
    let known = earlier.map { places(of: texts, in: $0) }
    let folder = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { close(folder) }
    let kept = Atomic<Int>(0)
    let read = workers.map(below: texts.count) { index -> Reading in
      let file = texts[index]
      let place = known?[index]
      if let earlier, let place, earlier.marks[place].isStanding(file.stamp),
        !changed.contains(file.path)
      {
        return Reading(
          mark: earlier.marks[place], entry: earlier.entries[place].moved(to: index), from: place)
      }
      let mayKeep = kept.add(file.size, ordering: .relaxed).newValue <= mostKept
      var reading = Reading(file, index, of: folder, in: root, keepsText: mayKeep)
      // Only touched: what was made of it is still right.
      if let earlier, let place, let digest = reading.mark.digest,
        digest == earlier.marks[place].digest
      {
        reading.origin = place
      }
      return reading
    }
    return ContentDirectory(
      tree: ContentTree(
        root: root, texts: zip(texts, read).map { TextFile(path: $0.path, bytes: $1.text) },
        assets: assets.map { AssetFile(path: $0.path, size: $0.size) }),
      read: read, assetStamps: assets.map(\.stamp),
      faults: findings.faults.map { fault in
        Diagnostic(
          .error, root: root, path: fault.path, message: "cannot be read: \(fault.reason)",
          remedy: fault.remedy ?? "mend it, or take it out of the folder")
      })
  }

  /// Where each of some files stood before; both are in the order of their paths.
  private static func places(
    of files: [DirectoryWalk.File], in earlier: ContentDirectory
  ) -> [Int?] {
    let known = earlier.tree.texts
    var place = 0
    return files.map { file in
      while place < known.count, known[place].path.precedesInBytes(file.path) { place += 1 }
      return place < known.count && known[place].path == file.path ? place : nil
    }
  }

  /// Reads texts again that are known to have changed.
  ///
  /// - Parameter paths: relative paths.
  /// - Returns: what was edited, or nil where files have come or gone, or are no texts: then the
  ///   whole folder has to be looked at.
  mutating func readAgain(_ paths: Set<String>) -> [Edit]? {
    guard faults.isEmpty else { return nil }
    let folder = open(tree.root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { close(folder) }
    var edits: [Edit] = []
    for path in paths.sorted(by: { $0.precedesInBytes($1) }) {
      var status = stat()
      guard DirectoryWalk.isText(path), let place = place(of: path),
        lstat("\(tree.root)/\(path)", &status) == 0, status.st_mode & S_IFMT == S_IFREG
      else { return nil }
      let stamp = FileStamp(status)
      let reading = Reading(
        DirectoryWalk.File(path: path, stamp: stamp), place, of: folder, in: tree.root,
        keepsText: false)
      guard reading.fault == nil else { return nil }
      let old = marks[place]
      marks[place] = reading.mark
      if old.digest == reading.mark.digest { continue }
      edits.append(
        Edit(
          text: place, entries: (entries[place], reading.entry),
          sameKeys: reading.entry.keysLength != nil && old.keys == reading.mark.keys))
      entries[place] = reading.entry
    }
    return edits
  }

  /// A text, read again unless it is still at hand; nil where it is not the one that was read before.
  func bytes(of place: Int) -> [UInt8]? {
    let kept = tree.texts[place].bytes
    if !kept.isEmpty { return kept }
    let mark = marks[place]
    let path = "\(tree.root)/\(tree.texts[place].path)"
    guard let digest = mark.digest,
      let bytes = try? FileBytes.read(path, expecting: mark.stamp.size),
      Digest64(of: bytes) == digest
    else { return nil }
    return bytes
  }

  /// Diagnostics with the lines that they point at, where those were not at hand.
  func quoting(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var texts: [String: [UInt8]] = [:]
    return diagnostics.map { found in
      guard found.sourceLine == nil, found.position != nil, found.root == tree.root else {
        return found
      }
      let text = texts[found.path] ?? Self.quoted("\(tree.root)/\(found.path)")
      texts[found.path] = text
      return found.quoting(text)
    }
  }

  private static func quoted(_ file: String) -> [UInt8] {
    (try? FileBytes.read(file, atMost: .text)) ?? []
  }

  /// What tells whether a text is the one that was read, for another process.
  ///
  /// A file that was written when it was read may have been written again within one tick of the
  /// disk's clock, and then looks the same: two seconds are the coarsest tick there is.
  func settled(_ place: Int) -> TextMark {
    var mark = marks[place]
    if !isSettled(mark.stamp) { mark.hasEntry = false }
    return mark
  }

  func isSettled(_ stamp: FileStamp) -> Bool { stamp.modified <= started - 2_000_000_000 }

  /// Whether no picture may be another and look the same.
  var hasSettledAssets: Bool { assetStamps.allSatisfy { isSettled($0) } }

  /// Lets the texts go that were kept until their bodies are set.
  mutating func forgetTexts() {
    for place in tree.texts.indices { tree.texts[place].bytes = [] }
  }

  /// How many bytes all texts have.
  var size: Int { marks.reduce(0) { $0 + $1.stamp.size } }

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

  fileprivate struct Reading: Sendable {
    let mark: TextMark
    let entry: ContentEntry
    let fault: Diagnostic?
    var origin: Int?
    var text: [UInt8] = []

    init(mark: TextMark, entry: ContentEntry, from origin: Int) {
      self.mark = mark
      self.entry = entry
      self.origin = origin
      fault = nil
    }

    /// Reads a file of an open folder.
    init(
      _ file: DirectoryWalk.File, _ index: Int, of folder: Int32, in root: String, keepsText: Bool
    ) {
      var text = TextFile(path: file.path, bytes: [])
      var mark = TextMark(stamp: file.stamp, digest: nil)
      do {
        text.bytes = try FileBytes.read(
          file.path, in: folder, expecting: file.size, atMost: .text)
        mark.digest = Digest64(of: text.bytes)
        fault = nil
      } catch {
        fault = Diagnostic(
          .error, root: root, path: file.path, message: "the file cannot be read: \(error.reason)",
          remedy: error.remedy ?? "mend it, or take it out of the folder")
      }
      let read = ContentEntry.read(text, text: index, root: root)
      // Of a file that cannot be read nothing else is missing.
      entry = fault == nil ? read : read.withoutDiagnostics()
      if let length = entry.keysLength { mark.keys = Digest64(of: text.bytes.prefix(length)) }
      mark.joints = entry.joints(keys: mark.keys)
      self.mark = mark
      if keepsText { self.text = text.bytes }
    }
  }
}

extension ContentDirectory.TextMark {
  /// Whether a file that looks like that is the one that was read, and what it says is at hand.
  func isStanding(_ stamp: FileStamp) -> Bool { hasEntry && digest != nil && self.stamp == stamp }
}
