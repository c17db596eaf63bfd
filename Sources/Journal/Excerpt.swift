import Disk

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

  /// Reads a record that is on the disk.
  mutating func record(_ wanted: RecordPlace) throws(JournalError) -> Record {
    let sequence = wanted.sequence
    let reader = try reader(of: layout.segment(wanted.segment), from: wanted.offset)
    // The record is borrowed from the reader's memory until it has been copied.
    defer { withExtendedLifetime(reader) {} }
    for _ in 0..<wanted.skip { _ = try reader.line() }
    let (json, place) = try reader.next()
    var view: RecordView
    do {
      view = try RecordView.parse(json)
    } catch {
      throw .unreadable(error, at: place)
    }
    guard view.sequence == sequence else {
      throw .damaged(place, "record \(view.sequence) stands where \(sequence) is expected")
    }
    view.hash = hash(UnsafeRawBufferPointer(json))
    if !view.commitments.isEmpty { view.annex = try annex(of: view, at: wanted) }
    return view.owned
  }

  private mutating func reader(
    of path: String, from offset: Int
  ) throws(JournalError) -> Reader {
    if let file = files[path] { return Reader(file, path, from: offset) }
    do {
      let file = try fileSystem.open(path, .never)
      files[path] = file
      return Reader(file, path, from: offset)
    } catch {
      throw .disk(error)
    }
  }

  private mutating func annex(
    of record: RecordView, at wanted: RecordPlace
  ) throws(JournalError) -> [AnnexValue] {
    let reader = try reader(of: layout.annex(wanted.segment), from: wanted.annexOffset)
    defer { withExtendedLifetime(reader) {} }
    var values: [AnnexValue] = []
    while values.count < record.commitments.count {
      let (bytes, place) = try reader.line()
      if let other = AnnexLine.sequence(in: bytes), other < record.sequence { continue }
      let json = try Reader.json(of: bytes, at: place)
      let line: AnnexLine
      do {
        line = try AnnexLine.parse(json)
      } catch {
        throw .unreadable(error, at: place)
      }
      values.append(try line.value(provedBy: record, field: values.count, at: place, hash, access))
    }
    return values
  }
}

/// Whole lines of one file from an offset.
private struct Reader {
  let path: String
  let lines: LineReader

  init(_ file: any File, _ path: String, from offset: Int) {
    self.path = path
    lines = LineReader(file, from: offset, capacity: 1 << 13)
  }

  func next() throws(JournalError) -> (json: UnsafeBufferPointer<UInt8>, place: Place) {
    let (bytes, place) = try line()
    return (try Reader.json(of: bytes, at: place), place)
  }

  /// The next line as it stands, unchecked: one that is only passed over costs no more than finding
  /// its end. Where damage makes the wrong line stand next, its sequence gives it away.
  func line() throws(JournalError) -> (bytes: UnsafeBufferPointer<UInt8>, place: Place) {
    let item: LineReader.Item?
    do {
      item = try lines.next()
    } catch {
      throw .disk(error)
    }
    guard let item else { throw .damaged(Place(path: path), "the file has become shorter") }
    return (item.bytes, Place(path: path, offset: item.offset))
  }

  static func json(
    of bytes: UnsafeBufferPointer<UInt8>, at place: Place
  ) throws(JournalError) -> UnsafeBufferPointer<UInt8> {
    guard let json = Line.json(of: bytes) else {
      throw .damaged(place, "the checksum does not match the line")
    }
    return json
  }
}
