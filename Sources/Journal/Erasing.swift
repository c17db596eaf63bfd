public import Annex
public import Disk
import Dispatch
public import Lines
import Snapshots
import Synchronization

extension Journal {
  /// The store's directory.
  public var directory: String { files.layout.directory }

  /// Reads this store from its first record, beside the writer.
  public var reader: JournalReader {
    JournalReader(
      directory: directory, fileSystem: files.fileSystem.reading, hash: files.hash,
      sealing: files.access.sealing)
  }

  /// Replaces every value in the annex of some records by its trace, and takes all snapshots away:
  /// whoever makes them makes new ones. The records and their chain stay as they are. Blocks; returns when
  /// it is on the disk.
  ///
  /// - Parameter sequences: the records, all of them on the disk.
  /// - Returns: how many values were there to be erased.
  /// - Throws: where a file cannot be read or written; what was not erased is then still there, and
  ///   erasing again goes on from there.
  public func erase(annexOf sequences: Set<Int>) throws(JournalError) -> Int {
    try endSnapshotEra()
    try onDisk(files.cuttings.removeValues())
    let layout = files.layout
    let current = committer.durableSegment
    var bySegment: [Int: Set<Int>] = [:]
    for sequence in sequences {
      guard let index = committer.index(of: sequence) else { continue }
      bySegment[index.first, default: []].insert(sequence)
    }
    let rewriting = AnnexRewriting(
      fileSystem: files.fileSystem, directory: layout.annex)
    var count = 0
    for (first, sequences) in bySegment.sorted(by: { $0.key < $1.key }) where first < current {
      guard let erased = try rewriting.erase(sequences, in: layout.annex(first)) else { continue }
      try rewriting.commit(layout.annex(first))
      count += erased
    }
    // What the writer may be adding to is its own affair, between two groups of records.
    let recent = bySegment.filter { $0.key >= current }
    guard !recent.isEmpty else { return count }
    return count
      + (try committer.betweenGroups { [committer] segment throws(Errand.Failure) in
        var count = 0
        for (first, sequences) in recent.sorted(by: { $0.key < $1.key }) {
          let erased: Int?
          do throws(JournalError) {
            // The new file takes over what the disk has promised to the old one.
            let room = first == segment.first ? committer.promisedAnnex(of: first) : 0
            erased = try rewriting.erase(sequences, in: layout.annex(first), room: room)
          } catch { throw .harmless(error) }
          guard let erased else { continue }
          do throws(JournalError) {
            try rewriting.commit(layout.annex(first))
          } catch { throw .fatal(error) }
          do throws(FileError) {
            if first == segment.first { try segment.reopenAnnex() }
          } catch { throw .fatal(.disk(error)) }
          count += erased
        }
        return count
      })
  }

  /// Seals every value in a store's annex that lies there in clear, in a store that nobody has open.
  ///
  /// - Parameters:
  ///   - directory: the store's directory.
  ///   - fileSystem: the disk.
  ///   - sealing: the key.
  /// - Returns: how many values have been sealed.
  /// - Throws: where the store is open elsewhere or a file cannot be read or written; sealing again
  ///   goes on from there.
  public static func seal(
    directory: String, fileSystem: any FileSystem = POSIXFileSystem(), with sealing: AnnexSealing
  ) throws(JournalError) -> Int {
    let layout = Layout(directory: directory)
    let files = StoreFiles(fileSystem: fileSystem, layout: layout, hash: { _ in .zero })
    let lock = try Opening(files).prepare()
    defer { lock.release() }
    try onDisk(files.cuttings.removeValues())
    let rewriting = AnnexRewriting(fileSystem: fileSystem, directory: layout.annex)
    try onDisk(files.shelf.clear())
    var count = 0
    for first in try files.segments(in: layout.annex) {
      let sealed = try rewriting.seal(layout.annex(first), with: sealing)
      guard let sealed else { continue }
      try rewriting.commit(layout.annex(first))
      count += sealed
    }
    return count
  }
}

/// Work for the writer thread between two groups of records.
struct Errand: Sendable {
  enum Failure: Error {
    /// Nothing has changed; the writer goes on.
    case harmless(JournalError)
    /// Nobody knows what is on the disk; the writer must stop.
    case fatal(JournalError)

    var error: JournalError {
      switch self {
      case .harmless(let error), .fatal(let error): error
      }
    }
  }

  /// What it came to; an error ends the journal.
  let run: @Sendable (inout SegmentWriter) -> JournalError?
  /// Called instead where the journal has ended before.
  let cancel: @Sendable (JournalError) -> Void
}

extension Committer {
  /// Runs work on the writer thread while nothing is being written, and waits for it. Blocks.
  func betweenGroups<Value: Sendable>(
    _ body: @escaping @Sendable (inout SegmentWriter) throws(Errand.Failure) -> Value
  ) throws(JournalError) -> Value {
    let result = ErrandResult<Value>()
    add(
      Errand(
        run: { segment in
          do throws(Errand.Failure) {
            result.give(.success(try body(&segment)))
            return nil
          } catch {
            result.give(.failure(error.error))
            if case .fatal(let failure) = error { return failure }
            return nil
          }
        }, cancel: { result.give(.failure($0)) }))
    return try result.wait().get()
  }
}

private final class ErrandResult<Value: Sendable>: Sendable {
  private let done = DispatchSemaphore(value: 0)
  private let value = Mutex<Result<Value, JournalError>?>(nil)

  func give(_ result: Result<Value, JournalError>) {
    value.withLock { $0 = result }
    done.signal()
  }

  func wait() -> Result<Value, JournalError> {
    done.wait()
    guard let result = value.withLock({ $0 }) else {
      preconditionFailure("an errand is done with its result")
    }
    return result
  }
}
