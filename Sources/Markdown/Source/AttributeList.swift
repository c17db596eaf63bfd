/// `{#id .class key=value key="a value"}`.
struct AttributeList: Equatable {
  var id: String?
  var classes: [String] = []
  var pairs: [MarkdownContainer.Attribute] = []

  init() {}

  /// Reads the list in `range`, both braces included; nil when there is anything else in it.
  init?(_ text: Bytes, _ range: Range<Int>) {
    guard range.count > 3, text[range.lowerBound] == UInt8(ascii: "{"),
      text[range.upperBound - 1] == UInt8(ascii: "}")
    else { return nil }
    var index = range.lowerBound + 1
    let end = range.upperBound - 1
    var isEmpty = true
    while index < end {
      if text[index] == 0x20 || text[index] == 0x09 {
        index += 1
        continue
      }
      guard let next = readItem(text, at: index, end: end) else { return nil }
      isEmpty = false
      index = next
    }
    if isEmpty { return nil }
  }

  private mutating func readItem(_ text: Bytes, at start: Int, end: Int) -> Int? {
    let mark = text[start]
    let isNamed = mark == UInt8(ascii: "#") || mark == UInt8(ascii: ".")
    let nameStart = isNamed ? start + 1 : start
    var index = nameStart
    while index < end, AttributeList.isName(text[index]) { index += 1 }
    guard index > nameStart else { return nil }
    let name = String(stripping: Bytes(rebasing: text[nameStart..<index]))
    if mark == UInt8(ascii: "#") {
      id = name
    } else if mark == UInt8(ascii: ".") {
      classes.append(name)
    } else {
      guard index < end, text[index] == UInt8(ascii: "=") else { return nil }
      var value = index + 1..<end
      if value.lowerBound < end, text[value.lowerBound] == UInt8(ascii: "\"") {
        let first = value.lowerBound + 1
        guard let quote = text[first..<end].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
        value = first..<quote
        index = quote + 1
      } else {
        index = text[value].firstIndex { $0 == 0x20 || $0 == 0x09 } ?? end
        value = value.lowerBound..<index
      }
      pairs.append(
        MarkdownContainer.Attribute(
          name: name, value: String(stripping: Bytes(rebasing: text[value]))))
    }
    guard index == end || text[index] == 0x20 || text[index] == 0x09 else { return nil }
    return index
  }

  private static func isName(_ byte: UInt8) -> Bool {
    byte >= 0x80 || HTMLBlock.isLetter(byte) || HTMLBlock.isDigit(byte) || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_")
  }
}
