/// The snapshots of a store: two are kept, so that a damaged one costs a longer start and no more.
struct SnapshotShelf {
  /// Takes a snapshot in, and returns what puts it into force once all of it has proved whole.
  typealias Restore = (SnapshotReader) throws -> () -> Void

  let fileSystem: any FileSystem
  let layout: Layout
  let hash: HashFunction

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
      try? fileSystem.remove(path + Layout.temporarySuffix)
      throw .disk(error)
    }
    if let fault { throw .damaged(Place(path: path), "read back at once, \(fault)") }
  }

  private func write(
    _ header: SnapshotHeader, to path: String, _ body: (SnapshotWriter) -> Void
  ) throws(FileError) {
    let temporary = path + Layout.temporarySuffix
    let name = String(temporary.dropFirst(layout.snapshots.count + 1))
    if try fileSystem.list(layout.snapshots).contains(name) { try fileSystem.remove(temporary) }
    let file = try fileSystem.open(temporary, .always)
    defer { file.close() }
    let writer = SnapshotWriter(file)
    writer.write(header.encoded())
    body(writer)
    try writer.finish()
    try fileSystem.rename(temporary, to: path)
    try fileSystem.syncDirectory(layout.snapshots)
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

extension SnapshotShelf {
  /// Brings the newest snapshot into force that is whole and of this version.
  ///
  /// - Parameters:
  ///   - content: the version that `restore` reads.
  ///   - segments: the first records of all segments.
  ///   - passed: called with a line for every snapshot that is of no use.
  ///   - restore: takes the owner's part in.
  /// - Returns: where the journal stood then; an empty chain where no snapshot is of use.
  /// - Throws: where a whole snapshot proves that the journal is not the one it was made of.
  func newest(
    content: Int, segments: [Int], passed: (String) -> Void, _ restore: Restore
  ) throws(JournalError) -> Chain {
    let sequences: [Int]
    do {
      sequences = try self.sequences()
    } catch {
      throw .disk(error)
    }
    for sequence in sequences {
      let path = layout.snapshot(sequence)
      let file: any File
      do {
        file = try fileSystem.open(path, .never)
      } catch {
        passed("\(path): \(error); the snapshot is passed over")
        continue
      }
      defer { file.close() }
      let reader = SnapshotReader(file)
      guard let first = reader.next(), let header = SnapshotHeader(first),
        header.chain.head.sequence == sequence, header.content == content
      else {
        let reason = reader.findFault() ?? "it was written by another version"
        passed("\(path): \(reason); the snapshot is passed over")
        continue
      }
      do {
        let enforce = try restore(reader)
        if let fault = reader.findFault() {
          passed("\(path): \(fault); the snapshot is passed over")
          continue
        }
        try check(header.chain, segments, path)
        enforce()
        return header.chain
      } catch let error as JournalError {
        throw error
      } catch {
        let fault = reader.findFault() ?? "\(error)"
        passed("\(path): \(fault); the snapshot is passed over")
      }
    }
    return Chain()
  }

  /// The journal must be the one of which the snapshot was made: its record is there with its hash,
  /// and every segment before it has kept its size.
  private func check(
    _ chain: Chain, _ segments: [Int], _ path: String
  ) throws(JournalError) {
    for (place, segment) in chain.segments.enumerated() {
      guard segments.contains(segment.first) else {
        throw .foreign(
          path,
          "\(layout.segment(segment.first)) is missing, which was there when the snapshot was made")
      }
      let isLast = place == chain.segments.count - 1
      try checkSize(layout.segment(segment.first), segment.size, isLast: isLast, path)
      try checkSize(layout.annex(segment.first), segment.annexSize, isLast: isLast, path)
    }
    guard let index = chain.segment(of: chain.head.sequence) else {
      throw .foreign(path, "the snapshot names no segment for its last record")
    }
    let record = try Excerpt(fileSystem: fileSystem, layout: layout, hash: hash)
      .record(chain.head.sequence, in: index)
    guard record.hash == chain.head.hash else {
      throw .foreign(
        path,
        "the snapshot was made of a journal whose record \(chain.head.sequence) has the hash "
          + "\(chain.head.hash), but here it has \(record.hash)")
    }
  }

  private func checkSize(
    _ path: String, _ size: Int, isLast: Bool, _ snapshot: String
  ) throws(JournalError) {
    let found: Int
    do {
      let file = try fileSystem.open(path, .never)
      defer { file.close() }
      found = try file.size()
    } catch {
      throw .disk(error)
    }
    guard found == size || isLast && found > size else {
      throw .foreign(
        snapshot, "when the snapshot was made \(path) had \(size) bytes, and now it has \(found)")
    }
  }
}

extension JournalError {
  static func foreign(_ snapshot: String, _ reason: String) -> JournalError {
    JournalError(
      kind: .damaged, place: snapshot, reason: reason,
      remedy: "Nothing was changed. Restore the journal from a backup. Where the journal is the "
        + "right one, because an older backup was restored, remove the folder of the snapshots: "
        + "they are made anew.")
  }
}

/// How an owner takes snapshots in.
public struct SnapshotUse {
  let content: Int
  let restore: SnapshotShelf.Restore

  /// - Parameters:
  ///   - content: the version that `restore` reads; others are passed over.
  ///   - restore: reads the blocks that the owner wrote, and returns what puts them into force: called
  ///     once the whole file has proved undamaged and to belong to the journal. What it throws passes
  ///     the snapshot over.
  public init(content: Int, restore: @escaping (SnapshotReader) throws -> () -> Void) {
    self.content = content
    self.restore = restore
  }
}

/// Where a journal stood at one moment.
public struct SnapshotPoint: Sendable {
  let chain: Chain

  /// The last record's number.
  public var sequence: Int { chain.head.sequence }
}
