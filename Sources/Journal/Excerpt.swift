import Annex
import Disk
import Lines

/// Reads single records from the disk, for answers that are given again and for statements.
///
/// A file is opened once for all the records that are asked for together.
struct Excerpt {
  private var opened: [String: any File] = [:]
  let files: StoreFiles

  init(files: StoreFiles) { self.files = files }

  func close() {
    for file in opened.values { file.close() }
  }

  /// Reads a record that is on the disk. A line that is only passed over costs no more than finding its
  /// end: where damage makes the wrong line stand next, its sequence gives it away.
  mutating func record(_ wanted: RecordPlace) throws(JournalError) -> Record {
    let reader = try reader(of: files.layout.segment(wanted.segment), from: wanted.offset)
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
    view.hash = files.hash(UnsafeRawBufferPointer(json))
    if !view.commitments.isEmpty {
      view.annex = try AnnexLine.values(
        of: view.sequence, provedBy: view.commitments,
        from: try self.reader(of: files.layout.annex(wanted.segment), from: wanted.annexOffset),
        files.hash, files.access)
    }
    return view.owned
  }

  /// Whole lines of one file from an offset.
  private mutating func reader(
    of path: String, from offset: Int
  ) throws(JournalError) -> LineReader {
    let file = if let file = opened[path] { file } else { try files.open(path) }
    opened[path] = file
    return LineReader(file, path, from: offset, after: nil, capacity: 1 << 13)
  }
}
