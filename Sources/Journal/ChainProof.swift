import Disk
import Lines

extension StoreFiles {
  /// The journal must be the one of which the snapshot was made: its record is there with its hash,
  /// and every segment before it has kept its size.
  func prove(
    _ chain: Chain, _ segments: [Int], _ path: String
  ) throws(JournalError) {
    for (place, segment) in chain.segments.enumerated() {
      guard segments.contains(segment.first) else {
        throw .foreign(
          path,
          "\(layout.segment(segment.first)) is missing, which was there when the snapshot was made")
      }
      let isLast = place == chain.segments.count - 1
      try checkSize(layout.segment(segment.first), segment.size, isLast: isLast, path)
      try checkSize(layout.annex(segment.first), segment.annexSize, isLast: isLast, path)
    }
    guard
      let place = chain.segment(of: chain.head.sequence)?.place(of: chain.head.sequence)
    else {
      throw .foreign(path, "the snapshot names no segment for its last record")
    }
    var excerpt = Excerpt(files: self)
    defer { excerpt.close() }
    let record = try excerpt.record(place)
    guard record.hash == chain.head.hash else {
      throw .foreign(
        path,
        "the snapshot was made of a journal whose record \(chain.head.sequence) has the hash "
          + "\(chain.head.hash), but here it has \(record.hash)")
    }
  }

  private func checkSize(
    _ path: String, _ size: Int, isLast: Bool, _ snapshot: String
  ) throws(JournalError) {
    let found = try self.size(of: path)
    guard found == size || isLast && found > size else {
      throw .foreign(
        snapshot, "when the snapshot was made \(path) had \(size) bytes, and now it has \(found)")
    }
  }
}

extension JournalError {
  static func foreign(_ snapshot: String, _ reason: String) -> JournalError {
    JournalError(
      kind: .damaged, place: snapshot, reason: reason,
      remedy: "Nothing was changed. Restore the journal from a backup. Where the journal is the "
        + "right one, because an older backup was restored, remove the folder of the snapshots: "
        + "they are made anew.")
  }
}
