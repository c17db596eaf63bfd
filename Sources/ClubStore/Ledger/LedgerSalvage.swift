import Club
import Journal

extension Ledger {
  /// Hands on every record from a number on that is whole, of files that are damaged. Nothing of it is proved but
  /// the records themselves: what the chain says of them stands in the answer.
  ///
  /// - Parameters:
  ///   - first: the first record wanted; those before it were read already.
  ///   - head: the last record wanted; nil for all.
  ///   - body: takes each record and the people as far as they are known after it.
  /// - Returns: a line for everything that is not whole, with the place.
  public func salvage(
    from first: UInt64, upTo head: Head? = nil, _ body: (StoredRecord, People) throws -> Void
  ) -> [String] {
    var people = People()
    var lost: [String] = []
    reader.salvage { view in
      if let head, UInt64(clamping: view.sequence) > head.sequence { return }
      let record = try StoredRecord(view.owned)
      for fact in record.facts where !record.annex.isEmpty { people.learn(fact, record.annex) }
      if record.sequence >= first { try body(record, people) }
    } lost: { line in
      lost.append(line)
    }
    return lost
  }
}
