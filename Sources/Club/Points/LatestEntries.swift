public import CivilTime

extension PointsState {
  /// Everybody's entries of a time that lasts until now, the newest first.
  ///
  /// - Parameters:
  ///   - start: when the time begins.
  ///   - most: the most entries wanted, the newest of them.
  ///   - isWanted: whether one of them is.
  /// - Returns: the entries, and whether there are earlier ones for which there was no room.
  public func entries(
    postedSince start: Instant, most: Int, where isWanted: (Entry) -> Bool = { _ in true }
  ) -> (entries: [Entry], isTruncated: Bool) {
    var found: [Entry] = []
    for index in stride(from: entryCount - 1, through: 0, by: -1) {
      let entry = entry(at: index)
      if entry.posted < start { break }
      guard isWanted(entry) else { continue }
      if found.count >= most { return (found, true) }
      found.append(entry)
    }
    return (found, false)
  }
}
