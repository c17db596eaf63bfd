/// Pieces of CommonMark's inline grammar, each read at one place.
enum InlineScan {
  /// Where `<https://…>` or `<a@b.c>` ends; nil when it is none.
  static func autolinkEnd(_ text: Bytes, at start: Int) -> Int? {
    schemeEnd(text, from: start + 1) ?? mailEnd(text, from: start + 1)
  }

  private static func schemeEnd(_ text: Bytes, from start: Int) -> Int? {
    var index = start
    while index < text.count, index - start < 33,
      HTMLBlock.isLetter(text[index])
        || index > start && (HTMLBlock.isDigit(text[index]) || isOne(of: ".+-", text[index]))
    {
      index += 1
    }
    guard (2...32).contains(index - start), index < text.count, text[index] == UInt8(ascii: ":")
    else { return nil }
    while index < text.count, text[index] > 0x20, text[index] != UInt8(ascii: "<") {
      if text[index] == UInt8(ascii: ">") { return index + 1 }
      index += 1
    }
    return nil
  }

  private static func mailEnd(_ text: Bytes, from start: Int) -> Int? {
    var index = start
    while index < text.count, isName(text[index]) || isOne(of: ".!#$%&'*+/=?^_`{|}~-", text[index])
    {
      index += 1
    }
    guard index > start, index < text.count, text[index] == UInt8(ascii: "@") else { return nil }
    var label = 0
    while index + 1 < text.count {
      index += 1
      let byte = text[index]
      if isName(byte) || byte == UInt8(ascii: "-") && label > 0 {
        label += 1
      } else {
        guard (1...63).contains(label), text[index - 1] != UInt8(ascii: "-") else { return nil }
        if byte == UInt8(ascii: ">") { return index + 1 }
        guard byte == UInt8(ascii: ".") else { return nil }
        label = 0
      }
    }
    return nil
  }

  private static func isName(_ byte: UInt8) -> Bool {
    HTMLBlock.isLetter(byte) || HTMLBlock.isDigit(byte)
  }

  private static func isOne(of bytes: StaticString, _ byte: UInt8) -> Bool {
    bytes.withUTF8Buffer { $0.contains(byte) }
  }

  /// How long `&amp;` or `&#8230;` is; nil when it is none.
  static func entityLength(_ text: Bytes, at start: Int) -> Int? {
    var index = start + 1
    if index < text.count, text[index] == UInt8(ascii: "#") { index += 1 }
    let first = index
    while index < text.count, index - first < 32,
      HTMLBlock.isLetter(text[index]) || HTMLBlock.isDigit(text[index])
    {
      index += 1
    }
    guard index > first, index < text.count, text[index] == UInt8(ascii: ";") else { return nil }
    return index + 1 - start
  }

  /// Where `(destination "title")` ends; nil when it does not parse.
  static func destinationEnd(_ text: Bytes, at start: Int) -> Int? {
    var index = skipSpaces(text, from: start + 1)
    guard index < text.count else { return nil }
    if text[index] == UInt8(ascii: "<") {
      guard let end = bracketedEnd(text, from: index + 1) else { return nil }
      index = end
    } else {
      guard let end = plainEnd(text, from: index) else { return nil }
      index = end
    }
    let behind = skipSpaces(text, from: index)
    if behind > index, behind < text.count, let end = titleEnd(text, at: behind) {
      index = skipSpaces(text, from: end)
    } else {
      index = behind
    }
    guard index < text.count, text[index] == UInt8(ascii: ")") else { return nil }
    return index + 1
  }

  private static func bracketedEnd(_ text: Bytes, from start: Int) -> Int? {
    var index = start
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: ">"): return index + 1
      case UInt8(ascii: "<"), UInt8(ascii: "\n"): return nil
      case UInt8(ascii: "\\"): index += 2
      default: index += 1
      }
    }
    return nil
  }

  private static func plainEnd(_ text: Bytes, from start: Int) -> Int? {
    var index = start
    var depth = 0
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "("):
        depth += 1
        if depth > 30 { return nil }
      case UInt8(ascii: ")"):
        if depth == 0 { return index }
        depth -= 1
      case 0...0x20, 0x7F: return depth == 0 ? index : nil
      case UInt8(ascii: "\\"):
        if index + 1 < text.count, text[index + 1] > 0x20 { index += 1 }
      default: break
      }
      index += 1
    }
    return nil
  }

  private static func titleEnd(_ text: Bytes, at start: Int) -> Int? {
    let closing: UInt8
    switch text[start] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): closing = text[start]
    case UInt8(ascii: "("): closing = UInt8(ascii: ")")
    default: return nil
    }
    var index = start + 1
    while index < text.count {
      if text[index] == closing { return index + 1 }
      index += text[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  private static func skipSpaces(_ text: Bytes, from start: Int) -> Int {
    var index = start
    while index < text.count, text[index] == 0x20 || (0x09...0x0D).contains(text[index]) {
      index += 1
    }
    return index
  }

  /// Where the next comment ends.
  static func commentEnd(_ text: Bytes, from start: Int) -> Int? {
    var index = start
    while index < text.count {
      index = text.index(from: index, ofByte: UInt8(ascii: "-"))
      if text.matches("-->", at: index) { return index + 3 }
      index += 1
    }
    return nil
  }

  /// The name of a tag between whose ends nobody's prose stands; nil for any other tag.
  static func literalTag(_ tag: Bytes) -> (name: String, isClosing: Bool)? {
    let isClosing = tag.count > 1 && tag[1] == UInt8(ascii: "/")
    let name = tag.dropFirst(isClosing ? 2 : 1).prefix { HTMLBlock.isLetter($0) }
    let lowered = String(decoding: name.map(HTMLBlock.lowered), as: UTF8.self)
    return literalTags.contains(lowered) ? (lowered, isClosing) : nil
  }

  private static let literalTags: Set<String> = [
    "code", "kbd", "math", "pre", "samp", "script", "style", "svg", "textarea", "tt", "var",
  ]
}

/// The runs of backticks of a passage, by their length.
struct BacktickRuns {
  private var starts: [Int: [Int]] = [:]

  init(_ text: [UInt8]) {
    var index = 0
    while let start = text[index...].firstIndex(of: UInt8(ascii: "`")) {
      index = start
      while index < text.count, text[index] == UInt8(ascii: "`") { index += 1 }
      starts[index - start, default: []].append(start)
    }
  }

  /// The first run of exactly this length from a place on.
  func run(ofLength length: Int, from place: Int) -> Range<Int>? {
    // libcmark looks for no longer ones.
    guard length <= 80, let places = starts[length] else { return nil }
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if places[middle] < place { low = middle + 1 } else { high = middle }
    }
    return low < places.count ? places[low]..<places[low] + length : nil
  }
}
