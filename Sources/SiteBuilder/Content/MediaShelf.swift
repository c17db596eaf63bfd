import Glibc
import Magazine
import Markdown
import Synchronization

/// The pictures and other files of the content folder that pages show, under the names that the site
/// publishes them by: `/media/cover-3f9a0c2b11.svg`.
///
/// A file that no page shows is not published; drafts of a drawing may lie beside it. Thread-safe:
/// the workers ask while they render.
final class MediaShelf: Sendable {
  /// A file on the shelf.
  struct Item: Sendable {
    /// Its path in the output folder: `media/cover-3f9a0c2b11.svg`.
    var file: String
    /// The URL, percent-encoded.
    var url: String
    var size: PictureSize?
    /// The bytes of the published file.
    var byteCount: Int
    /// What is made of it; nil for what is published as it is.
    var plan: PicturePlan?
    /// Whether smaller pictures could be made when it was read.
    var isPlanned: Bool
    /// What tells that the file is still the one that was read.
    var stamp: FileStamp?
  }

  private let root: String
  private let stamps: [String: FileStamp]
  private let items = Mutex<[String: Result<Item, FileFault>]>([:])
  /// Drawings that pages are known by elsewhere, by path in the content folder and colour behind them.
  private let cards = Mutex<[String: [String: ShareCard]]>([:])
  private let colours = Mutex<[String: CoverColour]>([:])
  private let earlier: [String: Item]
  private let thumbnailer: Thumbnailer?
  private let tones: ToneBook

  /// - Parameters:
  ///   - content: the folder.
  ///   - options: where tones are known from, and what makes smaller pictures.
  ///   - earlier: what is known of files from before: one that looks untouched is not read again.
  init(
    _ content: ContentDirectory, _ options: BuildOptions, after earlier: [String: Item] = [:]
  ) {
    thumbnailer = options.thumbnailer
    tones = ToneBook(options.output)
    root = content.tree.root
    stamps = Dictionary(zip(content.tree.assets.map(\.path), content.assetStamps)) { first, _ in
      first
    }
    self.earlier = earlier
  }

  /// Every file that has been asked for and could be read, by its path in the content folder.
  var known: [String: Item] {
    items.withLock { items in items.compactMapValues { try? $0.get() } }
  }

  /// The published form of a file of the content folder, which is read the first time.
  func item(_ path: String) throws(FileFault) -> Item {
    if let known = items.withLock({ $0[path] }) { return try known.get() }
    let placed: Result<Item, FileFault>
    if let item = earlier[path], item.stamp != nil, item.stamp == stamps[path],
      item.isPlanned == (thumbnailer != nil)
    {
      placed = .success(item)
    } else {
      do {
        placed = .success(try read(path))
      } catch {
        placed = .failure(error)
      }
    }
    items.withLock { $0[path] = placed }
    return try placed.get()
  }

  /// The card by which a page is known that shows a drawing; nil for any other picture, and where
  /// nothing makes PNG of it.
  ///
  /// - Parameters:
  ///   - path: the drawing.
  ///   - ground: the colour behind it, `#rrggbb`.
  /// - Returns: the card.
  /// - Throws: where the drawing cannot be read.
  func card(_ path: String, on ground: String) throws(FileFault) -> ShareCard? {
    let item = try item(path)
    guard thumbnailer != nil, item.file.hasSuffix(".svg"), item.size != nil else { return nil }
    let card = ShareCard(of: item.file, on: ground)
    cards.withLock { $0[path, default: [:]][ground] = card }
    return card
  }

  /// The main colour of a cover; nil where nothing looks at pictures here, or nothing is seen in it.
  func coverColour(_ path: String) throws(FileFault) -> CoverColour? {
    let item = try item(path)
    guard let thumbnailer else { return nil }
    let hash = Self.hash(in: item.file)
    if let known = colours.withLock({ $0[hash] }) ?? tones.colours[hash] {
      colours.withLock { $0[hash] = known }
      return known
    }
    let colour = try thumbnailer.colour(ofCover: "\(root)/\(path)")
    if let colour { colours.withLock { $0[hash] = colour } }
    return colour
  }

  /// The main colours of the covers that have been asked for, by the hash in their published names.
  var coverColours: [String: CoverColour] { colours.withLock { $0 } }

  private static func hash(in file: String) -> String {
    let dot = file.lastIndex(of: ".") ?? file.endIndex
    guard let dash = file[..<dot].lastIndex(of: "-") else { return file }
    return String(file[file.index(after: dash)..<dot])
  }

  /// The cards that have been asked for, as files of the site, by path.
  private var publishedCards: [SiteFile] {
    guard let thumbnailer else { return [] }
    let known = known
    let cards = cards.withLock { $0 }.sorted { $0.key.precedesInBytes($1.key) }
    return cards.flatMap { path, cards -> [SiteFile] in
      guard let item = known[path], let size = item.size else { return [] }
      let source = "\(root)/\(path)"
      return cards.sorted { $0.key < $1.key }.map { ground, card in
        let drawing = Drawing(name: source, width: ShareCard.width) { () throws(OutputError) in
          let bytes: [UInt8]
          let stripped: [UInt8]
          do throws(FileFault) {
            bytes = try FileBytes.read(source, atMost: .published(source))
            stripped = try PictureMetadata.stripped(bytes, of: source)
          } catch {
            throw .fault(error)
          }
          guard Self.file(for: source, stripped) == item.file else { throw .altered(source) }
          return ShareCard.svg(bytes, size, on: ground)
        }
        return SiteFile(path: card.file, content: .drawing(drawing, by: thumbnailer))
      }
    }
  }

  /// Everything that has been asked for, as the files of the site that it becomes, by path.
  var published: [SiteFile] {
    let items = items.withLock { items in
      items.compactMap { path, item in (try? item.get()).map { ("\(root)/\(path)", $0) } }
    }
    let files = items.sorted { $0.0 < $1.0 }.flatMap { source, item -> [SiteFile] in
      let renditions = thumbnailer.map { thumbnailer in
        (item.plan?.renditions ?? []).map {
          SiteFile(path: $0.file, content: .rendition(of: source, $0, by: thumbnailer))
        }
      }
      // Where there is a smaller one for every browser, the original stays where it is.
      let original = SiteFile(path: item.file, content: .copy(of: source, size: item.byteCount))
      return item.plan?.fallback == nil ? [original] + (renditions ?? []) : renditions ?? []
    }
    // One picture under two paths of the content folder is one file of the site.
    var seen: Set<String> = []
    return (files + publishedCards).filter { seen.insert($0.path).inserted }
  }

  /// What is made of the photographs that have been asked for.
  var plans: [PicturePlan] { known.values.compactMap(\.plan) }

  /// Pictures that no browser will show, and those that reach every phone as they are, because nothing
  /// makes smaller ones.
  var diagnostics: [Diagnostic] {
    let bad = known.filter { $1.isBroken }.sorted { $0.key.precedesInBytes($1.key) }
    let broken =
      refusedUnseen
      + bad.map { path, item in
        Diagnostic(
          .warning, root: root, path: path,
          message: item.byteCount == 0
            ? "this picture is empty"
            : "this is no picture that a browser shows: it is cut off, or of another kind",
          remedy: "put the whole picture there, saved as what its name says")
      }
    guard thumbnailer == nil else { return broken }
    return broken
      + known.filter { $1.isLarge }.sorted { $0.key.precedesInBytes($1.key) }.map { path, item in
        let pixels = item.size.map { "\($0.width) × \($0.height) pixels, " } ?? ""
        return Diagnostic(
          .warning, root: root, path: path,
          message:
            "this picture reaches every phone as it is: \(pixels)\(item.byteCount / 1_000) KB",
          remedy: "install \(Thumbnailer.package), which makes smaller ones of it")
      }
  }

  /// Pictures that lie in the folder for a page to come, and that none will show; not those that a picture
  /// which a page shows was saved from. What pages name is an error there.
  private var refusedUnseen: [Diagnostic] {
    let asked = items.withLock { Set($0.keys) }
    let refused = stamps.keys.compactMap { path in
      asked.contains(path) ? nil : RefusedPicture(name: path).map { (path: path, why: $0.reason) }
    }
    guard !refused.isEmpty else { return [] }
    func stem(_ path: String) -> Substring { path[..<(path.lastIndex(of: ".") ?? path.endIndex)] }
    let shown = Set(asked.map(stem))
    return refused.filter { !shown.contains(stem($0.path)) }
      .sorted { $0.path.precedesInBytes($1.path) }
      .map { picture in
        Diagnostic(
          .warning, root: root, path: picture.path,
          message: "no page can show this picture: \(picture.why)", remedy: RefusedPicture.remedy)
      }
  }

  private func read(_ path: String) throws(FileFault) -> Item {
    let source = "\(root)/\(path)"
    // What was no file when the folder was looked at may be a pipe, or a folder.
    guard let stamp = stamps[path] else { throw FileFault(source, errno: ENOENT) }
    let bytes = try PictureMetadata.stripped(
      FileBytes.read(source, expecting: stamp.size, atMost: .published(path)), of: source)
    let file = Self.file(for: path, bytes)
    var item = Item(
      file: file, url: "/" + SitePath.encode(file), size: PictureSize.read(bytes, path: path),
      byteCount: bytes.count, isPlanned: thumbnailer != nil, stamp: stamp)
    guard let thumbnailer, let size = item.size else { return item }
    guard var plan = PicturePlan(bytes, file: file, size: size) else { return item }
    guard size.width <= PicturePlan.mostPixels / size.height else {
      throw FileFault(
        source,
        reason: "\(size.width) × \(size.height) pixels are too many for a page",
        remedy: "make it smaller")
    }
    // Of one that may be transparent the colour is of no use, but whether it can be read at all is.
    var tone = tones.tones[plan.hash]
    if tone == nil { tone = try thumbnailer.tone(of: source) }
    plan.tone = plan.format == .jpeg ? tone : nil
    item.plan = plan
    item.size = plan.shown
    if let fallback = plan.fallback {
      item.file = fallback.file
      item.url = fallback.url
    }
    return item
  }

  /// The path in the output folder for a file of the content folder that holds these bytes.
  static func file(for path: String, _ bytes: [UInt8]) -> String {
    let last = path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    let name = String(decoding: last.utf8.map { $0 < 0x20 ? 0x2D : $0 }, as: UTF8.self)
    return "media/" + ContentHash.name(shortened(name), of: bytes)
  }

  /// A name that leaves room for what is added to it: a disk takes 255 bytes.
  private static func shortened(_ name: String) -> String {
    let most = 200
    guard name.utf8.count > most else { return name }
    let dot = name.lastIndex(of: ".") ?? name.endIndex
    let ending = name[dot...].utf8.count <= 16 ? name[dot...] : ""
    var stem = name[..<dot]
    while stem.utf8.count + ending.utf8.count > most { stem.removeLast() }
    return String(stem + ending)
  }
}

extension MediaShelf.Item {
  /// Whether its name says that it is a picture, and its bytes do not.
  var isBroken: Bool {
    if file.hasSuffix(".svg") { return byteCount == 0 }
    return size == nil
      && [".png", ".jpg", ".jpeg", ".gif", ".webp"].contains { file.lowercased().hasSuffix($0) }
  }

  /// Whether it is a photograph that a phone should not have to load as it is.
  var isLarge: Bool {
    guard let size, !file.hasSuffix(".svg"), !file.hasSuffix(".gif") else { return false }
    return size.width > 3_000_000 / size.height || byteCount > 500_000
  }

  /// The widths that a text shows it in.
  var sources: ImageSources? {
    plan.map {
      ImageSources(webp: $0.sourceSet, sizes: Self.sizes, className: $0.tone?.className)
    }
  }

  /// A text is as wide as a phone, and never much wider than forty-five ems.
  private static let sizes = "(min-width: 48rem) 45rem, 100vw"
}
