public import Annex
public import Disk
public import Lines

/// Reads a journal from its first record and checks every line, without touching anything.
///
/// It takes no lock: beside the process that writes it reads what had been written when each file
/// was opened, and a line that is not whole yet is reported, not refused.
///
/// ```swift
/// let extent = try JournalReader(directory: "Store", hash: sha256).replay { record in … }
/// ```
public struct JournalReader: Sendable {
  let files: StoreFiles

  /// - Parameters:
  ///   - directory: the store's directory.
  ///   - fileSystem: the disk; nothing is asked of it but to list and to read.
  ///   - hash: SHA-256.
  ///   - sealing: the key of the annex; without it sealed values are passed over, unproved.
  public init(
    directory: String, fileSystem: any FileSystem = ReadingDisk(), hash: @escaping HashFunction,
    sealing: AnnexSealing? = nil
  ) {
    files = StoreFiles(
      fileSystem: fileSystem, layout: Layout(directory: directory), hash: hash,
      access: AnnexAccess(sealing: sealing, passesSealed: sealing == nil))
  }

  /// Hands every record on in order, each of them checked: checksum, number, chain, time, annex.
  ///
  /// - Parameter body: takes each record; what it throws is the fault of that record.
  /// - Returns: how far the journal goes.
  /// - Throws: the first fault, with the number of the record that it makes unprovable.
  public func replay(_ body: (RecordView) throws -> Void) throws(JournalFault) -> JournalExtent {
    var replay = Replay(files)
    do {
      return try run(&replay, body)
    } catch {
      throw JournalFault(sequence: replay.chain.head.sequence + 1, error: error)
    }
  }

  private func run(
    _ replay: inout Replay, _ body: (RecordView) throws -> Void
  ) throws(JournalError) -> JournalExtent {
    // Read before the records, because the next start removes it and goes on from there.
    let layout = files.layout
    let cleanStop = try CleanStop.read(layout, on: files.fileSystem)
    let segments = try files.segments(in: layout.journal)
    try replay.run(segments) { record in
      if let head = cleanStop?.head, head.sequence == record.sequence, head.hash != record.hash {
        throw StopBroken(expected: head.hash)
      }
      try body(record)
    }
    let chain = replay.chain
    if let head = cleanStop?.head, head.sequence > chain.head.sequence {
      throw .damaged(
        Place(path: layout.journal),
        "the store was stopped after record \(head.sequence) with hash \(head.hash), but the files "
          + "end with record \(chain.head.sequence)")
    }
    for first in try files.orphans(of: segments, head: chain.head.sequence) {
      // The writer may have made it meanwhile, but never before its segment has values in it.
      if try files.size(of: layout.annex(first)) > 0,
        try !files.segments(in: layout.journal).contains(first)
      {
        throw .lacksSegment(layout.annex(first))
      }
    }
    return JournalExtent(
      head: chain.head, lastTime: chain.segments.isEmpty ? nil : chain.lastTime,
      segments: chain.segments.map {
        JournalExtent.Segment(
          name: Layout.name($0.first), first: $0.first, size: $0.size, annexSize: $0.annexSize)
      },
      unfinished: [replay.tail?.annexTorn, replay.tail?.torn].compactMap { $0 })
  }

  private struct StopBroken: Error, CustomStringConvertible {
    let expected: Hash256

    var description: String {
      "the record's hash is not the one with which the store was stopped, \(expected)"
    }
  }
}

/// Where a journal stops being provable.
public struct JournalFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The first record that cannot be proved.
  public let sequence: Int
  /// Place, reason and remedy.
  public let error: JournalError

  /// `record 7: Store/journal/000000000001.jsonl:7 (byte 1832): the checksum … <remedy>`.
  public var description: String { "record \(sequence): \(error)" }
}

/// How far a journal goes, as its files show it.
public struct JournalExtent: Hashable, Sendable {
  /// A segment and its annex, as far as they hold whole records.
  public struct Segment: Hashable, Sendable {
    /// The name of both files.
    public let name: String
    /// The first record.
    public let first: Int
    /// How many bytes of records.
    public let size: Int
    /// How many bytes of the annex belong to them.
    public let annexSize: Int
  }

  /// The last record.
  public let head: JournalHead
  /// Its time in milliseconds since the Unix epoch; nil in a new journal.
  public let lastTime: Int64?
  /// The segments in their order.
  public let segments: [Segment]
  /// What stands behind the last record because it is being written, or because a crash left it.
  public let unfinished: [TornTail]

  /// The bytes of a file `clean`, as a clean stop after this head would leave it.
  public var cleanStop: [UInt8] {
    guard let last = segments.last else { return [] }
    return CleanStop(
      head: head, first: last.first, size: last.size, annexSize: last.annexSize
    ).encoded()
  }
}
