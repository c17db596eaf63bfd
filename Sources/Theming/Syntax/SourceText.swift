/// A template's bytes with its name and path: what positions refer to.
final class SourceText: Sendable {
  let name: String
  let path: String
  let bytes: [UInt8]

  init(_ source: TemplateSource) {
    name = source.name
    path = source.path
    bytes = source.bytes
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The first byte of the line that `offset` is on.
  func lineStart(of offset: Int) -> Int {
    var start = offset
    while start > 0, bytes[start - 1] != newline { start -= 1 }
    return start
  }

  /// Whether nothing but blanks stands between the beginning of the line and `offset`.
  func isBlank(before offset: Int) -> Bool {
    bytes[lineStart(of: offset)..<offset].allSatisfy(isBlankByte)
  }

  /// The offset after the line's end where nothing but blanks stands between `offset` and it.
  func endOfBlankLine(after offset: Int) -> Int? {
    var end = offset
    while end < bytes.count, isBlankByte(bytes[end]) { end += 1 }
    if end == bytes.count { return end }
    if bytes[end] == newline { return end + 1 }
    guard bytes[end] == carriageReturn, end + 1 < bytes.count, bytes[end + 1] == newline else {
      return nil
    }
    return end + 2
  }
}

/// A place in a template.
struct Place: Sendable, Hashable {
  let source: SourceText
  let offset: Int

  static func == (lhs: Place, rhs: Place) -> Bool {
    lhs.source === rhs.source && lhs.offset == rhs.offset
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(source))
    hasher.combine(offset)
  }

  /// The line and the column, from 1, the column in Unicode scalars.
  var position: (line: Int, column: Int) {
    let start = source.lineStart(of: offset)
    let line = source.bytes[..<start].count { $0 == newline } + 1
    let column = source.bytes[start..<offset].count { $0 & 0xC0 != 0x80 } + 1
    return (line, column)
  }

  var sourceLine: String {
    let start = source.lineStart(of: offset)
    let rest = source.bytes[start...]
    let end = rest.firstIndex { $0 == newline || $0 == carriageReturn } ?? rest.endIndex
    return source.text(start..<end)
  }
}

/// A problem with its place still in bytes.
struct Finding: Sendable, Hashable {
  let place: Place
  let message: String
  let remedy: String

  var described: TemplateProblem {
    let (line, column) = place.position
    return TemplateProblem(
      path: place.source.path, line: line, column: column, sourceLine: place.sourceLine,
      message: message, remedy: remedy)
  }
}

let newline = UInt8(ascii: "\n")
let carriageReturn = UInt8(ascii: "\r")

func isBlankByte(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
}

func isSpaceByte(_ byte: UInt8) -> Bool {
  isBlankByte(byte) || byte == newline || byte == carriageReturn
}
