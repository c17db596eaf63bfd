import Magazine

/// A theme's own words in one language: `key: text`, one a line, in `strings/<language>.yml`.
///
/// The text stands as it is, or between quotation marks where it begins or ends with a blank, is
/// empty, or begins with a character that YAML takes for itself. Lists and blocks are not needed
/// here, and what looks like one is reported.
struct ThemeStrings {
  private(set) var texts: [String: String] = [:]
  private(set) var diagnostics: [Diagnostic] = []
  private let root: String
  private let path: String
  private let bytes: [UInt8]

  init(root: String, path: String, bytes: [UInt8]) {
    self.root = root
    self.path = path
    self.bytes = bytes
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() { read(line, number: index + 1) }
  }

  private mutating func read(_ bytes: ArraySlice<UInt8>, number: Int) {
    let line = trimmed(String(decoding: bytes, as: UTF8.self))
    if line.isEmpty || line.hasPrefix("#") { return }
    guard let colon = line.firstIndex(of: ":"), !line.hasPrefix("-"),
      bytes.first != UInt8(ascii: " "), bytes.first != UInt8(ascii: "\t")
    else {
      report(number, "this line is no “key: text”", "write the key, a colon, a blank and the text")
      return
    }
    let key = trimmed(line[..<colon])
    guard let text = value(trimmed(line[line.index(after: colon)...])) else {
      report(
        number, "the text of “\(key)” cannot be read",
        "put it between quotation marks, or on this one line")
      return
    }
    if texts.updateValue(text, forKey: key) != nil {
      report(number, "“\(key)” is here a second time", "take one of them out")
    }
  }

  /// The text of a value, or nil where it is none of one line.
  private func value(_ written: String) -> String? {
    guard let first = written.first else { return nil }
    if first == "\"" { return unescaped(written) }
    if first == "'" {
      guard written.count >= 2, written.hasSuffix("'") else { return nil }
      let inner = written.dropFirst().dropLast()
      return inner.split(separator: "''", omittingEmptySubsequences: false).joined(separator: "'")
    }
    return "|>[{&*!%@`".contains(first) ? nil : uncommented(written)
  }

  /// A plain text ends where a blank and a `#` begin a remark.
  private func uncommented(_ written: String) -> String {
    var previous: Character = " "
    for index in written.indices {
      if written[index] == "#", previous == " " { return trimmed(written[..<index]) }
      previous = written[index]
    }
    return written
  }

  private func unescaped(_ written: String) -> String? {
    guard written.count >= 2, written.hasSuffix("\"") else { return nil }
    var text = ""
    var isEscaped = false
    for character in written.dropFirst().dropLast() {
      if isEscaped {
        guard let meaning = ["n": "\n", "t": "\t", "\"": "\"", "\\": "\\"][character] else {
          return nil
        }
        text += meaning
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        return nil
      } else {
        text.append(character)
      }
    }
    return isEscaped ? nil : text
  }

  private func trimmed(_ text: some StringProtocol) -> String {
    var bytes = Substring(text).utf8
    while let first = bytes.first, Self.isBlank(first) { bytes.removeFirst() }
    while let last = bytes.last, Self.isBlank(last) { bytes.removeLast() }
    return String(Substring(bytes))
  }

  private static func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0D].contains(byte) }

  private mutating func report(_ line: Int, _ message: String, _ remedy: String) {
    diagnostics.append(
      Diagnostic(
        .error, root: root, path: path, position: Position(line: line, column: 1), in: bytes,
        message: message, remedy: remedy))
  }
}
