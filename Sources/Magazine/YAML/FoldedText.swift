/// A text over several lines, which YAML joins with spaces: `summary: >` and those that are indented
/// below their key. Between Chinese characters no space belongs there, as none does in the text of a
/// page.
enum FoldedText {
  /// The text without the spaces that stand for the end of a line between wide characters.
  ///
  /// - Parameters:
  ///   - value: the text as YAML reads it, UTF-8.
  ///   - source: the YAML from the text's first character on, behind its quotation mark or `>`.
  /// - Returns: the text; as it was where it cannot be followed in the source, for an escape.
  static func joined(_ value: [UInt8], asWritten source: ArraySlice<UInt8>) -> [UInt8] {
    var joined: [UInt8] = []
    joined.reserveCapacity(value.count)
    var place = source.startIndex
    var index = 0
    while index < value.count {
      let byte = value[index]
      guard isBlank(byte) else {
        while joined.isEmpty, place < source.endIndex, isBlank(source[place]) { place += 1 }
        guard place < source.endIndex, source[place] == byte else { return value }
        joined.append(byte)
        (index, place) = (index + 1, place + 1)
        continue
      }
      let end = value[index...].firstIndex { !isBlank($0) } ?? value.count
      let next = source[place...].firstIndex { !isBlank($0) } ?? source.endIndex
      guard next > place else { return value }
      let breaks = source[place..<next].count { $0 == UInt8(ascii: "\n") }
      let isFold = breaks == 1 && !value[index..<end].contains(UInt8(ascii: "\n"))
      if !isFold || !needsNoSpace(joined, value[end...]) { joined += value[index..<end] }
      (index, place) = (end, next)
    }
    return joined
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private static func needsNoSpace(_ before: [UInt8], _ after: ArraySlice<UInt8>) -> Bool {
    guard let last = String(decoding: before.suffix(4), as: UTF8.self).unicodeScalars.last?.value,
      let first = String(decoding: after.prefix(4), as: UTF8.self).unicodeScalars.first?.value
    else { return false }
    if isWide(last) { return isWide(first) || isMark(last) || isShared(first) }
    return isWide(first) && (isMark(first) || isShared(last))
  }

  /// Han, kana and full-width marks.
  private static func isWide(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2E80...0x312F, 0x31A0...0x31FF, 0x3300...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF,
      0xFE30...0xFE4F, 0xFF01...0xFF9F, 0x20000...0x3FFFF:
      true
    default: false
    }
  }

  /// Full-width punctuation, which has its own white on it.
  private static func isMark(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3001...0x3003, 0x3008...0x3011, 0xFF01...0xFF0F, 0xFF1A...0xFF1F: true
    default: false
    }
  }

  /// Marks that Chinese and Latin text share: “ ” ‘ ’ — … ·
  private static func isShared(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xB7, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026: true
    default: false
    }
  }
}
