import Magazine
import Markdown
import Packing

/// A text of the content as the cache keeps it: what the file says, and its body as it was set.
struct CachedText: Sendable {
  var path: String
  var mark: ContentDirectory.TextMark
  /// Nil where the file has to be read again.
  var entry: ContentEntry?
  var galley: Galley
  /// What is wrong in the body.
  var faults: [Diagnostic]
}

extension CachedText {
  /// Writes the text; its galley stands in the cache's file of galleys at `offset`.
  func pack(into writer: inout PackedWriter, at offset: Int, count: Int) {
    writer.append(path)
    mark.stamp.pack(into: &writer)
    writer.append(mark.digest != nil)
    if let digest = mark.digest { writer.append(word: digest.value) }
    writer.append(word: mark.keys.value)
    writer.append(mark.joints != nil)
    if let joints = mark.joints { writer.append(word: joints.value) }
    var packed = PackedWriter()
    let hasEntry = mark.hasEntry && entry?.pack(into: &packed) ?? false
    writer.append(hasEntry)
    if hasEntry { writer.append(packed.bytes) }
    writer.append(offset)
    writer.append(count)
    writer.append(galley.traits.rawValue)
    writer.append(galley.excerpt)
    writer.append(galley.length.han)
    writer.append(galley.length.latinWords)
    writer.append(galley.fragmentLinks) { $0.pack(into: &$1) }
    writer.append(galley.foreignPictures) { $1.append($0) }
    writer.append(galley.assets) { $1.append($0) }
    writer.append(faults) { $0.pack(into: &$1) }
  }

  /// Reads what `pack` wrote.
  ///
  /// - Parameters:
  ///   - reader: stands where the text begins.
  ///   - place: its place in the list of texts.
  ///   - root: the content folder as diagnostics show it.
  ///   - file: holds the galleys.
  init(unpacking reader: inout PackedReader, place: Int, root: String, file: GalleyFile) {
    path = reader.text()
    mark = ContentDirectory.TextMark(stamp: FileStamp(unpacking: &reader), digest: nil)
    if reader.flag() { mark.digest = Digest64(value: reader.word()) }
    mark.keys = Digest64(value: reader.word())
    if reader.flag() { mark.joints = Digest64(value: reader.word()) }
    mark.hasEntry = reader.flag()
    if mark.hasEntry {
      var packed = PackedReader(reader.slice())
      entry = ContentEntry(unpacking: &packed, path: path, text: place, root: root)
      if !packed.isIntact { reader.refuse() }
    }
    galley = Galley()
    let (offset, count) = (reader.number(), reader.number())
    if count > file.count || offset > file.count - count { reader.refuse() }
    galley.place = count == 0 ? .memory([]) : .file(file, offset: offset, count: count)
    galley.traits = Galley.Traits(rawValue: reader.number())
    galley.excerpt = reader.text()
    galley.length = TextLength(han: reader.number(), latinWords: reader.number())
    galley.fragmentLinks = reader.list { FragmentLink(unpacking: &$0) }
    galley.foreignPictures = reader.list { $0.bytes() }
    galley.assets = reader.list { $0.text() }
    let path = path
    faults = reader.list { Diagnostic(unpacking: &$0, root: root, path: path) }
  }
}

extension FileStamp {
  func pack(into writer: inout PackedWriter) {
    writer.append(size)
    writer.append(signed: modified)
    writer.append(word: inode)
  }

  init(unpacking reader: inout PackedReader) {
    self.init(size: reader.number(), modified: reader.signed(), inode: reader.word())
  }
}

extension MediaShelf.Item {
  func pack(into writer: inout PackedWriter) {
    writer.append(file)
    writer.append(url)
    writer.append(signed: size.map { Int64($0.width) })
    writer.append(signed: size.map { Int64($0.height) })
    writer.append(byteCount)
    stamp?.pack(into: &writer)
    writer.append(isPlanned)
    writer.append(plan != nil)
    plan?.pack(into: &writer)
  }

  init(unpacking reader: inout PackedReader) {
    file = reader.text()
    url = reader.text()
    // It is written to: a path that leads out of the folder is none of ours.
    if !file.hasPrefix("media/") || file.contains("/../") { reader.refuse() }
    let (width, height) = (reader.optionalSigned(), reader.optionalSigned())
    size = PictureSize(width: width.map { Int($0) }, height: height.map { Int($0) })
    byteCount = reader.number()
    stamp = FileStamp(unpacking: &reader)
    isPlanned = reader.flag()
    if reader.flag() { plan = PicturePlan(unpacking: &reader) }
  }
}

extension PicturePlan {
  fileprivate func pack(into writer: inout PackedWriter) {
    writer.append(format.rawValue)
    writer.append(size.width)
    writer.append(size.height)
    writer.append(stem)
    writer.append(hash)
    writer.append(tone?.number ?? 216)
  }

  fileprivate init?(unpacking reader: inout PackedReader) {
    let format = Format(rawValue: reader.text())
    let size = PictureSize(width: reader.number(), height: reader.number())
    let (stem, hash, tone) = (reader.text(), reader.text(), Tone(number: reader.number()))
    guard let format, let size, stem.hasPrefix("media/"), !stem.contains("/../"),
      !hash.contains("/")
    else {
      reader.refuse()
      return nil
    }
    self.init(format: format, size: size, stem: stem, hash: hash, tone: tone)
  }
}
