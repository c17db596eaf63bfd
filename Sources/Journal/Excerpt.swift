/// Reads single records from the disk, for answers that are given again and for statements.
struct Excerpt {
  let fileSystem: any FileSystem
  let layout: Layout
  let hash: HashFunction
  let access: AnnexAccess

  /// Reads a record that is on the disk.
  func record(_ sequence: Int, in index: SegmentIndex) throws(JournalError) -> Record {
    guard let (offset, skip) = index.location(of: sequence) else {
      throw .damaged(Place(path: layout.segment(index.first)), "record \(sequence) is not indexed")
    }
    let reader = try Reader(fileSystem, layout.segment(index.first), from: offset)
    defer { reader.file.close() }
    for _ in 0..<skip { _ = try reader.line() }
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
    if !view.commitments.isEmpty { view.annex = try annex(of: view, in: index) }
    return view.owned
  }

  private func annex(
    of record: RecordView, in index: SegmentIndex
  ) throws(JournalError) -> [AnnexValue] {
    let path = layout.annex(index.first)
    let reader = try Reader(fileSystem, path, from: index.annexLocation(of: record.sequence))
    defer { reader.file.close() }
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
  let file: any File
  let path: String
  let lines: LineReader

  init(_ fileSystem: any FileSystem, _ path: String, from offset: Int) throws(JournalError) {
    do {
      file = try fileSystem.open(path, .never)
    } catch {
      throw .disk(error)
    }
    self.path = path
    lines = LineReader(file, from: offset, capacity: 1 << 14)
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
