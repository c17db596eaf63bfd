import Hummingbird

/// One thing the API can be asked: what routes a request and what describes it are the same. The
/// table of permissions, the OpenAPI document and the site's `/api/` are made of these.
///
/// A class, because every call names its endpoint, and to copy all that it promises would cost each.
final class Endpoint: Sendable {
  enum Style: Sendable {
    /// JSON in, JSON out, problems as `application/problem+json`.
    case json
    /// A form posted without a script, or a page asked for; the answer is a page.
    case form
  }

  /// What a POST may leave behind, and so whether it needs an idempotency key.
  enum Effect: Sendable {
    /// Something is written.
    case writes
    /// The same; with `?preview=true` the answer says what would be written, and nothing is.
    case writesOrPreviews
    /// Nothing that a second request would do twice.
    case nothing
  }

  let method: HTTPRequest.Method
  /// The path with its parameters in braces: `/api/v1/members/{number}`.
  let path: String
  /// Who may ask. There is no default: nothing is public by omission.
  let access: Set<Party>
  let style: Style
  let effect: Effect
  /// What it takes and answers. There is no default here either.
  let contract: Contract
  /// The parameters in the path's braces, from the left.
  let parameters: [PathParameter]
  /// Every parameter that its query may have.
  let query: [Field]
  /// Whether the address itself says who may: mail programs post to it without cookie or origin
  /// (RFC 8058), and what they send is not read.
  let isOneClick: Bool
  /// Where a page of refusal leads back to.
  let back: WayBack?
  /// The forms that a page of refusal shows again: the first that answers it.
  let again: [FormAgain]
  let handler: @Sendable (ClubAPI, Call) async throws -> Answer

  /// Every request asks for the parameters: they are found once.
  init(
    method: HTTPRequest.Method, path: String, access: Set<Party>, style: Style, effect: Effect,
    contract: Contract, isOneClick: Bool = false, back: WayBack? = nil, again: [FormAgain] = [],
    handler: @escaping @Sendable (ClubAPI, Call) async throws -> Answer
  ) {
    self.method = method
    self.path = path
    self.access = access
    self.style = style
    self.effect = effect
    self.contract = contract
    parameters = PathParameter.all(in: path)
    query =
      contract.query + (effect == .writesOrPreviews ? [.optional("preview", .preview)] : [])
    self.isOneClick = isOneClick
    self.back = back
    self.again = again
    self.handler = handler
  }

  private func with(back: WayBack?, again: [FormAgain]) -> Endpoint {
    Endpoint(
      method: method, path: path, access: access, style: style, effect: effect,
      contract: contract, isOneClick: isOneClick, back: back, again: again, handler: handler)
  }

  /// An endpoint under `/api/v1`.
  static func json(
    _ method: HTTPRequest.Method, _ path: String, _ access: Set<Party>,
    effect: Effect = .writes, _ contract: Contract,
    _ handler: @escaping @Sendable (ClubAPI, Call) async throws -> Answer
  ) -> Endpoint {
    Endpoint(
      method: method, path: "/api/v1" + path, access: access, style: .json, effect: effect,
      contract: contract, handler: handler)
  }

  /// An endpoint that takes a form with these fields, and with no others.
  static func form(
    _ path: String, _ access: Set<Party>, _ fields: [Field], bodyLimit: Int = ClubAPI.bodyLimit,
    _ handler: @escaping @Sendable (ClubAPI, Call) async throws -> Answer
  ) -> Endpoint {
    Endpoint(
      method: .post, path: path, access: access, style: .form, effect: .writes,
      contract: Contract("表单", "A form", body: fields, answers: [], bodyLimit: bodyLimit),
      handler: handler)
  }

  /// An endpoint that a mail program posts to as well as a person.
  static func oneClick(
    _ path: String, query: [Field],
    _ handler: @escaping @Sendable (ClubAPI, Call) async throws -> Answer
  ) -> Endpoint {
    Endpoint(
      method: .post, path: path, access: .everybody, style: .form, effect: .writes,
      contract: Contract("表单", "A form", query: query, answers: []), isOneClick: true,
      handler: handler)
  }

  /// The same, whose refusals lead back to a path of this site; parameters of its own stand in braces.
  func back(_ chinese: String, _ english: String, to path: String) -> Endpoint {
    back(WayBack(words: Words(chinese, english), path: path))
  }

  /// The same, whose refusals lead back there.
  func back(_ back: WayBack) -> Endpoint { with(back: back, again: again) }

  /// The same, whose refusals show one of these forms again.
  func again(_ forms: FormAgain...) -> Endpoint { with(back: back, again: forms) }

  /// An endpoint that makes a page for whoever asks.
  static func page(
    _ path: String, _ access: Set<Party>, query: [Field] = [],
    _ handler: @escaping @Sendable (ClubAPI, Call) async throws -> Answer
  ) -> Endpoint {
    Endpoint(
      method: .get, path: path, access: access, style: .form, effect: .nothing,
      contract: Contract("页面", "A page", query: query, answers: []), handler: handler)
  }
}
