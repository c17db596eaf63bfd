import Hummingbird
import Logging
import Synchronization

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

/// Tells the log of what fails for everybody, once a minute: every request would say it again.
final class Complaints: Sendable {
  private let last = Mutex<ContinuousClock.Instant?>(nil)

  /// Writes a line, unless one was written within the last minute.
  func tell(_ line: String, to logger: Logger) {
    let now = ContinuousClock.now
    let isDue = last.withLock { last in
      if let last, now - last < .seconds(60) { return false }
      last = now
      return true
    }
    if isDue { logger.error("\(line)") }
  }
}
