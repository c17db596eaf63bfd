import ClubAPI
import Hummingbird
import HummingbirdTesting
import Testing

/// A request read from its text.
struct RequestText {
  let method: HTTPRequest.Method
  let uri: String
  private(set) var headers = HTTPFields()
  let body: ByteBuffer?

  init(_ text: String, tokens: [String: String], cookies: Shelf) throws {
    let halves = text.split(separator: "\n\n", maxSplits: 1)
    let lines = halves[0].split(separator: "\n")
    let start = lines[0].split(separator: " ")
    method = try known(HTTPRequest.Method(rawValue: String(start[0])))
    uri = String(start[1])
    body =
      halves.count > 1
      ? ByteBuffer(string: String(halves[1]).replacing("key=…", with: "key=\(cookies.lastKey)"))
      : nil
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      let value = parts[1].drop { $0 == " " }
      switch parts[0] {
      case "As":
        if let token = tokens[String(value)] {
          headers[.authorization] = "Bearer \(token)"
        } else if value == "desk" {
          headers[.cookie] = try known(cookies.desk)
          headers[.origin] = "http://localhost"
        } else {
          headers[.cookie] = try known(cookies[try known(Int(value.dropFirst()))])
          headers[.origin] = "http://localhost"
        }
      case "Key":
        headers[try known(HTTPFields.Element.Name("Idempotency-Key"))] =
          "test-key-\(value)-0123456789"
      default:
        headers[try known(HTTPFields.Element.Name(String(parts[0])))] = String(value)
      }
    }
    if let body, headers[.contentType] == nil {
      let isJSON = body.getString(at: 0, length: 1) == "{"
      headers[.contentType] = isJSON ? "application/json" : "application/x-www-form-urlencoded"
    }
  }
}

/// An answer as text.
enum ResponseText {
  /// Headers that differ from answer to answer; those that all answers have are tested once.
  private static let shown: [HTTPFields.Element.Name] = [
    .location, .setCookie, .allow, .retryAfter, .wwwAuthenticate, .contentLanguage,
    .contentDisposition,
  ]

  static func of(_ response: TestResponse) -> String {
    var lines = ["\(response.status.code)"]
    for name in shown {
      for value in response.headers[values: name] {
        lines.append("\(name.canonicalName): \(masked(value))")
      }
    }
    let body = String(buffer: response.body)
    return (lines + (body.isEmpty ? [] : ["", masked(body)])).joined(separator: "\n")
  }

  // Compiled once, for thousands of answers: matching changes nothing of them.
  private nonisolated(unsafe) static let cookie = /(huikan(?:-desk)?)=[^;\s]+/
  private nonisolated(unsafe) static let key = /key=[0-9a-f.]{60,}/

  /// Shows secrets, which are new each time, as `…`.
  private static func masked(_ text: String) -> String {
    var masked = text
    masked.replace(cookie) { "\($0.output.1)=…" }
    masked.replace(key) { _ in "key=…" }
    return masked
  }
}

/// Pages in plain text: title, lines, rows, code, form, links.
struct PlainPages: PageRenderer {
  func membersPage(at url: String) -> [UInt8]? {
    url == "/issues/27/secret/" ? Array("the text for members".utf8) : nil
  }

  func searchPage(_ query: String, from skipped: Int, isTraditional: Bool) -> [UInt8]? {
    query == "none"
      ? nil : Array("searched \(query) from \(skipped)\(isTraditional ? " in hant" : "")".utf8)
  }

  func joinPage(_ again: JoiningAgain) -> [UInt8]? {
    var lines = ["[join\(again.sendsCodes ? " with codes" : "")] \(again.message)"]
    for name in Set(again.entered.keys).union(again.faults.keys).sorted() {
      let fault = again.faults[name].map { " × \($0)" } ?? ""
      lines.append("\(name)=\(again.entered[name] ?? "")\(fault)")
    }
    return Array(lines.joined(separator: "\n").utf8)
  }

  func page(_ page: AnswerPage) -> [UInt8] {
    var lines = ["[\(page.kind)] \(page.title)"] + page.lines
    lines += page.rows.map { "\($0.label): \($0.value)" }
    if let code = page.code { lines += [code.text, code.svg] }
    lines += (page.table?.lines ?? []).map {
      "\($0.day) | \($0.subject) | \($0.note) | \($0.change) | \($0.balance)"
    }
    if let form = page.form {
      lines += form.inputs.map {
        "[\($0.label)] \($0.name)" + ($0.value.isEmpty ? "" : "=\($0.value)")
      }
      let fields = form.fields.map { "\($0.label)=\($0.value)" }.joined(separator: "&")
      lines.append("\(form.button) → POST \(form.action)" + (fields.isEmpty ? "" : " \(fields)"))
    }
    lines += page.links.map { "\($0.label) → \($0.url)" }
    return Array(lines.joined(separator: "\n").utf8)
  }
}
