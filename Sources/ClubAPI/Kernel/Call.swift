import CivilTime
import Club
import ClubStore
import Hummingbird
import JSON

/// A request that has passed the gate: it is known who sends it, and its body has been read.
struct Call: Sendable {
  let endpoint: Endpoint
  let request: Request
  let context: ClubRequestContext
  let identity: Identity
  let language: Language
  let now: Instant
  let body: [UInt8]
  /// The query's parameters; the contract names every one of them.
  let query: [String: String]
  /// The client's key for this write, with what it is bound to; nil on requests that need none.
  var idempotency: IdempotencyKey?
  /// Whether nothing is to be written, and the answer is to say what would be.
  var isPreview = false

  private var parameters: Parameters { context.parameters }

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

  /// The number of the member who is signed in, where nobody else is let in.
  func ownNumber() throws -> MemberNumber {
    guard case .member(let number, _) = identity else { throw Problem.unreadable }
    return number
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
  var asked: [UInt8] {
    var json = JSONWriter()
    json.bytes.reserveCapacity(128 + body.count)
    json.array { json in
      json.string(endpoint.method.rawValue)
      json.string(endpoint.path)
      for parameter in endpoint.parameters {
        if let text = spelling(of: parameter) { json.string(text) }
      }
    }
    return json.bytes + body
  }

  /// A parameter of the path in the one spelling that it is known by.
  func spelling(of parameter: PathParameter) -> String? {
    parameters.get(parameter.rawValue).map { parameter.canonical(decoded($0) ?? $0) }
  }

  /// The fields of the body, as the contract names them.
  func fields() throws -> FieldReader {
    switch endpoint.style {
    case .json: try FieldReader(json: body, endpoint.contract.body)
    case .form: FieldReader(form: try FormDecoding.fields(body), endpoint.contract.body)
    }
  }

  /// A parameter of the query; nil where it was left out.
  ///
  /// - Throws: `invalidRequest` where `make` does not accept it, or it is needed and not there.
  func query<Value>(_ name: String, _ make: (String) -> Value?) throws -> Value? {
    guard let field = endpoint.query.first(where: { $0.name == name }) else {
      assertionFailure("the contract of \(endpoint.path) does not name the parameter \(name)")
      return nil
    }
    guard let text = query[name] ?? (field.isNeeded ? "" : nil) else { return nil }
    guard let value = make(text) else {
      throw Problem(.invalidRequest, field.rule.words.chinese, field.rule.words.english)
    }
    return value
  }
}

extension Endpoint {
  /// The query, decoded; names come once, and every name is known.
  func query(of request: Request) throws -> [String: String] {
    guard let text = request.uri.query, !text.isEmpty else { return [:] }
    let known = query.map(\.name)
    var values: [String: String] = [:]
    guard let fields = FormDecoding.pairs(Array(text.utf8)) else {
      throw Problem(.malformedBody, "查询参数无法读取。", "The query cannot be read.")
    }
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
      guard values.updateValue(field.value, forKey: field.name) == nil else {
        throw Problem(
          .malformedBody, "查询参数\(field.name)写了两次。", "The query parameter \(field.name) comes twice."
        )
      }
    }
    return values
  }
}
