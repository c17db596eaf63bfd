import JSON
import Testing

/// An example of docs/api.md: a curl command, the status and the JSON of its answer.
struct CurlExample {
  /// The words of the command, unquoted, without `curl`.
  let words: [String]
  /// The lines of the document between which the answer stands.
  let answerLines: Range<Int>
  let status: String
  let answer: String

  /// All examples of a document, in order: a block `sh` that begins with `curl`, followed by a block
  /// `json` with the status.
  static func all(in lines: [Substring]) throws -> [CurlExample] {
    var examples: [CurlExample] = []
    var index = 0
    while let start = lines[index...].firstIndex(of: "```sh") {
      let end = try known(lines[start...].firstIndex(of: "```"))
      let command = lines[(start + 1)..<end].joined(separator: "\n")
      try #require(command.hasPrefix("curl "), "\(command)")
      try #require(lines[end + 1].hasPrefix("```json "), "no answer to \(command)")
      index = try known(lines[(end + 2)...].firstIndex(of: "```"))
      examples.append(
        CurlExample(
          words: Array(words(of: command).dropFirst()), answerLines: (end + 2)..<index,
          status: String(lines[end + 1].dropFirst("```json ".count)),
          answer: lines[(end + 2)..<index].joined(separator: "\n")))
    }
    return examples
  }

  /// The words of a command as a shell splits it: quotes, and lines continued by `\`.
  private static func words(of command: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in command.replacing("\\\n", with: " ") {
      switch (character, quote) {
      case (let mark, let open?) where mark == open: quote = nil
      case ("'", nil), ("\"", nil):
        quote = character
        word = word ?? ""
      case (" ", nil), ("\n", nil):
        if let word { words.append(word) }
        word = nil
      default: word = (word ?? "") + String(character)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }

  /// The body as the document shows it; nil where there is none.
  var body: String? {
    guard let index = words.firstIndex(of: "--json"), words.indices.contains(index + 1) else {
      return nil
    }
    return words[index + 1].replacing("$CLERK", with: "hk_…")
  }

  /// The request as the tests write one, with the cookies that stand in these files.
  func request(cookies: [String: String?]) throws -> String {
    var method: String?
    var path = ""
    var headers: [String] = []
    var body = ""
    var rest = words[...]
    while let word = rest.popFirst() {
      switch word {
      case "-X": method = rest.popFirst()
      case "-H": headers.append(try known(rest.popFirst()))
      case "--json":
        body = try known(rest.popFirst())
        headers.append("Content-Type: application/json")
      case "--data-binary": body = try known(rest.popFirst())
      case "-b":
        let file = try known(rest.popFirst())
        headers.append("Cookie: \(try known(cookies[file] ?? nil))")
      case "-c": _ = rest.popFirst()
      default:
        try #require(word.hasPrefix("$CLUB/"), "\(word)")
        path = String(word.dropFirst("$CLUB".count))
      }
    }
    let start = "\(method ?? (body.isEmpty ? "GET" : "POST")) \(path)"
    let text = ([start] + headers).joined(separator: "\n") + (body.isEmpty ? "" : "\n\n\(body)")
    return text.replacing("$CLUB", with: "http://localhost")
      .replacing("$CLERK", with: "token-of-the-clerk")
      .replacing("$MANAGER", with: "token-of-the-manager")
      .replacing("$AUDITOR", with: "token-of-the-auditor")
  }
}

extension JSONValue {
  /// Whether this is what a document shows, where `…` stands for the rest of any string.
  func matches(_ shown: JSONValue) -> Bool {
    switch (self, shown) {
    case (.string(let text), .string(let pattern)) where pattern.hasSuffix("…"):
      text.hasPrefix(pattern.dropLast())
    case (.array(let elements), .array(let patterns)):
      elements.count == patterns.count && zip(elements, patterns).allSatisfy { $0.matches($1) }
    case (.object(let members), .object(let patterns)):
      members.map(\.key) == patterns.map(\.key)
        && zip(members, patterns).allSatisfy { $0.value.matches($1.value) }
    default: self == shown
    }
  }

  /// The value on one line where it is short, otherwise one member or element a line.
  func shown(indent: String = "") -> String {
    let line = description
    guard line.count > 100 else { return line }
    let deeper = indent + "  "
    switch self {
    case .object(let members):
      let parts = members.map { member in
        "\(deeper)\(JSONValue.string(member.key)): \(member.value.shown(indent: deeper))"
      }
      return "{\n\(parts.joined(separator: ",\n"))\n\(indent)}"
    case .array(let elements):
      let parts = elements.map { deeper + $0.shown(indent: deeper) }
      return "[\n\(parts.joined(separator: ",\n"))\n\(indent)]"
    default: return line
    }
  }
}
