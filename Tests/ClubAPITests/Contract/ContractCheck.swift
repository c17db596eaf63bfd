import Hummingbird
import JSON
import Testing

@testable import ClubAPI

/// Holds every answer that a test gets against the contract of the endpoint that gave it.
enum ContractCheck {
  private static let templates = Rooms.endpoints.filter { $0.style == .json }
    .map { (endpoint: $0, path: $0.path.split(separator: "/")) }

  /// The endpoint that a request reaches; nil where none does.
  static func endpoint(_ method: HTTPRequest.Method, _ uri: String) -> Endpoint? {
    let segments = uri.prefix { $0 != "?" }.split(separator: "/")
    return templates.first { template in
      template.endpoint.method == method && template.path.count == segments.count
        && zip(template.path, segments).allSatisfy { $0.first == "{" || $0 == $1 }
    }?.endpoint
  }

  static func check(
    _ request: RequestText, _ status: Int, _ body: String, sourceLocation: SourceLocation
  ) {
    guard let endpoint = endpoint(request.method, request.uri) else { return }
    guard let wrong = complaint(about: status, body, of: endpoint) else { return }
    Issue.record(
      """
      \(endpoint.method.rawValue) \(endpoint.path) answered \(status) \(body.prefix(600))
      \(wrong): say so in the endpoint's Contract (Sources/ClubAPI/<room>/<Room>Contract.swift)
      """, sourceLocation: sourceLocation)
  }

  static func complaint(about status: Int, _ body: String, of endpoint: Endpoint) -> String? {
    let value = body.isEmpty ? nil : try? JSONValue.parse(body)
    guard status >= 400 else {
      let answers = endpoint.answers.filter { $0.status == status }
      guard let answer = answers.first else { return "no answer \(status) is promised" }
      guard let schema = answer.schema else { return value == nil ? nil : "a body is not promised" }
      guard let value else { return "a body is promised" }
      return schema.complaint(about: value)
    }
    guard let value else { return "a refusal has a body" }
    if let wrong = Problem.schema.complaint(about: value) { return wrong }
    let code = (value["type"]?.string ?? "").dropFirst("/problems/".count)
    guard let type = ProblemType(rawValue: String(code)), endpoint.problems.contains(type),
      type.status == status
    else { return "the problem \(code) is not among those named" }
    return nil
  }
}
