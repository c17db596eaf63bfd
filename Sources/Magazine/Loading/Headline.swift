/// The first heading of a Markdown text, found without parsing the rest.
enum Headline {
  /// The plain text of the first heading, `# so` or underlined, outside HTML, code and lists; nil
  /// where there is none.
  static func find(in bytes: ArraySlice<UInt8>) -> String? {
    var rest = bytes
    var paragraph: ArraySlice<UInt8>?
    var skipping: Skip?
    while let line = nextLine(&rest) {
      let text = trimmed(line)
      if let skip = skipping {
        if skip.ends(at: text) { skipping = nil }
        continue
      }
      if text.isEmpty {
        paragraph = nil
        continue
      }
      let indentation = line.prefix { $0 == 0x20 }.count
      if paragraph == nil, indentation >= 4 || line.first == 0x09 { continue }
      if let underlined = paragraph, indentation < 4, isUnderline(text) {
        return plain(underlined)
      }
      if let heading = atx(text), indentation < 4 { return plain(heading) }
      if let skip = Skip(opening: text) {
        skipping = skip.ends(onOpening: text) ? nil : skip
        paragraph = nil
        continue
      }
      paragraph = isBlockMark(text) ? nil : text
    }
    return nil
  }

  private static func nextLine(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard !rest.isEmpty else { return nil }
    let feed = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
    let line = rest[rest.startIndex..<feed]
    rest = feed < rest.endIndex ? rest[(feed + 1)...] : rest[rest.endIndex...]
    return line
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
    var text = line.drop(while: isBlank)
    while let last = text.last, isBlank(last) { text.removeLast() }
    return text
  }

  /// The text of `## so ##`; nil for anything else, a heading without text included.
  private static func atx(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let marks = text.prefix { $0 == UInt8(ascii: "#") }
    let rest = text.dropFirst(marks.count)
    guard (1...6).contains(marks.count), let next = rest.first, next == 0x20 || next == 0x09 else {
      return nil
    }
    var heading = trimmed(rest)
    let withoutMarks = heading.reversed().drop { $0 == UInt8(ascii: "#") }
    if withoutMarks.isEmpty { return nil }
    if withoutMarks.first == 0x20 { heading = heading.prefix(withoutMarks.count) }
    return trimmed(heading)
  }

  private static func isUnderline(_ text: ArraySlice<UInt8>) -> Bool {
    guard let mark = text.first, mark == UInt8(ascii: "=") || mark == UInt8(ascii: "-") else {
      return false
    }
    return text.allSatisfy { $0 == mark }
  }

  /// Whether the line begins a quotation, a list or a rule: no heading by a line under it.
  private static func isBlockMark(_ text: ArraySlice<UInt8>) -> Bool {
    switch text.first {
    case UInt8(ascii: ">"): return true
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "_"):
      return text.dropFirst().first.map { $0 == 0x20 || $0 == text.first } ?? true
    default:
      let digits = text.prefix { (0x30...0x39).contains($0) }
      let mark = text.dropFirst(digits.count).first
      return !digits.isEmpty && (mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")"))
        && text.dropFirst(digits.count + 1).first == 0x20
    }
  }
}

/// A stretch of lines that holds no heading: code between fences, or HTML.
private enum Skip {
  case code(mark: UInt8, count: Int)
  case comment
  case html

  init?(opening text: ArraySlice<UInt8>) {
    guard let first = text.first else { return nil }
    let run = text.prefix { $0 == first }.count
    if first == UInt8(ascii: "`") || first == UInt8(ascii: "~"), run >= 3 {
      self = .code(mark: first, count: run)
    } else if text.starts(with: "<!--".utf8) {
      self = .comment
    } else if first == UInt8(ascii: "<"), !isAutolink(text) {
      self = .html
    } else {
      return nil
    }
  }

  func ends(onOpening text: ArraySlice<UInt8>) -> Bool {
    if case .comment = self { return ends(at: text) }
    return false
  }

  func ends(at text: ArraySlice<UInt8>) -> Bool {
    switch self {
    case .code(let mark, let count): return text.count >= count && text.allSatisfy { $0 == mark }
    case .comment: return String(decoding: text, as: UTF8.self).contains("-->")
    case .html: return text.isEmpty
    }
  }
}

private func isAutolink(_ text: ArraySlice<UInt8>) -> Bool {
  text.starts(with: "<http".utf8) || text.starts(with: "<mailto:".utf8)
}
