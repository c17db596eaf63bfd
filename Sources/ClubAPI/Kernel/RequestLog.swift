import Hummingbird
import Logging

/// One line for each request: method, the route's template, status, milliseconds, request id.
///
/// No path, query, address or header: they hold names of people and of what they did.
struct RequestLog: RouterMiddleware {
  typealias Context = ClubRequestContext

  @concurrent
  func handle(
    _ request: Request, context: ClubRequestContext,
    next: @concurrent (Request, ClubRequestContext) async throws -> Response
  ) async throws -> Response {
    let start = ContinuousClock.now
    let response = try await next(request, context)
    let elapsed = start.duration(to: .now)
    context.logger.info(
      "request",
      metadata: [
        "method": "\(request.method.rawValue)",
        "route": "\(context.endpointPath ?? "")",
        "status": "\(response.status.code)",
        "ms":
          "\(elapsed.components.seconds * 1000 + elapsed.components.attoseconds / 1_000_000_000_000_000)",
      ])
    return response
  }
}
