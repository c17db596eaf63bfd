/// Rows in the order of their arrival, in chunks of 4,096.
///
/// A plain array doubles when it is full, which with millions of rows copies hundreds of megabytes
/// while everybody waits. Chunks grow in small even steps, and a copy of a table shares all chunks
/// with the original until one of them changes.
package struct Table<Row: Sendable & Hashable>: Sendable, Hashable {
  private var chunks: [[Row]] = []
  package private(set) var count = 0

  package init() {}

  private static var chunkLength: Int { 4096 }

  package subscript(index: Int) -> Row {
    chunks[index / Self.chunkLength][index % Self.chunkLength]
  }

  package mutating func append(_ row: Row) {
    if count % Self.chunkLength == 0 {
      chunks.append([])
      chunks[chunks.count - 1].reserveCapacity(count == 0 ? 16 : Self.chunkLength)
    }
    chunks[chunks.count - 1].append(row)
    count += 1
  }

  package mutating func update(_ index: Int, _ change: (inout Row) -> Void) {
    change(&chunks[index / Self.chunkLength][index % Self.chunkLength])
  }

  /// Writes all rows, each by `row`.
  package func write(
    to writer: inout StateWriter, _ row: (Row, inout StateWriter) -> Void
  ) {
    writer.int(count)
    for chunk in chunks {
      for next in chunk {
        row(next, &writer)
        writer.endRow()
      }
    }
  }

  /// Reads what `write` has written.
  package init(
    from reader: inout StateReader,
    _ row: (inout StateReader) throws(UnreadableState) -> Row
  ) throws(UnreadableState) {
    let wanted = try reader.count()
    while count < wanted {
      var chunk: [Row] = []
      let size = min(wanted - count, Self.chunkLength)
      chunk.reserveCapacity(chunks.isEmpty ? size : Self.chunkLength)
      for _ in 0..<size { chunk.append(try row(&reader)) }
      chunks.append(chunk)
      count += size
    }
  }

  /// The row at `position` in a table whose rows stand in the order of their positions.
  func index(of position: Position, _ key: (Row) -> Position) -> Int? {
    let index = partition { key($0) < position }
    return index < count && key(self[index]) == position ? index : nil
  }

  /// The first row after `position` in such a table; `count` where there is none.
  func firstIndex(after position: Position, _ key: (Row) -> Position) -> Int {
    partition { key($0) <= position }
  }

  private func partition(_ isBefore: (Row) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Codes that rows name by two bytes.
struct CodeTable: Sendable, Hashable {
  private var codes: [Code] = []
  private var indices: [Code: UInt16] = [:]

  subscript(index: UInt16) -> Code { codes[Int(index)] }

  /// The code's index; nil where it was not entered.
  func index(of code: Code) -> UInt16? { indices[code] }

  /// The code's index, entered where it is new; nil where all 65,536 are taken.
  mutating func enter(_ code: Code) -> UInt16? {
    if let index = indices[code] { return index }
    guard let index = UInt16(exactly: codes.count) else { return nil }
    codes.append(code)
    indices[code] = index
    return index
  }
}

/// A position in six bytes of a row.
struct PackedPosition: Sendable, Hashable {
  private let sequence: UInt32
  private let index: UInt16

  /// Nil beyond four thousand million records: far from here, and never silently wrong.
  init?(_ position: Position) {
    guard let sequence = UInt32(exactly: position.sequence),
      let index = UInt16(exactly: position.index)
    else { return nil }
    self.sequence = sequence
    self.index = index
  }

  var position: Position { Position(sequence: Int(sequence), index: Int(index)) }
}

extension CodeTable {
  func write(to writer: inout StateWriter) {
    writer.int(codes.count)
    for code in codes { writer.code(code) }
  }

  init(from reader: inout StateReader) throws(UnreadableState) {
    for _ in 0..<(try reader.count()) {
      guard enter(try reader.code()) != nil else {
        throw UnreadableState("there are too many codes")
      }
    }
  }
}

extension PackedPosition {
  func write(to writer: inout StateWriter) {
    writer.uint32(sequence)
    writer.uint16(index)
  }

  init(from reader: inout StateReader) throws(UnreadableState) {
    sequence = try reader.uint32()
    index = try reader.uint16()
  }
}
