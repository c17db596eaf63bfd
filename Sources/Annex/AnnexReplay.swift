package import Disk
package import Lines

/// Reads a segment's annex beside its records and checks every value against its commitment.
package struct AnnexReplay {
  private let reader: LineReader
  private let path: String
  private let hash: HashFunction
  private let access: AnnexAccess
  private var waiting: (line: AnnexLine, place: Place)?
  private var isAtEnd = false
  private var firstBadLine: LineReader.Item?
  /// How many bytes belong to records read so far.
  package private(set) var kept: Int
  /// What stands behind them, known after `finish`.
  package private(set) var torn: TornTail?
  private var lines: Int
  private var total: Int
  private let settled: Int

  /// Begins behind those values that the index knows already.
  ///
  /// - Parameters:
  ///   - file: the annex.
  ///   - path: how messages call it.
  ///   - size: how many bytes of it the index knows.
  ///   - lines: how many lines.
  ///   - settled: how many bytes the annex had before the records were looked at: what proves something
  ///     of the records must stand there, for the store's writer may be at work.
  ///   - hash: SHA-256.
  ///   - access: what there is to open the annex with.
  package init(
    file: any File, path: String, from size: Int, after lines: Int, settled: Int,
    hash: @escaping HashFunction, access: AnnexAccess
  ) {
    self.settled = settled
    (kept, total, self.lines) = (size, size, lines)
    reader = LineReader(file, path, from: size, after: lines, capacity: 1 << 16)
    self.path = path
    self.hash = hash
    self.access = access
  }

  /// The values of a record's fields; `nil` for erased ones.
  package mutating func values(
    of record: Int, provedBy commitments: [Commitment], at place: Place
  ) throws(JournalError) -> [AnnexValue] {
    var values: [AnnexValue] = []
    for commitment in commitments {
      try advance()
      if waiting == nil, let bad = firstBadLine {
        throw .damaged(
          bad.place, "the checksum does not match the line, which record \(record) needs")
      }
      guard let (line, linePlace) = waiting else {
        throw .damaged(
          place, "the value '\(commitment.field)' of record \(record) is missing in \(path)")
      }
      values.append(
        try line.value(of: record, provedBy: commitment, at: linePlace, hash, access))
      waiting = nil
      kept = total
    }
    return values
  }

  /// Checks what stands behind the last record's values: nothing, but in the last segment what a
  /// crash left there before its record was written. That is of one group of records; where a second
  /// one begins, the records of the first had been on the disk.
  package mutating func finish(isLast: Bool, head: Int) throws(JournalError) {
    try advance()
    if let (line, place) = waiting, !isLast || line.sequence <= head {
      throw .damaged(place, "the value belongs to no record")
    }
    if !isLast, let bad = firstBadLine {
      throw .damaged(bad.place, "the checksum does not match the line")
    }
    let firstCut = lines + (waiting == nil ? 1 : 0)
    while let item = try reader.next() {
      if isLast, item.offset < settled, Line.isMarked(item.bytes) {
        throw .damaged(
          Place(path: path, line: firstCut, offset: kept),
          "from here on the values belong to records that are missing, and line \(item.number) proves "
            + "that they had been on the disk")
      }
      total = item.end
    }
    if total > kept {
      torn = TornTail(path: path, line: firstCut, kept: kept, cut: total - kept)
    }
  }

  /// Makes `waiting` the next whole line, if there is one.
  private mutating func advance() throws(JournalError) {
    guard waiting == nil, !isAtEnd else { return }
    guard let item = try reader.next() else {
      isAtEnd = true
      return
    }
    total = item.end
    guard item.isComplete, let json = Line.json(of: item.bytes) else {
      firstBadLine = item
      isAtEnd = true
      return
    }
    lines = item.number
    waiting = (try AnnexLine.parse(json, at: item.place), item.place)
  }
}
