import Annex
import Disk
import Lines
import Snapshots

/// The files of a store, and what it takes to read them.
struct StoreFiles: Sendable {
  let fileSystem: any FileSystem
  let layout: Layout
  let hash: HashFunction
  var access = AnnexAccess()

  var shelf: SnapshotShelf<Chain> {
    SnapshotShelf(fileSystem: fileSystem, directory: layout.snapshots, sealing: access.sealing)
  }

  var cuttings: Cuttings { Cuttings(fileSystem: fileSystem, store: layout.directory) }

  func open(_ path: String) throws(JournalError) -> any File {
    do {
      return try fileSystem.open(path, .never)
    } catch {
      throw error.isMissing ? .missing(path) : .disk(error)
    }
  }

  func size(of path: String) throws(JournalError) -> Int {
    let file = try open(path)
    defer { file.close() }
    return try onDisk(file.size())
  }

  /// The first records of the segments that have a file in a directory, ascending.
  func segments(in directory: String) throws(JournalError) -> [Int] {
    try onDisk(fileSystem.list(directory)).compactMap(Layout.first).sorted()
  }

  /// The annexes whose segment is missing, and does not hold a record that there is.
  func orphans(of segments: [Int], head: Int) throws(JournalError) -> [Int] {
    let orphans = try self.segments(in: layout.annex).filter { !segments.contains($0) }
    if let first = orphans.first, first <= head {
      throw .damaged(Place(path: layout.annex(first)), "there is no segment of that name")
    }
    return orphans
  }

  /// Puts down that everything is on the disk.
  func write(_ cleanStop: CleanStop) throws(JournalError) {
    try onDisk(
      fileSystem.replace(layout.cleanStop, in: layout.directory, with: cleanStop.encoded()))
  }
}

extension JournalError {
  /// A file of the journal that must be there is not.
  static func missing(_ path: String) -> JournalError {
    JournalError(
      kind: .damaged, place: path, reason: "the file is missing",
      remedy:
        "Nothing was changed. Somebody has moved or removed it: put it back, or restore it from a "
        + "backup.")
  }
}
