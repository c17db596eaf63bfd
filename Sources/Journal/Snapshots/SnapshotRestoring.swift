import Annex
import Disk
import Lines

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
    for sequence in try onDisk(sequences()) {
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
      guard let header = reader.header(), header.chain.head.sequence == sequence,
        header.content == content
      else {
        let reason = reader.findFault() ?? "it was written by another version"
        passed("\(path): \(reason); the snapshot is passed over")
        continue
      }
      guard header.key == access.sealing?.key else {
        passed("\(path): its people are not sealed as the annex is; the snapshot is passed over")
        continue
      }
      reader.open(with: access.sealing, header)
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
    guard
      let place = chain.segment(of: chain.head.sequence)?.place(of: chain.head.sequence)
    else {
      throw .foreign(path, "the snapshot names no segment for its last record")
    }
    var excerpt = Excerpt(fileSystem: fileSystem, layout: layout, hash: hash, access: access)
    defer { excerpt.close() }
    let record = try excerpt.record(place)
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
    let file = try onDisk(fileSystem.open(path, .never))
    defer { file.close() }
    let found = try onDisk(file.size())
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
  let era: SnapshotEra

  /// The last record's number.
  public var sequence: Int { chain.head.sequence }
}
