import Annex
import Disk
import Lines

/// Reads single records from the disk, for answers that are given again and for statements.
///
/// A file is opened once for all the records that are asked for together.
struct Excerpt {
  private var files: [String: any File] = [:]
  let fileSystem: any FileSystem
  let layout: Layout
  let hash: HashFunction
  let access: AnnexAccess

  init(
    fileSystem: any FileSystem, layout: Layout, hash: @escaping HashFunction, access: AnnexAccess
  ) {
    self.fileSystem = fileSystem
    self.layout = layout
    self.hash = hash
    self.access = access
  }

  func close() {
    for file in files.values { file.close() }
  }

  /// Reads a record that is on the disk. A line that is only passed over costs no more than finding its
  /// end: where damage makes the wrong line stand next, its sequence gives it away.
  mutating func record(_ wanted: RecordPlace) throws(JournalError) -> Record {
    let reader = try reader(of: layout.segment(wanted.segment), from: wanted.offset)
    // The record is borrowed from the reader's memory until it has been copied.
    defer { withExtendedLifetime(reader) {} }
    for _ in 0..<wanted.skip { _ = try reader.known() }
    let line = try reader.known()
    let json = try line.json()
    var view = try RecordView.parse(json, at: line.place)
    guard view.sequence == wanted.sequence else {
      throw .damaged(
        line.place, "record \(view.sequence) stands where \(wanted.sequence) is expected")
    }
    view.hash = hash(UnsafeRawBufferPointer(json))
    if !view.commitments.isEmpty {
      view.annex = try AnnexLine.values(
        of: view.sequence, provedBy: view.commitments,
        from: try self.reader(of: layout.annex(wanted.segment), from: wanted.annexOffset), hash,
        access)
    }
    return view.owned
  }

  /// Whole lines of one file from an offset.
  private mutating func reader(
    of path: String, from offset: Int
  ) throws(JournalError) -> LineReader {
    let file = if let file = files[path] { file } else { try onDisk(fileSystem.open(path, .never)) }
    files[path] = file
    return LineReader(file, path, from: offset, after: nil, capacity: 1 << 13)
  }
}
