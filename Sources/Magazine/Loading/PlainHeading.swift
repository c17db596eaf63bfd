extension Headline {
  /// The text of a heading without its marks: emphasis, code, links, images, HTML and `{#id}`.
  static func plain(_ heading: ArraySlice<UInt8>) -> String {
    var source = Array(heading)
    if source.last == UInt8(ascii: "}"), let brace = source.lastIndex(of: UInt8(ascii: "{")),
      brace + 1 < source.count, source[brace + 1] == UInt8(ascii: "#")
    {
      source.removeSubrange(brace...)
    }
    var plain: [UInt8] = []
    var index = 0
    while index < source.count {
      let byte = source[index]
      let next = index + 1 < source.count ? source[index + 1] : 0
      switch byte {
      case UInt8(ascii: "\\") where isPunctuation(next):
        plain.append(next)
        index += 1
      case UInt8(ascii: "*"), UInt8(ascii: "`"), UInt8(ascii: "["): break
      case UInt8(ascii: "_") where isEdge(source, index): break
      case UInt8(ascii: "!") where next == UInt8(ascii: "["): break
      case UInt8(ascii: "]") where next == UInt8(ascii: "(") || next == UInt8(ascii: "["):
        let close = next == UInt8(ascii: "(") ? UInt8(ascii: ")") : UInt8(ascii: "]")
        index = source[(index + 2)...].firstIndex(of: close) ?? index
      case UInt8(ascii: "]"): break
      case UInt8(ascii: "<"):
        let close = source[index...].firstIndex(of: UInt8(ascii: ">"))
        if let close { index = close } else { plain.append(byte) }
      default: plain.append(byte)
      }
      index += 1
    }
    while plain.last == 0x20 { plain.removeLast() }
    return String(decoding: plain.drop { $0 == 0x20 }, as: UTF8.self)
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    (0x21...0x2F).contains(byte) || (0x3A...0x40).contains(byte) || (0x5B...0x60).contains(byte)
      || (0x7B...0x7E).contains(byte)
  }

  /// Whether an underscore stands at the edge of a word: within one it is a letter.
  private static func isEdge(_ source: [UInt8], _ index: Int) -> Bool {
    func isWord(_ at: Int) -> Bool {
      source.indices.contains(at) && Key.isNameByte(source[at]) && source[at] != UInt8(ascii: "-")
    }
    return !(isWord(index - 1) && isWord(index + 1))
  }
}
