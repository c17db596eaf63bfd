extension TreeRenderer {
  /// Remembers the ids in raw HTML, so that a link to one of them is not taken for broken.
  mutating func collectIDs(_ literal: Bytes) {
    var index = literal.index(from: 0, ofByte: UInt8(ascii: "="))
    while index < literal.count {
      defer { index = literal.index(from: index + 1, ofByte: UInt8(ascii: "=")) }
      let start = index + 1
      guard start < literal.count, isNamed("id", literal, index) || isNamed("name", literal, index)
      else { continue }
      let quote = literal[start]
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
        let end = literal[(start + 1)...].firstIndex(of: quote)
      else { continue }
      result.anchors.append(String(stripping: Bytes(rebasing: literal[start + 1..<end])))
    }
  }

  /// Whether an attribute of this name ends before `index`.
  private func isNamed(_ name: StaticString, _ literal: Bytes, _ index: Int) -> Bool {
    let start = index - name.utf8CodeUnitCount
    return start > 0 && literal[start - 1] <= 0x20 && literal.matches(name, at: start)
  }
}
