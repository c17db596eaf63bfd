import Annex
import Disk
import Dispatch
public import Lines
import Synchronization

/// Snapshots made before something was erased are of an earlier era, and never reach the disk after it.
struct SnapshotEra: Hashable, Sendable {
  var number: Int
}

extension Journal {
  /// Where the journal stands now: to be taken together with what was made of its records.
  public var point: SnapshotPoint {
    SnapshotPoint(chain: committer.chainNow, era: snapshotEra.withLock { $0 })
  }

  /// Puts a snapshot on the disk, once all its records are there, on a thread of its own.
  ///
  /// It is written to a new file, synced, renamed and read back before all but two older ones go. One
  /// that was overtaken by an erasure is dropped.
  /// - Parameters:
  ///   - point: where the journal stood when the owner copied what it writes.
  ///   - content: the version of what the owner writes.
  ///   - body: writes it.
  /// - Throws: `JournalError` where the disk fails or is full: the older snapshots are still there.
  public func writeSnapshot(
    of point: SnapshotPoint, content: Int, _ body: @escaping @Sendable (SnapshotWriter) -> Void
  ) async throws(JournalError) {
    try await durable(point.sequence)
    let shelf = opening.shelf
    let header = SnapshotHeader(
      content: content, key: opening.access.sealing?.key, chain: point.chain)
    try await aside(snapshotQueue) { [self] in
      Result { () throws(JournalError) in
        guard point.era == snapshotEra.withLock({ $0 }) else { return }
        try shelf.put(header, body)
      }
    }
  }

  /// Takes all snapshots away, those that are being made too, because something in them must not
  /// outlive its erasure from the annex. Blocks.
  func endSnapshotEra() throws(JournalError) {
    snapshotEra.withLock { $0.number += 1 }
    let shelf = opening.shelf
    let result = snapshotQueue.sync {
      Result { () throws(FileError) in try shelf.clear() }
    }
    try onDisk(result.get())
  }
}
