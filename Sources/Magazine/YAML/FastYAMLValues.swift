extension FastScanner {
  /// The key and the value that begin on the present line; moves past them.
  mutating func entry() -> YAMLEntry? {
    let end = self.end
    guard start < end, isLetter(bytes[start]) else { return nil }
    var colon = start
    while colon < end, Key.isNameByte(bytes[colon]) { colon += 1 }
    guard colon < end, bytes[colon] == UInt8(ascii: ":"), colon - start < 100 else { return nil }
    let key = scalar(start..<colon, isPlain: true)
    let place = Position(line: line, column: 1)
    guard colon + 1 == end || bytes[colon + 1] == 0x20 else { return nil }
    let first = skipBlanks(from: colon + 1, to: end)
    guard first < end, bytes[first] != UInt8(ascii: "#") else {
      guard let value = lines(after: colon + 1) else { return nil }
      return YAMLEntry(key: key, keyPosition: place, value: value)
    }
    let isList = bytes[first] == UInt8(ascii: "[")
    guard let value = isList ? list(from: first, to: end) : scalar(from: first, to: end) else {
      return nil
    }
    nextLine()
    guard isFollowedByKey() else { return nil }
    return YAMLEntry(key: key, keyPosition: place, value: value)
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || byte == UInt8(ascii: "_")
  }

  /// Whether the next line with content begins at the margin: an indented one would continue the
  /// value before it.
  private mutating func isFollowedByKey() -> Bool {
    skipToContent() ? bytes[start] != 0x20 : true
  }

  /// The list of lines with hyphens after a key without a value; null where there is none.
  private mutating func lines(after colon: Int) -> YAMLNode? {
    let null = YAMLNode(
      value: .scalar(scalar(colon..<colon, isPlain: true)),
      position: position(of: colon))
    nextLine()
    guard skipToContent() else { return null }
    let indentation = skipBlanks(from: start, to: end) - start
    guard bytes[start + indentation] == UInt8(ascii: "-") else {
      return indentation == 0 ? null : nil
    }
    let place = position(of: start + indentation)
    var items: [YAMLNode] = []
    while skipToContent() {
      let end = self.end
      let hyphen = skipBlanks(from: start, to: end)
      guard bytes[hyphen] == UInt8(ascii: "-") else {
        guard hyphen == start else { return nil }
        break
      }
      guard hyphen - start == indentation, hyphen + 1 < end, bytes[hyphen + 1] == 0x20 else {
        return nil
      }
      let first = skipBlanks(from: hyphen + 1, to: end)
      guard first < end, bytes[first] != UInt8(ascii: "#"),
        let item = scalar(from: first, to: end)
      else { return nil }
      items.append(item)
      nextLine()
    }
    return YAMLNode(value: .sequence(items), position: place)
  }

  /// A plain or quoted text that ends with its line.
  private func scalar(from first: Int, to end: Int) -> YAMLNode? {
    if bytes[first] == UInt8(ascii: "\"") || bytes[first] == UInt8(ascii: "'") {
      guard let (node, after) = quoted(from: first, to: end) else { return nil }
      return isBlankOrComment(from: after, to: end) ? node : nil
    }
    guard mayBegin(at: first, to: end, inList: false) else { return nil }
    var index = first
    var last = first
    while index < end {
      let byte = bytes[index]
      if byte == UInt8(ascii: ":"), index + 1 == end || bytes[index + 1] == 0x20 { return nil }
      if byte == UInt8(ascii: "#"), bytes[index - 1] == 0x20 { break }
      if byte != 0x20 { last = index }
      index += 1
    }
    return node(first..<(last + 1), isPlain: true, at: first)
  }

  /// `[one, "two", three]` on one line, no list within it, no comma before the bracket.
  private func list(from first: Int, to end: Int) -> YAMLNode? {
    var items: [YAMLNode] = []
    var index = skipBlanks(from: first + 1, to: end)
    if index < end, bytes[index] == UInt8(ascii: "]") {
      guard isBlankOrComment(from: index + 1, to: end) else { return nil }
      return YAMLNode(value: .sequence([]), position: position(of: first))
    }
    while index < end {
      guard let (item, after) = item(from: index, to: end) else { return nil }
      items.append(item)
      index = skipBlanks(from: after, to: end)
      guard index < end else { return nil }
      if bytes[index] == UInt8(ascii: "]") {
        guard isBlankOrComment(from: index + 1, to: end) else { return nil }
        return YAMLNode(value: .sequence(items), position: position(of: first))
      }
      guard bytes[index] == UInt8(ascii: ",") else { return nil }
      index = skipBlanks(from: index + 1, to: end)
    }
    return nil
  }

  private func item(from first: Int, to end: Int) -> (YAMLNode, Int)? {
    if bytes[first] == UInt8(ascii: "\"") || bytes[first] == UInt8(ascii: "'") {
      return quoted(from: first, to: end)
    }
    guard mayBegin(at: first, to: end, inList: true) else { return nil }
    var index = first
    var last = first
    scanning: while index < end {
      switch bytes[index] {
      case UInt8(ascii: ","), UInt8(ascii: "]"): break scanning
      case UInt8(ascii: ":"), UInt8(ascii: "#"), UInt8(ascii: "["), UInt8(ascii: "{"),
        UInt8(ascii: "}"), UInt8(ascii: "?"), UInt8(ascii: "\""), UInt8(ascii: "'"):
        return nil
      case 0x20: break
      default: last = index
      }
      index += 1
    }
    return (node(first..<(last + 1), isPlain: true, at: first), index)
  }

  /// A quoted text without escapes and without a doubled quotation mark; what follows the quote.
  private func quoted(from first: Int, to end: Int) -> (YAMLNode, Int)? {
    let mark = bytes[first]
    var index = first + 1
    while index < end, bytes[index] != mark {
      if bytes[index] == UInt8(ascii: "\\"), mark == UInt8(ascii: "\"") { return nil }
      index += 1
    }
    guard index < end, index + 1 == end || bytes[index + 1] != mark else { return nil }
    return (node((first + 1)..<index, isPlain: false, at: first), index + 1)
  }

  /// Whether a plain text may begin with that byte: an indicator of YAML may not.
  private func mayBegin(at index: Int, to end: Int, inList: Bool) -> Bool {
    switch bytes[index] {
    case UInt8(ascii: "-"):
      return !inList && index + 1 < end && (0x30...0x39).contains(bytes[index + 1])
    case UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "#"),
      UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"),
      UInt8(ascii: ">"), UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"):
      return false
    default: return true
    }
  }

  private func isBlankOrComment(from index: Int, to end: Int) -> Bool {
    let next = skipBlanks(from: index, to: end)
    return next == end || next > index && bytes[next] == UInt8(ascii: "#")
  }

  private func node(_ range: Range<Int>, isPlain: Bool, at index: Int) -> YAMLNode {
    YAMLNode(
      value: .scalar(scalar(range, isPlain: isPlain)),
      position: position(of: index))
  }
}
