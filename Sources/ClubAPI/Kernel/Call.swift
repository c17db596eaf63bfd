import CivilTime
import Club
import ClubStore
import Hummingbird
import JSON

/// A request that has passed the gate: it is known who sends it, and its body has been read.
struct Call: Sendable {
  let request: Request
  let parameters: Parameters
  let identity: Identity
  let language: Language
  let now: Instant
  let body: [UInt8]
  /// The client's key for this write, with what it is bound to; nil on requests that need none.
  var idempotency: IdempotencyKey?
  /// Whether nothing is to be written, and the answer is to say what would be.
  var isPreview = false
  /// The address that limits count by.
  let address: String

  /// A parameter of the path; its value where `make` accepts it, otherwise the problem given.
  func parameter<Value>(
    _ name: String, orElse problem: @autoclosure () -> Problem, _ make: (String) -> Value?
  ) throws -> Value {
    guard let text = parameters.get(name).flatMap({ decoded($0) }), let value = make(text) else {
      throw problem()
    }
    return value
  }

  private func decoded(_ text: String) -> String? {
    FormDecoding.decode(Array(text.utf8)[...], plusIsSpace: false)
  }

  /// The member's number in the path.
  func memberNumber() throws -> MemberNumber {
    try parameter("number", orElse: Problem(.membership(.unknownMember))) { MemberNumber($0) }
  }

  /// The event's slug in the path.
  func eventSlug() throws -> Code {
    try parameter("slug", orElse: Problem(.registration(.unknownEvent))) { Code($0) }
  }

  /// The registration's name in the path.
  func registrationID() throws -> RegistrationID {
    try parameter("id", orElse: Problem(.registration(.unknownRegistration))) {
      RegistrationID($0)
    }
  }

  /// What is asked, as a request sent again with the same key must ask it: the endpoint, the
  /// parameters as they were understood, the body. One address has many spellings.
  func request(to endpoint: Endpoint) -> [UInt8] {
    var json = JSONWriter()
    json.array { json in
      json.string(endpoint.method.rawValue)
      json.string(endpoint.path)
      for name in ["number", "entry", "request", "slug", "id"] {
        guard let text = parameters.get(name) else { continue }
        json.string(canonical(name, decoded(text) ?? text))
      }
    }
    return json.bytes + body
  }

  /// A parameter in the one spelling that it is known by; what cannot be understood stays as it is,
  /// and the handler refuses it.
  private func canonical(_ name: String, _ text: String) -> String {
    switch name {
    case "number": MemberNumber(text)?.digits ?? text
    case "entry": EntryID(text)?.description ?? text
    case "request": ApprovalID(text)?.description ?? text
    case "slug": Code(text)?.text ?? text
    default: RegistrationID(text)?.description ?? text
    }
  }

  /// The query, decoded; names come once, and every name is known.
  func query(_ known: [String]) throws -> [String: String] {
    let fields = try FormDecoding.fields(Array((request.uri.query ?? "").utf8))
    var query: [String: String] = [:]
    for field in fields {
      guard known.contains(field.name) else {
        guard !known.isEmpty else {
          throw Problem(
            .invalidRequest, "这里没有查询参数。", "There are no query parameters here.")
        }
        throw Problem(
          .invalidRequest, "不认识查询参数；可用：\(known.joined(separator: ", "))。",
          "A query parameter is not known; there are: \(known.joined(separator: ", ")).")
      }
      query[field.name] = field.value
    }
    return query
  }
}
