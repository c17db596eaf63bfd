import Annex
import Disk
public import Lines

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

extension JournalReader {
  /// The last records of the snapshots that are there, the oldest first.
  ///
  /// - Throws: where the folder cannot be read.
  public func snapshots() throws(JournalError) -> [Int] {
    do throws(FileError) {
      return try shelf.sequences().reversed()
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
    let path = layout.snapshot(sequence)
    let file: any File
    do throws(FileError) {
      file = try fileSystem.open(path, .never)
    } catch {
      if error.isMissing { return .gone }
      throw .disk(error)
    }
    defer { file.close() }
    let reader = SnapshotReader(file)
    guard let header = reader.header() else {
      guard let fault = reader.findFault() else { return .otherVersion }
      throw .badSnapshot(path, fault)
    }
    guard header.content == content else { return .otherVersion }
    if let key = header.key, key != access.sealing?.key { return .sealed }
    reader.open(with: header.key == nil ? nil : access.sealing, header)
    do {
      let value = try body(reader)
      if let fault = reader.findFault() { throw JournalError.badSnapshot(path, fault) }
      guard header.chain.head.sequence == sequence else {
        throw JournalError.badSnapshot(path, "it was made of \(header.chain.head.sequence) records")
      }
      return .read(value)
    } catch let error as JournalError {
      throw error
    } catch {
      throw .badSnapshot(path, reader.findFault() ?? "\(error)")
    }
  }

  /// What is wrong with a snapshot that disagrees with its records.
  public func disagreement(of sequence: Int) -> JournalError {
    .badSnapshot(
      layout.snapshot(sequence), "it does not say what its \(sequence) records lead to")
  }

  private var shelf: SnapshotShelf {
    SnapshotShelf(fileSystem: fileSystem, layout: layout, hash: hash, access: access)
  }
}

extension JournalError {
  static func badSnapshot(_ path: String, _ reason: String) -> JournalError {
    JournalError(
      kind: .damaged, place: path, reason: reason,
      remedy: "The records are the truth: stop the server, remove this file, and start it again; "
        + "snapshots are made anew.")
  }
}
