import Annex
import Disk
import Lines
import Snapshots

/// Brings a store's directory into order at the start: makes what is missing, replays what is there,
/// removes what a crash left half-done.
struct Opening {
  let files: StoreFiles
  private(set) var tornTails: [TornTail] = []
  /// The last record that came from a snapshot.
  private(set) var restored = 0
  /// A line for every snapshot that was of no use.
  private(set) var passedOver: [String] = []

  init(_ files: StoreFiles) { self.files = files }

  private var fileSystem: any FileSystem { files.fileSystem }
  private var layout: Layout { files.layout }

  /// Makes the directories and takes the lock.
  func prepare() throws(JournalError) -> any FileLock {
    try onDisk { () throws(FileError) in
      try fileSystem.makeDirectory(layout.directory)
      // A store whose own name is lost with the power is lost whole. Nothing stands in it before
      // its name is on the disk, so a crash in between is made good here too.
      if try !fileSystem.list(layout.directory).contains("journal") {
        try fileSystem.syncDirectory(layout.parent)
      }
      try fileSystem.makeDirectory(layout.journal)
      try fileSystem.makeDirectory(layout.annex)
      try fileSystem.makeDirectory(layout.snapshots)
      try fileSystem.syncDirectory(layout.directory)
    }
    do {
      return try fileSystem.lock(layout.lock)
    } catch {
      guard error.operation == "lock" else { throw .disk(error) }
      throw .locked(layout.lock)
    }
  }

  /// Takes the newest snapshot in, replays what comes after it, and leaves the last segment ready for
  /// writing.
  mutating func replay(
    _ snapshots: SnapshotUse?, _ body: (RecordView) throws -> Void
  ) throws(JournalError) -> (Chain, SegmentWriter) {
    try removeTemporaryFiles()
    let segments = try files.segments(in: layout.journal)
    try checkRescued(segments)
    var start = Chain()
    if let snapshots {
      let newest = try files.shelf.newest(
        snapshots, passed: { passedOver.append($0) },
        prove: { [files] chain, path throws(JournalError) in
          try files.prove(chain, segments, path)
        })
      start = newest ?? start
    }
    restored = start.head.sequence
    var replay = Replay(files, from: start)
    try replay.run(segments, body)
    var chain = replay.chain
    let cleanStop = try CleanStop.read(layout, on: fileSystem)
    if let cleanStop { try check(cleanStop, against: chain, replay.tail) }
    try removeOrphans(segments, head: chain.head.sequence)
    if let tail = replay.tail {
      try settle(tail, chain: &chain, isClean: cleanStop != nil)
    }
    return try onDisk { () throws(FileError) in
      if cleanStop != nil {
        try fileSystem.remove(layout.cleanStop)
        try fileSystem.syncDirectory(layout.directory)
      }
      if chain.segments.isEmpty {
        let files = try SegmentWriter.create(1, layout: layout, fileSystem: fileSystem)
        files.records.close()
        files.annex.close()
        chain.segments.append(SegmentIndex(first: 1))
      }
      let last = chain.segments[chain.segments.count - 1]
      let writer = try SegmentWriter(
        fileSystem: fileSystem, layout: layout, first: last.first, size: last.size,
        annexSize: last.annexSize)
      return (chain, writer)
    }
  }
}

extension Opening {
  /// A store that was stopped cleanly ends where it ended; if not, somebody took a tail away.
  private func check(
    _ cleanStop: CleanStop, against chain: Chain, _ tail: Replay.Tail?
  ) throws(JournalError) {
    guard chain.head == cleanStop.head else {
      let place = Place(path: layout.journal)
      let reason =
        "the store was stopped after record \(cleanStop.head.sequence) with hash "
        + "\(cleanStop.head.hash), but the files end with record \(chain.head.sequence) and hash "
        + "\(chain.head.hash)"
      // More records than there were: what was left by the stop is of another day.
      throw chain.head.sequence > cleanStop.head.sequence
        ? .stopUnfit(place, reason) : .damaged(place, reason)
    }
    if let behind = tail?.torn ?? tail?.annexTorn {
      throw .damaged(
        Place(path: behind.path, line: behind.line, offset: behind.kept),
        "something stands here that was not there when the store was stopped after record "
          + "\(chain.head.sequence)")
    }
  }

  /// After a crash the last segment and its annex are written anew from what is whole: the system's
  /// cache may show bytes that a failed sync never put on the disk.
  private mutating func settle(
    _ tail: Replay.Tail, chain: inout Chain, isClean: Bool
  ) throws(JournalError) {
    guard !isClean || tail.lacksLineFeed else { return }
    tornTails = []
    for torn in [tail.annexTorn, tail.torn] {
      guard var torn else { continue }
      torn.keptIn = try onDisk(files.cuttings.keep(torn))
      tornTails.append(torn)
    }
    let last = chain.segments.count - 1
    let segment = chain.segments[last]
    try onDisk { () throws(FileError) in
      try rewrite(layout.annex(tail.first), in: layout.annex, keeping: segment.annexSize)
      try rewrite(
        layout.segment(tail.first), in: layout.journal, keeping: segment.size,
        lacksLineFeed: tail.lacksLineFeed)
    }
    if tail.lacksLineFeed { chain.segments[last].size += 1 }
  }

  /// Refuses to begin anew in a store whose records were removed while it was open.
  private func checkRescued(_ segments: [Int]) throws(JournalError) {
    guard segments.isEmpty else { return }
    let rescued = try onDisk { () throws(FileError) in
      try fileSystem.list(layout.directory).contains("rescued")
        ? try fileSystem.list(layout.rescued) : []
    }
    guard let name = rescued.first(where: { $0.hasPrefix("journal-") }) else { return }
    throw JournalError(
      kind: .damaged, place: layout.journal,
      reason:
        "there is no record in it, but somebody removed one of its files while the store was open",
      remedy: "Nothing was changed. Put it back (mv \(layout.rescued)/\(name) \(layout.journal)/"
        + "\(name.dropFirst("journal-".utf8.count)), and annex-… likewise), or restore a backup.")
  }

  private func rewrite(
    _ path: String, in directory: String, keeping size: Int, lacksLineFeed: Bool = false
  ) throws(FileError) {
    var bytes = try fileSystem.contents(of: path)
    bytes.removeSubrange(size...)
    if lacksLineFeed { bytes.append(Line.end) }
    try fileSystem.replace(path, in: directory, with: bytes)
  }

  private func removeTemporaryFiles() throws(JournalError) {
    try onDisk { () throws(FileError) in
      for directory in layout.directories + [try files.cuttings.madeFolder()].compactMap(\.self) {
        for name in try fileSystem.list(directory) where name.hasSuffix(draftSuffix) {
          try fileSystem.remove("\(directory)/\(name)")
        }
      }
    }
  }

  /// Removes the annex of a segment that a crash kept from being made: nothing is in it yet.
  private func removeOrphans(_ segments: [Int], head: Int) throws(JournalError) {
    for first in try files.orphans(of: segments, head: head) {
      guard try files.size(of: layout.annex(first)) == 0 else {
        throw .lacksSegment(layout.annex(first))
      }
      try onDisk { () throws(FileError) in
        try fileSystem.remove(layout.annex(first))
        try fileSystem.syncDirectory(layout.annex)
      }
    }
  }
}

extension JournalError {
  static func lacksSegment(_ annex: String) -> JournalError {
    .damaged(
      Place(path: annex),
      "it holds values, but the segment of that name is missing, which was there before them")
  }

  fileprivate static func locked(_ path: String) -> JournalError {
    JournalError(
      kind: .locked, place: path, reason: "another process has this store open",
      remedy: "Stop the other process, or let it do the work.")
  }
}
