extension TreeRenderer {
  /// Remembers the ids in raw HTML, so that a link to one of them is not taken for broken.
  mutating func collectIDs(_ literal: Bytes) {
    for index in 0..<max(0, literal.count - 5) where literal[index] <= 0x20 {
      let start: Int
      if literal.matches("id=", at: index + 1) {
        start = index + 4
      } else if literal.matches("name=", at: index + 1) {
        start = index + 6
      } else {
        continue
      }
      guard start < literal.count else { return }
      let quote = literal[start]
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
        let end = literal[(start + 1)...].firstIndex(of: quote)
      else { continue }
      result.ids.insert(String(stripping: Bytes(rebasing: literal[start + 1..<end])))
    }
  }
}
