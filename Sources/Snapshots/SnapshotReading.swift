import Annex
import Disk
package import Lines

/// What became of a snapshot that was to be read.
public enum SnapshotReading<Value> {
  /// It is whole, and this was made of it.
  case read(Value)
  /// A newer one has taken its place meanwhile.
  case gone
  /// It is of another version of the program, which passes it over as this one does.
  case otherVersion
  /// It is sealed with a key that is not here.
  case sealed
}

/// How an owner takes snapshots in.
public struct SnapshotUse {
  let content: Int
  let restore: (SnapshotReader) throws -> () -> Void

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

extension SnapshotShelf {
  /// Brings the newest snapshot into force that is whole and of this version.
  ///
  /// - Parameters:
  ///   - use: how its owner takes it in.
  ///   - passed: called with a line for every snapshot that is of no use.
  ///   - prove: looks whether the journal is the one of which it was made.
  /// - Returns: where the journal stood then; nil where no snapshot is of use.
  /// - Throws: what `prove` throws of a whole snapshot.
  package func newest(
    _ use: SnapshotUse, passed: (String) -> Void,
    prove: (Position, _ snapshot: String) throws(JournalError) -> Void
  ) throws(JournalError) -> Position? {
    for sequence in try onDisk(sequences()) {
      let path = path(of: sequence)
      let file: any File
      do {
        file = try fileSystem.open(path, .never)
      } catch {
        passed("\(path): \(error); the snapshot is passed over")
        continue
      }
      defer { file.close() }
      let reader = SnapshotReader(file)
      let header: SnapshotHeader<Position>? = reader.header()
      guard let header, header.position.sequence == sequence, header.content == use.content else {
        let reason = reader.findFault() ?? "it was written by another version"
        passed("\(path): \(reason); the snapshot is passed over")
        continue
      }
      guard header.key == sealing?.key else {
        passed("\(path): its people are not sealed as the annex is; the snapshot is passed over")
        continue
      }
      reader.open(with: sealing, of: sequence)
      do {
        let enforce = try use.restore(reader)
        if let fault = reader.findFault() {
          passed("\(path): \(fault); the snapshot is passed over")
          continue
        }
        try prove(header.position, path)
        enforce()
        return header.position
      } catch let error as JournalError {
        throw error
      } catch {
        let fault = reader.findFault() ?? "\(error)"
        passed("\(path): \(fault); the snapshot is passed over")
      }
    }
    return nil
  }

  /// Reads a snapshot, to hold it against the records that it was made of.
  ///
  /// - Parameters:
  ///   - sequence: its last record.
  ///   - content: the version that `body` reads.
  ///   - body: reads the blocks that the owner wrote; what it throws is what is wrong with them.
  /// - Returns: what became of it.
  /// - Throws: where it is damaged; its place is the file.
  package func read<Value>(
    _ sequence: Int, content: Int, _ body: (SnapshotReader) throws -> Value
  ) throws(JournalError) -> SnapshotReading<Value> {
    let path = path(of: sequence)
    let file: any File
    do throws(FileError) {
      file = try fileSystem.open(path, .never)
    } catch {
      if error.isMissing { return .gone }
      throw .disk(error)
    }
    defer { file.close() }
    let reader = SnapshotReader(file)
    let header: SnapshotHeader<Position>? = reader.header()
    guard let header else {
      guard let fault = reader.findFault() else { return .otherVersion }
      throw .badSnapshot(path, fault)
    }
    guard header.content == content else { return .otherVersion }
    if let key = header.key, key != sealing?.key { return .sealed }
    reader.open(with: header.key == nil ? nil : sealing, of: header.position.sequence)
    do {
      let value = try body(reader)
      if let fault = reader.findFault() { throw JournalError.badSnapshot(path, fault) }
      guard header.position.sequence == sequence else {
        throw JournalError.badSnapshot(
          path, "it was made of \(header.position.sequence) records")
      }
      return .read(value)
    } catch let error as JournalError {
      throw error
    } catch {
      throw .badSnapshot(path, reader.findFault() ?? "\(error)")
    }
  }
}

extension JournalError {
  package static func badSnapshot(_ path: String, _ reason: String) -> JournalError {
    JournalError(
      kind: .damaged, place: path, reason: reason,
      remedy: "The records are the truth: stop the server, remove this file, and start it again; "
        + "snapshots are made anew.")
  }
}
