/// Addresses that stand in the text without any mark.
///
/// GitHub's rules, and two more for Chinese, where nothing need stand between an address and the
/// sentence around it: any punctuation beyond ASCII ends an address, and so does a Han character
/// unless it follows a separator inside the path (`/wiki/会刊`, not `/join了解`).
enum BareAddress {
  /// What tells a theme that a link shows its address, which may break anywhere: were it carried
  /// to the next line whole, the line before it would be torn apart to fill the measure.
  static let className: StaticString = " class=\"url\""

  /// The address whose scheme ends at `colon`.
  static func web(_ text: Bytes, colon: Int, floor: Int) -> Range<Int>? {
    guard text.matches("://", at: colon) else { return nil }
    var start = colon
    while start > floor, HTMLBlock.isLetter(text[start - 1]) { start -= 1 }
    // In 见http the letters begin where the Han ends; in xhttp they are another word.
    guard isScheme(text, start..<colon), start == 0 || !isWordByte(text[start - 1]) else {
      return nil
    }
    let end = end(text, from: colon + 3)
    return end > colon + 3 ? start..<end : nil
  }

  /// The address that begins with `www.` at `start`.
  static func host(_ text: Bytes, at start: Int) -> Range<Int>? {
    guard text.matches("www.", at: start), start == 0 || !isWordByte(text[start - 1]) else {
      return nil
    }
    let end = end(text, from: start + 4)
    return end > start + 4 ? start..<end : nil
  }

  /// The e-mail address around an `@`.
  static func mail(_ text: Bytes, at index: Int, floor: Int) -> Range<Int>? {
    var start = index
    while start > floor, isMailByte(text[start - 1]) || text[start - 1] == UInt8(ascii: "+") {
      start -= 1
    }
    // The letter behind an escaped sentinel belongs to that.
    if Sentinel.third(text, at: start - 3) == Sentinel.escape { start += 1 }
    while start < index, text[start] == UInt8(ascii: ".") { start += 1 }
    guard start < index, start == 0 || text[start - 1] != UInt8(ascii: "/") else { return nil }
    var end = index + 1
    while end < text.count, isMailByte(text[end]) { end += 1 }
    while end > index + 1, text[end - 1] == UInt8(ascii: ".") { end -= 1 }
    guard end > index + 1, text[index + 1] != UInt8(ascii: "."),
      text[end - 1] != UInt8(ascii: "-"), text[end - 1] != UInt8(ascii: "_"),
      text[index..<end].contains(UInt8(ascii: "."))
    else { return nil }
    return start..<end
  }

  private static func isScheme(_ text: Bytes, _ range: Range<Int>) -> Bool {
    switch range.count {
    case 3: return text.matches("ftp", at: range.lowerBound)
    case 4: return text.matches("http", at: range.lowerBound)
    case 5: return text.matches("https", at: range.lowerBound)
    default: return false
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    HTMLBlock.isLetter(byte) || HTMLBlock.isDigit(byte)
  }

  private static func isMailByte(_ byte: UInt8) -> Bool {
    isWordByte(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_")
  }

  /// Where the address whose host begins at `start` ends.
  private static func end(_ text: Bytes, from start: Int) -> Int {
    guard start < text.count, isWordByte(text[start]) || text[start] >= 0x80 else { return start }
    let hasWideHost = text[start] >= 0x80
    var isInHost = true
    var index = start
    scan: while index < text.count {
      let byte = text[index]
      switch byte {
      case 0...0x20, 0x7F, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
        UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "|"),
        UInt8(ascii: "\\"), UInt8(ascii: "^"):
        break scan
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"):
        isInHost = false
      case 0x80...:
        guard isLetter(text, at: index) else { break scan }
        let follows =
          isInHost
          ? hasWideHost
          : text[index - 1] >= 0x80 || !isWordByte(text[index - 1])
        guard follows else { break scan }
      default: break
      }
      index += text.scalarLength(at: index)
    }
    return trimmed(text, start: start, end: min(index, text.count))
  }

  private static func isLetter(_ text: Bytes, at index: Int) -> Bool {
    guard Sentinel.length(text, at: index) == 0,
      let scalar = Unicode.Scalar(text.scalar(at: index))
    else { return false }
    return CharacterClass.isCounted(scalar.value) || scalar.properties.isAlphabetic
  }

  /// Leaves out what belongs to the sentence: punctuation, and a parenthesis that opened before.
  private static func trimmed(_ text: Bytes, start: Int, end: Int) -> Int {
    var end = end
    var depth = 0
    for byte in text[start..<end] {
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
    }
    while end > start {
      switch text[end - 1] {
      case UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: "."), UInt8(ascii: ","),
        UInt8(ascii: ":"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"),
        UInt8(ascii: "'"):
        end -= 1
      case UInt8(ascii: ")"):
        guard depth < 0 else { return end }
        depth += 1
        end -= 1
      case UInt8(ascii: ";"):
        var name = end - 2
        while name > start, isWordByte(text[name]) { name -= 1 }
        end = name < end - 2 && text[name] == UInt8(ascii: "&") ? name : end - 1
      default:
        return end
      }
    }
    return end
  }
}

extension TreeRenderer {
  /// Writes an address as a link to itself.
  mutating func writeAddress(_ text: Bytes, scheme: StaticString) {
    html.append("<a href=\"")
    html.append(scheme)
    html.append(address: text)
    html.append("\"")
    html.append(BareAddress.className)
    html.append(UInt8(ascii: ">"))
    html.append(escaped: text)
    html.append("</a>")
  }
}
