/// Finds the tags of a template, following the delimiters as the template changes them.
struct TagScanner {
  private let source: SourceText
  private var opening: [UInt8] = Array("{{".utf8)
  private var closing: [UInt8] = Array("}}".utf8)
  private var cursor = 0
  private(set) var tags: [Tag] = []
  private(set) var findings: [Finding] = []

  init(_ source: SourceText) {
    self.source = source
  }

  mutating func scan() {
    while let start = find(opening, from: cursor) {
      guard scanTag(at: start) else { return }
    }
  }

  /// Reads the tag at `start`; false where it has no end, so that nothing after it can be read.
  private mutating func scanTag(at start: Int) -> Bool {
    let content = start + opening.count
    let sigil = content < source.bytes.count ? source.bytes[content] : 0
    var ending = closing
    if sigil == UInt8(ascii: "{") { ending = [UInt8(ascii: "}")] + closing }
    if sigil == UInt8(ascii: "=") { ending = [UInt8(ascii: "=")] + closing }
    let kind = Self.kind(of: sigil)
    let nameStart = kind == .value ? content : content + 1
    guard let end = find(ending, from: min(nameStart, source.bytes.count)) else {
      let written = String(decoding: ending, as: UTF8.self)
      report(start, "the tag is never closed", "write “\(written)” after the name")
      return false
    }
    cursor = end + ending.count
    let name = trimmed(nameStart..<end)
    let tag = Tag(
      kind: kind, range: start..<cursor, name: name, place: Place(source: source, offset: start))
    switch kind {
    case .delimiters: setDelimiters(name, at: start)
    case .comment: break
    default:
      guard checkName(name, kind: kind, at: start) else { return true }
    }
    tags.append(tag)
    return true
  }

  private static func kind(of sigil: UInt8) -> Tag.Kind {
    switch sigil {
    case UInt8(ascii: "{"), UInt8(ascii: "&"): .raw
    case UInt8(ascii: "#"): .section
    case UInt8(ascii: "^"): .inverted
    case UInt8(ascii: ">"): .partial
    case UInt8(ascii: "<"): .parent
    case UInt8(ascii: "$"): .block
    case UInt8(ascii: "/"): .end
    case UInt8(ascii: "!"): .comment
    case UInt8(ascii: "="): .delimiters
    default: .value
    }
  }

  private mutating func checkName(_ name: String, kind: Tag.Kind, at start: Int) -> Bool {
    if name.isEmpty {
      report(start, "the tag has no name", "write the name of a field, or remove the tag")
      return false
    }
    if name.utf8.contains(where: isSpaceByte) {
      report(start, "a name cannot hold blanks: “\(name)”", "write one name in each tag")
      return false
    }
    if name.hasPrefix("*"), kind == .partial || kind == .parent {
      report(
        start, "dynamic names are not supported: “\(name)”",
        "write the partial's own name; choose between partials with sections")
      return false
    }
    return true
  }

  private mutating func setDelimiters(_ content: String, at start: Int) {
    let parts = content.utf8.split(whereSeparator: isSpaceByte).map(Array.init)
    guard parts.count == 2, !parts.joined().contains(UInt8(ascii: "=")) else {
      report(
        start, "two delimiters are needed, without “=”: “\(content)”", "write {{=<% %>=}}")
      return
    }
    opening = parts[0]
    closing = parts[1]
  }

  private mutating func report(_ offset: Int, _ message: String, _ remedy: String) {
    findings.append(
      Finding(place: Place(source: source, offset: offset), message: message, remedy: remedy))
  }

  private func find(_ needle: [UInt8], from start: Int) -> Int? {
    let last = source.bytes.count - needle.count
    var index = start
    while index <= last {
      if source.bytes[index] == needle[0],
        source.bytes[index..<(index + needle.count)].elementsEqual(needle)
      {
        return index
      }
      index += 1
    }
    return nil
  }

  private func trimmed(_ range: Range<Int>) -> String {
    var slice = source.bytes[range]
    while let first = slice.first, isSpaceByte(first) { slice.removeFirst() }
    while let last = slice.last, isSpaceByte(last) { slice.removeLast() }
    return String(decoding: slice, as: UTF8.self)
  }
}
