import Magazine
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
    var byteCount: Int
    /// What tells that the file is still the one that was read.
    var stamp: FileStamp?
  }

  private let root: String
  private let stamps: [String: FileStamp]
  private let items = Mutex<[String: Result<Item, FileFault>]>([:])
  private let earlier: [String: Item]

  /// - Parameters:
  ///   - content: the folder.
  ///   - earlier: what is known of files from before: one that looks untouched is not read again.
  init(_ content: ContentDirectory, after earlier: [String: Item] = [:]) {
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
    if let item = earlier[path], item.stamp != nil, item.stamp == stamps[path] {
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

  /// Everything that has been asked for: where it lies in the content folder, where it goes, and its
  /// size in bytes.
  var published: [(source: String, file: String, size: Int)] {
    items.withLock { items in
      items.compactMap { path, item in
        guard case .success(let item) = item else { return nil }
        return ("\(root)/\(path)", item.file, item.byteCount)
      }
    }.sorted { $0.source < $1.source }
  }

  private func read(_ path: String) throws(FileFault) -> Item {
    let bytes = try FileBytes.read("\(root)/\(path)", expecting: stamps[path]?.size)
    let file = Self.file(for: path, bytes)
    return Item(
      file: file, url: "/" + SitePath.encode(file), size: PictureSize.read(bytes, path: path),
      byteCount: bytes.count, stamp: stamps[path])
  }

  /// The path in the output folder for a file of the content folder that holds these bytes.
  static func file(for path: String, _ bytes: [UInt8]) -> String {
    let last = path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    let name = String(decoding: last.utf8.map { $0 < 0x20 ? 0x2D : $0 }, as: UTF8.self)
    return "media/" + ContentHash.name(name, of: bytes)
  }
}
