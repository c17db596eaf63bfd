import Disk
import JSON
import Lines

/// Records that go to the disk together.
struct Batch {
  /// Where in the batch a new segment begins.
  struct Cut {
    var first: Int
    var records: Int
    var annex: Int
  }

  var records = JSONWriter()
  var annex = JSONWriter()
  var cuts: [Cut] = []
  var count = 0
  var head = JournalHead(sequence: 0, hash: .zero)

  /// Empties the batch; its storage is kept unless it has grown beyond what a busy moment needs.
  mutating func clear() {
    let keeps = records.bytes.capacity < 4 << 20
    records.bytes.removeAll(keepingCapacity: keeps)
    annex.bytes.removeAll(keepingCapacity: keeps)
    cuts.removeAll()
    count = 0
  }
}

/// The last segment and its annex, as the writer thread writes them.
struct SegmentWriter {
  private let fileSystem: any FileSystem
  private let layout: Layout
  private var records: any File
  private var annex: any File
  /// The segment's first record.
  private(set) var first: Int
  /// How many bytes the segment has.
  private(set) var size: Int
  /// How many bytes its annex has.
  private(set) var annexSize: Int
  /// The next segment and its annex, made while there was space for them.
  private var spare: (records: any File, annex: any File)?

  /// Opens the segment that begins with `first`.
  init(
    fileSystem: any FileSystem, layout: Layout, first: Int, size: Int, annexSize: Int
  ) throws(FileError) {
    self.fileSystem = fileSystem
    self.layout = layout
    self.first = first
    self.size = size
    self.annexSize = annexSize
    records = try fileSystem.open(layout.segment(first), .never)
    annex = try fileSystem.open(layout.annex(first), .never)
  }

  /// Makes an empty segment that begins with `first`, and its annex. The annex comes first: a
  /// segment without one is damage.
  static func create(
    _ first: Int, layout: Layout, fileSystem: any FileSystem
  ) throws(FileError) -> (records: any File, annex: any File) {
    let annex = try fileSystem.open(layout.annex(first), .always)
    try fileSystem.syncDirectory(layout.annex)
    let records = try fileSystem.open(layout.segment(first), .always)
    try fileSystem.syncDirectory(layout.journal)
    return (records, annex)
  }

  /// Writes and syncs a batch: of every segment that it touches the annex first, then the records.
  mutating func write(_ batch: inout Batch) throws(FileError) {
    var start = (records: 0, annex: 0)
    for cut in batch.cuts {
      try write(&batch, start.records..<cut.records, start.annex..<cut.annex)
      records.close()
      annex.close()
      (records, annex) = try next(cut.first)
      (first, size, annexSize) = (cut.first, 0, 0)
      start = (cut.records, cut.annex)
    }
    let end = (records: batch.records.bytes.count, annex: batch.annex.bytes.count)
    try write(&batch, start.records..<end.records, start.annex..<end.annex)
  }

  /// Goes on in the annex that has taken the old one's place, of the same length.
  mutating func reopenAnnex() throws(FileError) {
    annex.close()
    annex = try fileSystem.open(layout.annex(first), .never)
  }

  func close() {
    for file in [records, annex, spare?.records, spare?.annex] { file?.close() }
  }

  /// Has the disk promise space up to these sizes of segment and annex.
  func reserve(records recordsEnd: Int, annex annexEnd: Int) throws(FileError) {
    try annex.reserve(annexEnd)
    try records.reserve(recordsEnd)
  }

  /// Makes the next segment ahead, with space for so many bytes in each of its files. What a failure
  /// leaves of it goes at the next attempt.
  mutating func makeSpare(_ size: Int) throws(FileError) {
    if let spare {
      try spare.annex.reserve(size)
      return try spare.records.reserve(size)
    }
    let annex = try spareFile(layout.spareAnnex, in: layout.annex, size)
    do {
      spare = (try spareFile(layout.spareSegment, in: layout.journal, size), annex)
    } catch {
      annex.close()
      throw error
    }
  }

  private func spareFile(
    _ path: String, in directory: String, _ size: Int
  ) throws(FileError) -> any File {
    try fileSystem.clearWay(for: path, in: directory)
    let file = try fileSystem.open(path, .always)
    do {
      try file.reserve(size)
    } catch {
      file.close()
      throw error
    }
    return file
  }

  /// Begins the segment that begins with `first`: the spare one, where there is one.
  private mutating func next(
    _ first: Int
  ) throws(FileError) -> (records: any File, annex: any File) {
    guard let spare else {
      return try SegmentWriter.create(first, layout: layout, fileSystem: fileSystem)
    }
    try fileSystem.rename(layout.spareAnnex, to: layout.annex(first))
    try fileSystem.syncDirectory(layout.annex)
    try fileSystem.rename(layout.spareSegment, to: layout.segment(first))
    try fileSystem.syncDirectory(layout.journal)
    self.spare = nil
    return spare
  }

  private mutating func write(
    _ batch: inout Batch, _ recordRange: Range<Int>, _ annexRange: Range<Int>
  ) throws(FileError) {
    if !annexRange.isEmpty {
      batch.annex.bytes[annexRange.lowerBound + 8] = Line.syncedMark
      try append(batch.annex.bytes[annexRange], to: annex, at: annexSize)
      annexSize += annexRange.count
    }
    guard !recordRange.isEmpty else { return }
    batch.records.bytes[recordRange.lowerBound + 8] = Line.syncedMark
    try append(batch.records.bytes[recordRange], to: records, at: size)
    size += recordRange.count
  }

  private func append(
    _ bytes: ArraySlice<UInt8>, to file: any File, at offset: Int
  ) throws(FileError) {
    try file.writeAll(bytes, at: offset)
    try file.sync()
  }
}

extension SegmentWriter {
  /// Whether segment and annex still have their names: two calls of the system, once a group.
  func isNamed() throws(FileError) -> Bool {
    guard try records.isNamed() else { return false }
    return try annex.isNamed()
  }

  /// Copies segment and annex out of files that somebody has removed but that are still open.
  ///
  /// - Returns: what has happened, with the place of the copies.
  func rescued() -> JournalError {
    let all = [
      ("journal", layout.segment(first), records), ("annex", layout.annex(first), annex),
    ]
    let lost = all.filter { ((try? $0.2.isNamed()) ?? true) == false }
    let paths = lost.map(\.1)
    do throws(FileError) {
      try fileSystem.makeDirectory(layout.directory)
      try fileSystem.makeDirectory(layout.rescued)
      var moves: [String] = []
      for (folder, path, file) in lost {
        let copy = "\(layout.rescued)/\(folder)-\(Layout.name(first))"
        let bytes = try file.bytes(at: 0, count: try file.size())
        try fileSystem.replace(copy, in: layout.rescued, with: bytes)
        moves.append("mv \(copy) \(path)")
      }
      return .removed(
        paths,
        saved:
          "It was still open and has been copied: \(moves.joined(separator: " && ")), then start.")
    } catch {
      return .removed(paths, saved: "It could not be copied (\(error)): restore a backup.")
    }
  }
}

extension JournalError {
  /// Somebody has removed files that are being written.
  static func removed(_ paths: [String], saved: String) -> JournalError {
    JournalError(
      kind: .disk, place: paths.joined(separator: ", "),
      reason: "somebody has removed or replaced this while the store was open",
      remedy: "What was acknowledged is in no file of that name any more. \(saved)")
  }
}
