/// Which lots every entry used: a run of rows for each, the last of them marked.
///
/// Most entries use one lot or two, so a run costs eight bytes for each and no allocation.
struct LotTable: Sendable, Hashable {
  /// An entry without uses.
  static let none = UInt32.max

  struct Row: Sendable, Hashable {
    /// The index of the entry that opened the lot.
    let entry: UInt32
    /// The points, with the highest bit set in a run's last row.
    let marked: UInt32

    static let lastMark: UInt32 = 1 << 31

    var points: Int { Int(marked & ~Row.lastMark) }
    var isLast: Bool { marked & Row.lastMark != 0 }
  }

  private var rows = Table<Row>()

  /// Enters a run; returns where it begins.
  mutating func enter(_ uses: [(entry: Int, points: Int)]) -> UInt32 {
    guard let last = uses.indices.last else { return LotTable.none }
    let start = UInt32(rows.count)
    for (index, use) in uses.enumerated() {
      rows.append(
        Row(
          entry: UInt32(use.entry),
          marked: UInt32(use.points) | (index == last ? Row.lastMark : 0)))
    }
    return start
  }

  /// The run that begins at a place.
  func run(at start: UInt32) -> [(entry: Int, points: Int)] {
    guard start != LotTable.none else { return [] }
    var uses: [(entry: Int, points: Int)] = []
    var index = Int(start)
    while true {
      let row = rows[index]
      uses.append((Int(row.entry), row.points))
      if row.isLast { return uses }
      index += 1
    }
  }
}

extension LotTable {
  func write(to writer: inout StateWriter) {
    rows.write(to: &writer) { row, writer in
      writer.uint32(row.entry)
      writer.uint32(row.marked)
    }
  }

  init(from reader: inout StateReader) throws(UnreadableState) {
    rows = try Table(from: &reader) { reader throws(UnreadableState) in
      Row(entry: try reader.uint32(), marked: try reader.uint32())
    }
  }
}
