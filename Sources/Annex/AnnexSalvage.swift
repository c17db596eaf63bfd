package import Lines

/// The lines of an annex that are whole, whatever stands between them.
package struct AnnexSalvage {
  private var lines: [Int: [String: (line: AnnexLine, place: Place)]] = [:]

  /// Of an annex that cannot be read.
  package init() {}

  /// Reads an annex to its end.
  package init(_ reader: LineReader) throws(JournalError) {
    while let item = try reader.next() {
      guard let json = Line.json(of: item.bytes),
        let line = try? AnnexLine.parse(json, at: item.place)
      else { continue }
      lines[line.sequence, default: [:]][line.field] = (line, item.place)
    }
  }

  /// The value of a record's field; nil where it is missing, or is not the one that the record had.
  package func value(
    of record: Int, provedBy commitment: Commitment, _ hash: HashFunction, _ access: AnnexAccess
  ) -> AnnexValue? {
    guard let (line, place) = lines[record]?[commitment.field] else { return nil }
    return try? line.value(of: record, provedBy: commitment, at: place, hash, access)
  }
}
