import Club
import Hummingbird
import JSON

/// A refusal on its way to the client (RFC 9457).
struct Problem: Error, Hashable, Sendable {
  let type: ProblemType
  /// What is wrong this time and what to do about it; no personal value.
  var detail: Words
  /// What is wrong with which part of the body.
  var errors: [FieldProblem] = []
  /// The methods that the address does take, for 405.
  var allow: String?
  /// Seconds to wait, for 409, 429 and 503.
  var retryAfter: Int?
  /// The members whom it tells staff of, to be noted as read.
  var shown: [MemberNumber] = []
  /// `Set-Cookie`, where a refusal takes a cookie back.
  var cookie: String?

  init(_ type: ProblemType, _ chinese: String, _ english: String) {
    self.type = type
    detail = Words(chinese, english)
  }

  /// The problem as `application/problem+json`.
  func response(in language: Language, instance: String) -> Response {
    var json = JSONWriter()
    json.object { json in
      json.member("type", "/problems/\(type.rawValue)")
      json.member("title", type.title.text(in: language))
      json.member("status", type.status)
      json.member("detail", detail.text(in: language))
      json.member("instance", instance)
      guard !errors.isEmpty else { return }
      json.key("errors")
      json.array { json in
        for error in errors {
          json.object { json in
            json.member("pointer", error.pointer.description)
            if let line = error.line { json.member("line", line) }
            if let column = error.column { json.member("column", column) }
            json.member("detail", error.detail.text(in: language))
          }
        }
      }
    }
    var response = Response(
      status: HTTPResponse.Status(code: type.status),
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: json.bytes)))
    response.headers[.contentType] = "application/problem+json"
    response.headers[.contentLanguage] = language.rawValue
    response.headers[.vary] = "Accept-Language"
    addHeaders(to: &response)
    return response
  }

  /// The headers that some problems need in whatever form they are shown.
  func addHeaders(to response: inout Response) {
    response.headers[.allow] = allow
    response.headers[.retryAfter] = retryAfter.map(String.init)
    if let cookie { response.headers[.setCookie] = cookie }
    if type.status == 401 { response.headers[.wwwAuthenticate] = "Bearer realm=\"huikan\"" }
  }
}

/// What is wrong with one part of a request's body.
struct FieldProblem: Hashable, Sendable {
  let pointer: JSONPointer
  /// Where it stands in a body that is a file of rows, from 1; nil in JSON.
  var line: Int?
  /// Which field of its row it is, from 1.
  var column: Int?
  let detail: Words

  init(pointer: JSONPointer, detail: Words) {
    self.pointer = pointer
    self.detail = detail
  }

  /// A part of a file of rows: the pointer is that of the whole.
  init(line: Int, column: Int, detail: Words) {
    self.init(pointer: JSONPointer(), detail: detail)
    self.line = line
    self.column = column
  }
}
