import Club
import Hummingbird
import JSON

/// What an endpoint answers.
struct Answer: Sendable {
  enum Body: Sendable {
    case none
    case json([UInt8])
    case page(AnswerPage)
    /// To be kept under a name.
    case file([UInt8], type: String, name: String)
    /// A page of the site's own, made for whoever asks.
    case html([UInt8])
  }

  var status: Int
  var body: Body
  var location: String?
  var cookie: String?
  /// What its `ETag` is of, where that is not the body itself.
  var tagged: [UInt8]?
  /// Under which name a browser saves it instead of showing it; letters, digits, `-` and `.`.
  var savedAs: String?
  /// Whose data are in it; nil where it holds nobody's. What staff are shown is noted.
  var shown: [MemberNumber]?

  /// An object in JSON, with its members in the order written.
  static func json(
    _ status: Int = 200, _ members: (inout JSONWriter) throws -> Void
  ) rethrows -> Answer {
    var json = JSONWriter()
    json.bytes.reserveCapacity(1024)
    try json.object { json in try members(&json) }
    return Answer(status: status, body: .json(json.bytes))
  }

  /// A page in answer to a form.
  static func page(_ page: AnswerPage, status: Int = 200) -> Answer {
    Answer(status: status, body: .page(page))
  }

  /// A file that the browser keeps; the name is of ASCII letters, digits, `-`, `_` and `.`.
  static func file(_ bytes: [UInt8], type: String, name: String) -> Answer {
    Answer(status: 200, body: .file(bytes, type: type, name: name))
  }

  /// Nothing to say but that it is done.
  static let noContent = Answer(status: 204, body: .none)

  /// The same answer from this address.
  func at(_ location: String) -> Answer {
    var answer = self
    answer.location = location
    return answer
  }

  /// The same answer, which a browser saves under this name.
  func saved(as name: String) -> Answer {
    var answer = self
    answer.savedAs = name
    return answer
  }

  /// The same answer, whose `ETag` is of something else than its body.
  func tagged(_ body: [UInt8]) -> Answer {
    var answer = self
    answer.tagged = body
    return answer
  }

  /// The same answer, which shows what the club knows of these members.
  func showing(_ members: [MemberNumber]) -> Answer {
    var answer = self
    answer.shown = members
    return answer
  }

  /// The same answer with a cookie.
  func setting(_ cookie: String?) -> Answer {
    var answer = self
    answer.cookie = cookie
    return answer
  }
}
