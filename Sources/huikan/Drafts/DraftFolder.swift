import CivilTime
import ClubAPI
import Glibc
import Synchronization

/// The drafts that have come in, each a Markdown file in `Store/drafts/`, which nobody serves and only
/// the server's own user may read.
///
/// A file has its day and a digest of what it says for its name: sent twice, a draft is there once.
final class DraftFolder: DraftBox {
  /// How many may wait: a flood fills neither the disk nor the editors' day.
  static let capacity = 1_000

  let path: String
  private let turn = Mutex(())

  /// - Parameter store: the store's folder.
  init(store: String) {
    path = store + "/drafts"
  }

  func put(_ draft: Draft) throws(DraftRefusal) {
    try turn.withLock { _ throws(DraftRefusal) in try write(draft) }
  }

  private func write(_ draft: Draft) throws(DraftRefusal) {
    if mkdir(path, 0o700) != 0, errno != EEXIST { throw .disk }
    let names = names
    if names.contains(where: { $0.hasSuffix("-\(draft.mark).md") }) { return }
    guard names.count < Self.capacity else { throw .full }
    let name = "\(path)/\(draft.received.day.iso)-\(draft.mark).md"
    let temporary = name + ".new"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .disk }
    let isWhole = writeWhole(Array(draft.markdown.utf8), to: descriptor) && fsync(descriptor) == 0
    close(descriptor)
    guard isWhole, rename(temporary, name) == 0, synchronize() else {
      unlink(temporary)
      throw .disk
    }
  }

  /// Makes the folder remember its files after a loss of power.
  private func synchronize() -> Bool {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return false }
    defer { close(folder) }
    return fsync(folder) == 0
  }

  /// The names of the drafts that wait, the oldest first; none where they cannot be listed.
  var names: [String] { (try? waiting()) ?? [] }

  /// The names of the drafts that wait, the oldest first; none where none ever came.
  ///
  /// - Throws: where the folder may not be looked into.
  func waiting() throws(CommandFailure) -> [String] {
    guard let stream = opendir(path) else {
      if errno == ENOENT { return [] }
      throw CommandFailure("\(path): \(String(cString: strerror(errno)))")
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: UInt8.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".md") { names.append(name) }
    }
    return names.sorted()
  }
}
