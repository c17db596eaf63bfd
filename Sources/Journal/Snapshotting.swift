import Annex
import Disk
import Dispatch
public import Lines
public import Snapshots
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
    let shelf = files.shelf
    try await aside(snapshotQueue) { [self] in
      Result { () throws(JournalError) in
        guard point.era == snapshotEra.withLock({ $0 }) else { return }
        try shelf.put(point.chain, content: content, body)
      }
    }
  }

  /// Takes all snapshots away, those that are being made too, because something in them must not
  /// outlive its erasure from the annex. Blocks.
  func endSnapshotEra() throws(JournalError) {
    snapshotEra.withLock { $0.number += 1 }
    let shelf = files.shelf
    let result = snapshotQueue.sync {
      Result { () throws(FileError) in try shelf.clear() }
    }
    try onDisk(result.get())
  }
}

/// Where a journal stood at one moment.
public struct SnapshotPoint: Sendable {
  let chain: Chain
  let era: SnapshotEra

  /// The last record's number.
  public var sequence: Int { chain.head.sequence }
}

extension JournalReader {
  /// The last records of the snapshots that are there, the oldest first.
  ///
  /// - Throws: where the folder cannot be read.
  public func snapshots() throws(JournalError) -> [Int] {
    do throws(FileError) {
      return try files.shelf.sequences().reversed()
    } catch {
      if error.isMissing { return [] }
      throw .disk(error)
    }
  }

  /// Reads a snapshot, to hold it against the records that it was made of.
  ///
  /// - Parameters:
  ///   - sequence: its last record.
  ///   - content: the version that `body` reads.
  ///   - body: reads the blocks that the owner wrote; what it throws is what is wrong with them.
  /// - Returns: what became of it.
  /// - Throws: where it is damaged; its place is the file.
  public func snapshot<Value>(
    _ sequence: Int, content: Int, _ body: (SnapshotReader) throws -> Value
  ) throws(JournalError) -> SnapshotReading<Value> {
    try files.shelf.read(sequence, content: content, body)
  }

  /// What is wrong with a snapshot that disagrees with its records.
  public func disagreement(of sequence: Int) -> JournalError {
    .badSnapshot(
      files.shelf.path(of: sequence), "it does not say what its \(sequence) records lead to")
  }
}
