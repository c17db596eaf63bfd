import Hummingbird

/// One thing the API can be asked: what routes a request and what describes it are the same.
struct Endpoint: Sendable {
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
  var effect = Effect.writes
  let handler: @Sendable (ClubAPI, Call) async throws -> Answer

  /// An endpoint under `/api/v1`.
  static func json(
    _ method: HTTPRequest.Method, _ path: String, _ access: Set<Party>,
    effect: Effect = .writes,
    _ handler: @escaping @Sendable (ClubAPI, Call) async throws -> Answer
  ) -> Endpoint {
    Endpoint(
      method: method, path: "/api/v1" + path, access: access, style: .json, effect: effect,
      handler: handler)
  }

  /// An endpoint that takes a form.
  static func form(
    _ path: String, _ access: Set<Party>,
    _ handler: @escaping @Sendable (ClubAPI, Call) async throws -> Answer
  ) -> Endpoint {
    Endpoint(method: .post, path: path, access: access, style: .form, handler: handler)
  }

  /// An endpoint that makes a page for whoever asks.
  static func page(
    _ path: String, _ access: Set<Party>,
    _ handler: @escaping @Sendable (ClubAPI, Call) async throws -> Answer
  ) -> Endpoint {
    Endpoint(method: .get, path: path, access: access, style: .form, handler: handler)
  }
}
