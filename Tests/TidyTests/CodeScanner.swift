/// Blanks comments and string literals out of Swift text, so that braces and words can be counted.
///
/// Line breaks stay where they are. It knows line and nested block comments, `"…"`, `"""…"""` and
/// raw strings with any number of `#`; code inside an interpolation is blanked with its string.
struct CodeScanner {
  private let input: [UInt8]
  private var index = 0
  private var output: [UInt8] = []
  private var strings: [String] = []

  static func code(of text: String) -> String {
    var scanner = CodeScanner(input: Array(text.utf8))
    scanner.run()
    return String(decoding: scanner.output, as: UTF8.self)
  }

  /// The string literals in the text, with ‹› where something is interpolated.
  static func literals(of text: String) -> [String] {
    var scanner = CodeScanner(input: Array(text.utf8))
    scanner.run()
    return scanner.strings
  }

  private init(input: [UInt8]) { self.input = input }

  private mutating func run() {
    while index < input.count {
      if at("//") {
        skip { $0.at("\n") }
      } else if at("/*") {
        blockComment()
      } else if let hashes = stringStart() {
        string(hashes: hashes)
      } else {
        output.append(input[index])
        index += 1
      }
    }
  }

  private func at(_ text: String, from position: Int? = nil) -> Bool {
    let start = position ?? index
    let bytes = Array(text.utf8)
    return start + bytes.count <= input.count
      && input[start..<start + bytes.count].elementsEqual(bytes)
  }

  private mutating func blank() {
    output.append(input[index] == 0x0A ? 0x0A : 0x20)
    index += 1
  }

  private mutating func skip(until stop: (CodeScanner) -> Bool) {
    while index < input.count, !stop(self) { blank() }
  }

  private mutating func blockComment() {
    var depth = 0
    repeat {
      if at("/*") {
        depth += 1
        blank()
      } else if at("*/") {
        depth -= 1
        blank()
      }
      if index < input.count { blank() }
    } while depth > 0 && index < input.count
  }

  /// The number of `#` before a quote that opens a string here, or nil.
  private func stringStart() -> Int? {
    var end = index
    while end < input.count, input[end] == UInt8(ascii: "#") { end += 1 }
    return end < input.count && input[end] == UInt8(ascii: "\"") ? end - index : nil
  }

  private mutating func string(hashes: Int) {
    let fence = String(repeating: "#", count: hashes)
    let quotes = at("\"\"\"", from: index + hashes) ? "\"\"\"" : "\""
    var text: [UInt8] = []
    for _ in 0..<hashes + quotes.utf8.count { blank() }
    while index < input.count, !at(quotes + fence) {
      if at("\\" + fence + "(") {
        text += Array("‹›".utf8)
        interpolation()
      } else if at("\\" + fence) {
        for _ in 0..<min(hashes + 2, input.count - index) { blank() }
      } else {
        text.append(input[index])
        blank()
      }
    }
    strings.append(String(decoding: text, as: UTF8.self))
    for _ in 0..<min(hashes + quotes.utf8.count, input.count - index) { blank() }
  }

  private mutating func interpolation() {
    while index < input.count, input[index] != UInt8(ascii: "(") { blank() }
    var depth = 0
    repeat {
      if let hashes = stringStart() {
        string(hashes: hashes)
        continue
      }
      if at("(") { depth += 1 }
      if at(")") { depth -= 1 }
      if index < input.count { blank() }
    } while depth > 0 && index < input.count
  }
}
