import Yams

extension YAMLProblem {
  /// What Yams complains of, with the place in the file and a remedy in an editor's words.
  ///
  /// - Parameters:
  ///   - error: the complaint.
  ///   - text: the YAML that was read.
  ///   - firstLine: the line of the file on which `text` begins, from 1.
  init(_ error: YamlError, in text: ArraySlice<UInt8>, firstLine: Int) {
    func place(_ mark: Mark) -> Position {
      Position(line: max(1, mark.line) + firstLine - 1, column: max(1, mark.column))
    }
    let start = Position(line: firstLine, column: 1)
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      // Where something is never closed, the mistake is where it was opened, not at the end.
      let isOpen = ["unexpected end of stream", "expected ',' or"].contains { problem.contains($0) }
      self.init(
        position: place(isOpen ? context?.mark ?? mark : mark),
        message: "this is not YAML: \(problem)", remedy: Self.remedy(for: problem))
    case .duplicatedKeysInMapping(let keys, _):
      self = Self.duplicate(keys.first ?? "", in: text, firstLine: firstLine)
    case .reader(let problem, _, _, _):
      self.init(
        position: Self.control(in: text, firstLine: firstLine) ?? start,
        message: "this is not YAML: \(problem)", remedy: "remove control characters")
    default:
      self.init(position: start, message: "this is not YAML: \(error)")
    }
  }

  /// A key that was written with the colon of Chinese text, `title：听雨`: then there is no key at all
  /// for YAML, and its own words for that help nobody. The same where no space follows: `title:听雨`.
  static func misprintedColon(
    in text: ArraySlice<UInt8>, firstLine: Int, table: KeyTable
  ) -> YAMLProblem? {
    var line = firstLine
    for row in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let start = row.startIndex
      let rest = row.drop { $0 == 0x20 || $0 == UInt8(ascii: "-") }
      let bytes = rest.prefix { Key.isNameByte($0) }
      let name = String(decoding: bytes, as: UTF8.self)
      let behind = rest.dropFirst(bytes.count)
      let position = Position(line: line, column: bytes.endIndex - start + 1)
      if table[name] != nil {
        if behind.starts(with: "：".utf8) {
          return YAMLProblem(
            position: position, message: "the key “\(name)” is followed by a full-width colon",
            remedy: "write “\(name): ”, with a half-width colon and a space")
        }
        if behind.first == UInt8(ascii: ":"), let next = behind.dropFirst().first, next > 0x20 {
          return YAMLProblem(
            position: position, message: "no space follows the colon of “\(name)”",
            remedy: "write “\(name): ”, with a space")
        }
      }
      line += 1
    }
    return nil
  }

  /// Where the first control character stands that YAML does not take.
  private static func control(in text: ArraySlice<UInt8>, firstLine: Int) -> Position? {
    var (line, column) = (firstLine, 1)
    for (index, byte) in zip(text.indices, text) {
      let isBegin = byte & 0xC0 != 0x80
      switch byte {
      case 0x0A:
        (line, column) = (line + 1, 1)
        continue
      case 0x09, 0x0D: break
      case 0..<0x20, 0x7F: return Position(line: line, column: column)
      case 0xC2 where index + 1 < text.endIndex && text[index + 1] < 0xA0:
        if text[index + 1] != 0x85 { return Position(line: line, column: column) }
      default: break
      }
      if isBegin { column += 1 }
    }
    return nil
  }

  /// The second of two equal keys, at its own place; Yams tells neither.
  private static func duplicate(
    _ key: String, in text: ArraySlice<UInt8>, firstLine: Int
  ) -> YAMLProblem {
    var places: [Position] = []
    var line = firstLine
    for bytes in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let rest = bytes.drop { $0 == 0x20 || $0 == UInt8(ascii: "-") }
      if rest.starts(with: "\(key):".utf8) {
        places.append(Position(line: line, column: rest.startIndex - bytes.startIndex + 1))
      }
      line += 1
    }
    let first = places.first.map { ", first on line \($0.line)" } ?? ""
    return YAMLProblem(
      position: places.dropFirst().first ?? Position(line: firstLine, column: 1),
      message: "the key “\(key)” is written twice\(first)", remedy: "keep one of the two")
  }

  /// The mistakes that editors make, by libYAML's words for them.
  private static func remedy(for problem: String) -> String {
    if problem.contains("mapping values are not allowed") {
      return "put the text in quotes where it holds “: ”, and begin every key at the left margin"
    }
    if problem.contains("could not find expected ':'") {
      return "write “key: value”, with a half-width colon and a space after it"
    }
    if problem.contains("cannot start any token") {
      return "put the text in quotes; use spaces for indentation, never a tab"
    }
    if problem.contains("unexpected end of stream") { return "close the quotation mark" }
    if problem.contains("expected ',' or '") {
      return "close the bracket, or put the text in quotes"
    }
    return "put texts that hold : # [ ] { } & * ! | > or quotation marks in quotes"
  }
}
