import ClubStore
import Hummingbird

/// Whether the service is alive, and how far its journal goes.
enum HealthEndpoints {
  static let all: [Endpoint] = [.json(.get, "/health", .everybody, health)]

  @Sendable
  private static func health(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let head = api.store.head
    return Answer.json { json in
      json.member("status", "ok")
      json.member("sequence", Int(clamping: head.sequence))
      json.member("head", head.hash)
    }
  }
}
