package import Annex
package import Disk
package import Lines

/// The snapshots of a store: two are kept, so that a damaged one costs a longer start and no more.
package struct SnapshotShelf<Position: SnapshotPosition>: Sendable {
  let fileSystem: any FileSystem
  let directory: String
  /// The key of the annex: what persons have in a snapshot is sealed as there.
  let sealing: AnnexSealing?

  package init(fileSystem: any FileSystem, directory: String, sealing: AnnexSealing?) {
    self.fileSystem = fileSystem
    self.directory = directory
    self.sealing = sealing
  }

  package func path(of sequence: Int) -> String {
    "\(directory)/\(NumberedName.text(sequence, suffix: ".snapshot"))"
  }

  /// The last records of the snapshots on the shelf, the newest first.
  package func sequences() throws(FileError) -> [Int] {
    try fileSystem.list(directory).compactMap {
      NumberedName.number(in: $0, suffix: ".snapshot")
    }.sorted(by: >)
  }

  /// Puts a snapshot on the shelf: written beside it, synced, renamed, and read back before anything
  /// older goes.
  ///
  /// - Parameters:
  ///   - position: what it is made of.
  ///   - content: the version of what `body` writes.
  ///   - body: writes the owner's blocks.
  /// - Throws: where the disk fails or has not kept what was written.
  package func put(
    _ position: Position, content: Int, _ body: (SnapshotWriter) -> Void
  ) throws(JournalError) {
    let path = path(of: position.sequence)
    let fault: String?
    do {
      try write(position, content, to: path, body)
      let file = try fileSystem.open(path, .never)
      fault = SnapshotReader(file).findFault()
      file.close()
      if fault == nil {
        for old in try sequences().dropFirst(2) { try fileSystem.remove(self.path(of: old)) }
      } else {
        try fileSystem.remove(path)
      }
      try fileSystem.syncDirectory(directory)
    } catch {
      try? fileSystem.remove(path + draftSuffix)
      throw .disk(error)
    }
    if let fault { throw .damaged(Place(path: path), "read back at once, \(fault)") }
  }

  private func write(
    _ position: Position, _ content: Int, to path: String, _ body: (SnapshotWriter) -> Void
  ) throws(FileError) {
    try fileSystem.clearWay(for: path + draftSuffix, in: directory)
    let file = try fileSystem.open(path + draftSuffix, .always)
    defer { file.close() }
    let header = SnapshotHeader(content: content, key: sealing?.key, position: position)
    let writer = SnapshotWriter(file, header.encoded(), of: position.sequence, sealing)
    body(writer)
    try writer.finish()
    try fileSystem.putDraft(in: directory, inPlaceOf: path)
  }

  /// Takes all snapshots away: what they hold of persons must not outlive its erasure.
  package func clear() throws(FileError) {
    for sequence in try sequences() { try fileSystem.remove(path(of: sequence)) }
    try fileSystem.syncDirectory(directory)
  }
}
