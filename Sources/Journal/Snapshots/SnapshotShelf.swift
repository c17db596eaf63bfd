import Annex
import Disk
import Lines

/// The snapshots of a store: two are kept, so that a damaged one costs a longer start and no more.
struct SnapshotShelf {
  /// Takes a snapshot in, and returns what puts it into force once all of it has proved whole.
  typealias Restore = (SnapshotReader) throws -> () -> Void

  let fileSystem: any FileSystem
  let layout: Layout
  let hash: HashFunction
  let access: AnnexAccess

  /// The last records of the snapshots on the shelf, the newest first.
  func sequences() throws(FileError) -> [Int] {
    try fileSystem.list(layout.snapshots).compactMap(Layout.snapshotSequence).sorted(by: >)
  }

  /// Puts a snapshot on the shelf: written beside it, synced, renamed, and read back before anything
  /// older goes.
  func put(_ header: SnapshotHeader, _ body: (SnapshotWriter) -> Void) throws(JournalError) {
    let path = layout.snapshot(header.chain.head.sequence)
    let fault: String?
    do {
      try write(header, to: path, body)
      fault = try reading(path) { $0.findFault() }
      if fault == nil {
        for old in try sequences().dropFirst(2) { try fileSystem.remove(layout.snapshot(old)) }
      } else {
        try fileSystem.remove(path)
      }
      try fileSystem.syncDirectory(layout.snapshots)
    } catch {
      try? fileSystem.remove(path + draftSuffix)
      throw .disk(error)
    }
    if let fault { throw .damaged(Place(path: path), "read back at once, \(fault)") }
  }

  private func write(
    _ header: SnapshotHeader, to path: String, _ body: (SnapshotWriter) -> Void
  ) throws(FileError) {
    try fileSystem.clearWay(for: path + draftSuffix, in: layout.snapshots)
    let file = try fileSystem.open(path + draftSuffix, .always)
    defer { file.close() }
    let writer = SnapshotWriter(file, header, access.sealing)
    body(writer)
    try writer.finish()
    try fileSystem.putDraft(in: layout.snapshots, inPlaceOf: path)
  }

  /// Takes all snapshots away: what they hold of persons must not outlive its erasure.
  func clear() throws(FileError) {
    for sequence in try sequences() { try fileSystem.remove(layout.snapshot(sequence)) }
    try fileSystem.syncDirectory(layout.snapshots)
  }

  private func reading<Value>(
    _ path: String, _ body: (SnapshotReader) -> Value
  ) throws(FileError) -> Value {
    let file = try fileSystem.open(path, .never)
    defer { file.close() }
    return body(SnapshotReader(file))
  }
}
