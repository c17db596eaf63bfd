import Annex
import Disk
import Lines

/// Reads all segments in order, checks every line, and hands every record on.
///
/// Nothing is changed on the disk. What a crash has left half-written is reported in `tail`.
struct Replay {
  /// Where the whole part of the last segment and of its annex ends.
  struct Tail {
    var first: Int
    var torn: TornTail?
    var annexTorn: TornTail?
    /// Whether the last whole line lacks only its line feed.
    var lacksLineFeed = false
  }

  private let files: StoreFiles
  private(set) var chain: Chain
  private(set) var tail: Tail?

  /// - Parameters:
  ///   - files: what is read.
  ///   - chain: what a snapshot has of the journal; the records behind it are read.
  init(_ files: StoreFiles, from chain: Chain = Chain()) {
    self.files = files
    self.chain = chain
  }

  /// Reads the segments that begin with these numbers, ascending.
  mutating func run(
    _ segments: [Int], _ body: (RecordView) throws -> Void
  ) throws(JournalError) {
    let begun = chain.segments.last?.first ?? 0
    for first in segments where first >= begun {
      if first == begun {
        try read(first, isLast: first == segments.last, body)
        continue
      }
      guard first == chain.head.sequence + 1 else {
        throw .damaged(
          Place(path: files.layout.segment(first)),
          "records \(chain.head.sequence + 1) to \(first - 1) are missing before this segment")
      }
      chain.segments.append(SegmentIndex(first: first))
      try read(first, isLast: first == segments.last, body)
    }
  }

  private mutating func read(
    _ first: Int, isLast: Bool, _ body: (RecordView) throws -> Void
  ) throws(JournalError) {
    let (path, annexPath) = (files.layout.segment(first), files.layout.annex(first))
    let settled = isLast ? try files.size(of: annexPath) : 0
    let file = try files.open(path)
    defer { file.close() }
    let annexFile = try files.open(annexPath)
    defer { annexFile.close() }
    let known = chain.segments[chain.segments.count - 1]
    var annex = AnnexReplay(
      file: annexFile, path: annexPath, from: known.annexSize, after: known.annexLines,
      settled: settled, hash: files.hash, access: files.access)
    let reader = LineReader(
      file, path, from: known.size,
      after: known.size == 0 ? 0 : chain.head.sequence + 1 - first)
    if isLast { tail = Tail(first: first) }
    while let line = try reader.next() {
      guard let json = Line.json(of: line.bytes) else {
        if Line.hasCarriageReturn(line.bytes) { throw .textMode(line.place) }
        guard isLast else {
          throw .damaged(line.place, "the checksum does not match the line")
        }
        try endTorn(line, reader, path)
        break
      }
      let place = line.place
      try take(json, of: line, at: place, annex: &annex, body)
      if !line.isComplete {
        guard isLast else { throw .damaged(place, "the line does not end") }
        tail?.lacksLineFeed = true
      }
    }
    try annex.finish(isLast: isLast, head: chain.head.sequence)
    if isLast { tail?.annexTorn = annex.torn }
    chain.segments[chain.segments.count - 1].annexSize = annex.kept
  }

  private mutating func take(
    _ json: UnsafeBufferPointer<UInt8>, of line: LineReader.Item, at place: Place,
    annex: inout AnnexReplay, _ body: (RecordView) throws -> Void
  ) throws(JournalError) {
    var view = try RecordView.parse(json, at: place)
    guard view.sequence == chain.head.sequence + 1 else {
      throw .damaged(
        place, "record \(view.sequence) stands where \(chain.head.sequence + 1) is expected")
    }
    guard view.previous == chain.head.hash else {
      throw .damaged(place, "the record is not chained to the one before it")
    }
    guard view.time >= chain.lastTime else {
      throw .damaged(place, "the record is earlier than the one before it")
    }
    view.hash = files.hash(UnsafeRawBufferPointer(json))
    let current = chain.segments.count - 1
    if !view.commitments.isEmpty {
      chain.segments[current].add(
        annexOf: view.sequence, lines: view.commitments.count, at: annex.kept)
      view.annex = try annex.values(
        of: view.sequence, provedBy: view.commitments, at: place)
    }
    do {
      try body(view)
    } catch let error as JournalError {
      throw error
    } catch {
      throw JournalError(
        kind: .refused, place: place.description, reason: "\(error)",
        remedy: "Use the version of the program that wrote it, or restore a backup.")
    }
    chain.segments[current].add(record: view.sequence, at: line.offset)
    chain.segments[current].size = line.end
    chain.head = JournalHead(sequence: view.sequence, hash: view.hash)
    chain.lastTime = view.time
  }

  /// Ends the last segment before a line that is not whole, unless something behind it proves that
  /// the line had once been synced, or it never was the beginning of one.
  private mutating func endTorn(
    _ line: LineReader.Item, _ reader: LineReader, _ path: String
  ) throws(JournalError) {
    let place = line.place
    guard Line.mayBegin(line.bytes) else {
      throw .damaged(place, "the checksum does not match the line, and no record begins like this")
    }
    var end = line.end
    while let later = try reader.next() {
      end = later.end
      if Line.isMarked(later.bytes) {
        throw .damaged(
          place,
          "the checksum does not match the line, and line \(later.number) proves that it "
            + "was once whole")
      }
    }
    tail?.torn = TornTail(path: path, line: line.number, kept: line.offset, cut: end - line.offset)
  }
}
