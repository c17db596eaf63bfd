import Glibc
import Magazine
import Packing
import Synchronization

/// What a build leaves for the next one in `.huikan/` of its output folder: the texts as they were
/// read and set, and the pages as they were written. Two files: `cache`, and beside it the galleys
/// that it names.
///
/// It is safe to delete. One that another program wrote, that is damaged, or that does not fit what
/// lies on the disk counts for nothing, wholly or for the part that does not fit.
struct BuildCache: Sendable {
  let content: ContentDirectory
  let texts: EarlierTexts
  let pages: CachedPages
  /// The file of galleys, and its name in the folder.
  let galleys: (file: GalleyFile, name: String)

  static let name = ".huikan/cache"
  static let galleyPrefix = "galleys-"
  private static let magic: UInt64 = 0x6E61_6B69_7568_0002

  /// What the last build has left for one with these options; nil where there is nothing to start from.
  init?(_ options: BuildOptions) {
    self.init(in: options.output, root: options.content, options.workers)
  }

  /// The cache of an output folder; nil where there is none that can be used.
  ///
  /// - Parameters:
  ///   - folder: the output folder.
  ///   - root: the content folder, as its user named it.
  ///   - workers: who reads.
  init?(in folder: String, root: String, _ workers: Workers) {
    guard let bytes = try? FileBytes.read("\(folder)/\(Self.name)"), bytes.count > 8 else {
      return nil
    }
    let cache = bytes.withUnsafeBufferPointer { bytes -> BuildCache? in
      let body = UnsafeBufferPointer(rebasing: bytes.dropLast(8))
      var checksum = PackedReader(UnsafeBufferPointer(rebasing: bytes.suffix(8)))
      guard checksum.word() == Digest64(of: UnsafeRawBufferPointer(body)).value else { return nil }
      var reader = PackedReader(body)
      guard reader.word() == Self.magic, let program = Self.program,
        reader.word() == program.value,
        reader.text() == root
      else { return nil }
      return BuildCache(body, reader, in: folder, root: root, workers)
    }
    guard let cache else { return nil }
    self = cache
  }

  /// Reads on behind the head.
  private init?(
    _ body: UnsafeBufferPointer<UInt8>, _ start: PackedReader, in folder: String, root: String,
    _ workers: Workers
  ) {
    var reader = start
    let (style, joints) = (Digest64(value: reader.word()), Digest64(value: reader.word()))
    let name = reader.text()
    let length = reader.number()
    let media = reader.list { ($0.text(), MediaShelf.Item(unpacking: &$0)) }
    let assets = reader.list { ($0.text(), FileStamp(unpacking: &$0)) }
    let pages = CachedPages(unpacking: &reader)
    let sizes = reader.list { $0.number() }
    guard reader.isIntact, name.hasPrefix(Self.galleyPrefix), !name.contains("/"),
      let file = GalleyFile("\(folder)/.huikan/\(name)", count: length)
    else { return nil }
    let (starts, end) = Self.starts(
      of: sizes, from: reader.position, upTo: body.count)
    guard end == body.count else { return nil }
    nonisolated(unsafe) let borrowed = body
    let isIntact = Atomic<Bool>(true)
    let texts = workers.map(below: starts.count, share: 256) { index -> CachedText in
      let range = starts[index]..<starts[index] + sizes[index]
      var reader = PackedReader(UnsafeBufferPointer(rebasing: borrowed[range]))
      let text = CachedText(unpacking: &reader, place: index, root: root, file: file)
      if !reader.isIntact || !reader.isAtEnd { isIntact.store(false, ordering: .relaxed) }
      return text
    }
    guard isIntact.load(ordering: .relaxed) else { return nil }
    self.init(
      texts, style: style, joints: joints, media: media, assets: assets, pages: pages,
      galleys: (file, name), root: root)
  }

  /// Where pieces of those sizes stand one behind another; beyond `end` where they have no room.
  private static func starts(
    of sizes: [Int], from first: Int, upTo end: Int
  ) -> ([Int], end: Int) {
    var place = first
    let starts = sizes.map { size in
      defer { place = size > end - place ? end + 1 : place + size }
      return place
    }
    return (starts, place)
  }

  private init(
    _ texts: [CachedText], style: Digest64, joints: Digest64,
    media: [(String, MediaShelf.Item)], assets: [(String, FileStamp)], pages: CachedPages,
    galleys: (file: GalleyFile, name: String),
    root: String
  ) {
    var files: [TextFile] = []
    var entries: PagedArray<ContentEntry> = []
    var marks: [ContentDirectory.TextMark] = []
    var set: PagedArray<Galley> = []
    var faults: [Int: [Diagnostic]] = [:]
    for (place, text) in texts.enumerated() {
      files.append(TextFile(path: text.path, bytes: []))
      entries.append(text.entry ?? .unread(text.path))
      marks.append(text.mark)
      set.append(text.galley)
      if !text.faults.isEmpty { faults[place] = text.faults }
    }
    content = ContentDirectory(
      tree: ContentTree(
        root: root, texts: files, assets: assets.map { AssetFile(path: $0.0, size: $0.1.size) }),
      entries: entries, marks: marks, assetStamps: assets.map(\.1))
    self.texts = EarlierTexts(
      style: style, joints: joints,
      bodies: Bodies(galleys: set, faults: faults),
      media: Dictionary(media) { first, _ in first })
    self.pages = pages
    self.galleys = galleys
  }

  /// The bytes of a cache.
  ///
  /// - Parameters:
  ///   - state: what was loaded.
  ///   - pages: what was written.
  ///   - galleys: the name of the file that holds the galleys, its length, and each galley's place
  ///     in it.
  ///   - workers: who packs.
  /// - Returns: the bytes.
  static func bytes(
    _ state: SiteState, _ pages: CachedPages,
    galleys: (name: String, length: Int, places: [Range<Int>]), _ workers: Workers
  ) -> [UInt8] {
    let content = state.content
    var writer = PackedWriter()
    writer.append(word: magic)
    writer.append(word: program?.value ?? 0)
    writer.append(content.tree.root)
    writer.append(word: state.style.value)
    // A picture that was just being written may look the same and be another.
    writer.append(word: content.hasSettledAssets ? state.joints.value : 0)
    writer.append(galleys.name)
    writer.append(galleys.length)
    let media = state.media.known.filter { item in
      item.value.stamp.map { content.isSettled($0) } ?? false
    }
    writer.append(media.sorted { $0.key.precedesInBytes($1.key) }) { item, writer in
      writer.append(item.key)
      item.value.pack(into: &writer)
    }
    writer.append(zip(content.tree.assets, content.assetStamps).map { $0 }) { asset, writer in
      writer.append(asset.0.path)
      asset.1.pack(into: &writer)
    }
    pages.pack(into: &writer)
    // Many at a time, in one piece of memory: a hundred thousand small ones would need half as much again.
    let share = 256
    let count = content.tree.texts.count
    var blocks = workers.map(below: (count + share - 1) / share, share: 1) { block in
      var sizes: [Int] = []
      var writer = PackedWriter()
      for place in block * share..<min((block + 1) * share, count) {
        let start = writer.count
        let range = galleys.places[place]
        CachedText(
          path: content.tree.texts[place].path, mark: content.settled(place),
          entry: content.entries[place], galley: state.bodies.galleys[place],
          faults: state.bodies.faults[place] ?? []
        ).pack(into: &writer, at: range.lowerBound, count: range.count)
        sizes.append(writer.count - start)
      }
      return (bytes: writer.bytes, sizes: sizes)
    }
    writer.append(blocks.flatMap(\.sizes)) { $1.append($0) }
    writer.reserve(blocks.reduce(writer.count + 8) { $0 + $1.bytes.count })
    for block in blocks.indices {
      writer.append(packed: blocks[block].bytes)
      blocks[block].bytes = []
    }
    writer.append(word: Digest64(of: writer.bytes).value)
    return writer.bytes
  }

  /// What tells this program from another version of it: the file that runs; nil where that cannot
  /// be told, and then no cache is used.
  static let program: Digest64? = {
    var status = stat()
    guard stat("/proc/self/exe", &status) == 0 else { return nil }
    var writer = PackedWriter()
    FileStamp(status).pack(into: &writer)
    return Digest64(of: writer.bytes)
  }()
}
