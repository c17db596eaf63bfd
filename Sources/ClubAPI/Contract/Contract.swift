import Hummingbird

/// What an endpoint promises beside its address and who may ask: what it takes, what it answers, why it
/// refuses.
///
/// The same lines read the request (`Call.fields()`, `Call.query`), stand in the OpenAPI document and
/// on the site's `/api/`, and are what the tests hold every answer against.
struct Contract: Sendable {
  /// What it is for, in a few words.
  let summary: Words
  /// What else there is to know.
  let detail: Words?
  /// The query's parameters.
  let query: [Field]
  /// The fields of the body, where it is JSON.
  let body: [Field]
  /// In what the body comes.
  let media: Media
  /// What comes back where nothing stands against it.
  let answers: [AnswerContract]
  /// Which limit its requests are counted by; nil where they are not counted.
  let limit: LimitKind?
  /// The longest body that is read, in bytes.
  let bodyLimit: Int
  /// What its path names, where a write can be bound to that by `If-Match`; of a GET it is what is answered.
  let resource: TaggedResource?
  /// Its own refusals; those that every endpoint has are added by `Endpoint.problems`.
  let problems: [ProblemType]

  init(
    _ chinese: String, _ english: String, detail: Words? = nil, query: [Field] = [],
    body: [Field] = [], media: Media = .json, answers: [AnswerContract], limit: LimitKind? = nil,
    bodyLimit: Int = ClubAPI.bodyLimit, tagged resource: TaggedResource? = nil,
    problems: [ProblemType] = []
  ) {
    summary = Words(chinese, english)
    self.detail = detail
    self.query = query
    self.body = body
    self.media = media
    self.answers = answers
    self.limit = limit
    self.bodyLimit = bodyLimit
    self.resource = resource
    self.problems = problems
  }
}

/// In what a body comes.
enum Media: Hashable, Sendable {
  /// An object in JSON.
  case json
  /// Comma-separated values, as spreadsheets write them.
  case csv(example: String)

  var type: String {
    switch self {
    case .json: "application/json"
    case .csv: "text/csv"
    }
  }
}

/// A part of a body or a query.
struct Field: Sendable {
  let name: String
  let rule: FieldRule
  let isNeeded: Bool

  /// A field that must be there.
  static func needed(_ name: String, _ rule: FieldRule) -> Field {
    Field(name: name, rule: rule, isNeeded: true)
  }

  /// A field that may be left out or empty.
  static func optional(_ name: String, _ rule: FieldRule) -> Field {
    Field(name: name, rule: rule, isNeeded: false)
  }
}

/// One of the answers that are no refusal.
struct AnswerContract: Sendable {
  let status: Int
  let about: Words
  /// What its body looks like; nil where there is none.
  let schema: Schema?
  /// Whether it says where what was made is found.
  var hasLocation = false
  /// Whether it sets or clears a cookie.
  var setsCookie = false

  init(
    _ status: Int, _ chinese: String, _ english: String, _ schema: Schema?,
    hasLocation: Bool = false, setsCookie: Bool = false
  ) {
    self.status = status
    about = Words(chinese, english)
    self.schema = schema
    self.hasLocation = hasLocation
    self.setsCookie = setsCookie
  }
}

extension [Field] {
  /// The same as members of an object, for objects in a list.
  var properties: [Property] {
    map { field in
      Property(
        field.name, field.schema,
        field.rule.words.chinese, field.rule.words.english, isRequired: field.isNeeded)
    }
  }
}

extension AnswerContract {
  /// That the client has what it asks for.
  static let notModified = AnswerContract(
    304, "与您手上的相同（If-None-Match）", "What the client has already (If-None-Match)", nil)
}

extension Endpoint {
  /// Whether what it answers has an `ETag`: everything that is read, lists and searches as well.
  var isTagged: Bool { style == .json && method == .get }

  /// What comes back where nothing stands against it.
  var answers: [AnswerContract] { contract.answers + (isTagged ? [.notModified] : []) }

  /// Whether it cannot be asked without an `Idempotency-Key`, a preview excepted.
  var needsKey: Bool { style == .json && method == .post && effect != .nothing }

  /// Every refusal that it may answer with: its own and those that follow from what it is.
  var problems: [ProblemType] {
    var problems: [ProblemType] = [
      .malformedBody, .invalidRequest, .invalidToken, .internalError, .storeStopped,
    ]
    if !access.contains(.visitor) { problems.append(.signInNeeded) }
    if access.contains(.visitor), !access.contains(.member) { problems.append(.alreadyMember) }
    if access != .everybody { problems.append(.notPermitted) }
    if !access.isDisjoint(with: .colleagues) { problems.append(.staffNoLongerValid) }
    if !parameters.isEmpty { problems.append(.notFound) }
    if method != .get {
      problems += [.crossOrigin, .bodyTooLarge, .unsupportedMediaType]
      if effect != .nothing { problems.append(.diskFull) }
    } else if !access.isDisjoint(with: .staff) {
      // Where the access log cannot be written.
      problems.append(.diskFull)
    }
    if isTagged || method != .get { problems.append(.preconditionFailed) }
    if contract.limit != nil { problems.append(.tooManyRequests) }
    if needsKey {
      problems += [
        .idempotencyKeyMissing, .idempotencyKeyInvalid, .idempotencyKeyReused,
        .idempotencyKeyInFlight,
      ]
    }
    return problems + contract.problems.filter { !problems.contains($0) }
  }
}
