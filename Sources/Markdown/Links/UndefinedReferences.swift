extension TreeRenderer {
  /// Warns of `[words][label]` whose label is defined nowhere: libcmark leaves it as text.
  ///
  /// Brackets stand in ordinary text too, so a pair of them counts only where the first holds words
  /// (Han, or three letters) and follows none: `a[row][column]`, `[1][2]` and `[i][j]` do not.
  mutating func checkReferences(in node: Node) {
    let text = node.literal
    var index = text.index(from: 0, ofByte: UInt8(ascii: "]"))
    while index < text.count {
      defer { index = text.index(from: index + 1, ofByte: UInt8(ascii: "]")) }
      guard let label = label(of: text, behind: index), opensReference(text, closing: index, node)
      else { continue }
      let name = String(stripping: Bytes(rebasing: text[label]))
      let place = places.place(of: "][\(name)]", in: node)
      undefinedReferences += 1
      // A text with hundreds of them has no slips of the pen, but is something else altogether.
      let nearest =
        undefinedReferences > 100
        ? nil : NearestName.find(name.lowercased(), among: places.referenceLabels())
      report(
        .warning, at: (place.line, place.column + 1),
        "no reference is defined as [\(name)], so its brackets stand on the page",
        nearest.map { "write [\($0)]" }
          ?? "write a line [\(name)]: and where it leads, or the address in parentheses")
    }
  }

  /// The label in `[…]` behind a closing bracket; nil where there is none, and for a note's.
  private func label(of text: Bytes, behind index: Int) -> Range<Int>? {
    let start = index + 2
    guard start < text.count, text[index + 1] == UInt8(ascii: "["),
      text[start] != UInt8(ascii: "^")
    else { return nil }
    let end = text.index(from: start, ofByte: UInt8(ascii: "]"))
    guard end < text.count, end > start, end - start < 1_000,
      Sentinel.third(text, at: start) == nil,
      text.index(from: start, ofByte: UInt8(ascii: "[")) > end
    else { return nil }
    return start..<end
  }

  /// Whether the bracket at `close` closes one around words. Marks between the two make nodes of
  /// their own, and are words.
  private func opensReference(_ text: Bytes, closing close: Int, _ node: Node) -> Bool {
    if let open = text[..<close].lastIndex(of: UInt8(ascii: "[")) {
      return isReferenceOpening(text, at: open)
        && ReferenceText.holdsWords(Bytes(rebasing: text[open + 1..<close]))
    }
    if text[..<close].contains(UInt8(ascii: "]")) { return false }
    var sibling = node.previous
    while let node = sibling {
      let text = node.kind == .text ? node.literal : Bytes(start: nil, count: 0)
      let bracket = text.lastIndex { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]") }
      if let bracket {
        return text[bracket] == UInt8(ascii: "[") && isReferenceOpening(text, at: bracket)
      }
      sibling = node.previous
    }
    return false
  }

  /// Whether a bracket is no escaped one, and follows neither a word nor another pair.
  private func isReferenceOpening(_ text: Bytes, at open: Int) -> Bool {
    guard Sentinel.third(text, at: open + 1) != Sentinel.literal else { return false }
    guard open > 0 else { return true }
    switch text[open - 1] {
    case UInt8(ascii: "]"), UInt8(ascii: ")"), UInt8(ascii: "_"): return false
    case let byte: return !HTMLBlock.isLetter(byte) && !HTMLBlock.isDigit(byte)
    }
  }
}

/// What stands in the first brackets of a reference.
private enum ReferenceText {
  /// Whether there is anything to read: something wide, or three Latin letters in a row.
  static func holdsWords(_ text: Bytes) -> Bool {
    var letters = 0
    var index = 0
    while index < text.count {
      letters = HTMLBlock.isLetter(text[index]) ? letters + 1 : 0
      if letters == 3 || CharacterClass.isWide(text.scalar(at: index)) { return true }
      index += text.scalarLength(at: index)
    }
    return false
  }
}

extension SourcePlaces {
  /// The labels of the link references that the source defines, in small letters. Asked only where one is missing.
  mutating func referenceLabels() -> [String] {
    if let labels { return labels }
    var found: [String] = []
    var line = 0
    while line < source.count {
      var start = line
      while start < source.count, source[start] == 0x20 || source[start] == UInt8(ascii: ">") {
        start += 1
      }
      line = source.index(from: start, ofByte: 0x0A) + 1
      guard start + 1 < source.count, source[start] == UInt8(ascii: "["),
        source[start + 1] != UInt8(ascii: "^")
      else { continue }
      let end = source.index(from: start, ofByte: UInt8(ascii: "]"))
      guard end + 1 < min(line, source.count), source[end + 1] == UInt8(ascii: ":") else {
        continue
      }
      found.append(String(decoding: source[(start + 1)..<end], as: UTF8.self).lowercased())
      if found.count == 1_000 { break }
    }
    labels = found
    return found
  }
}
