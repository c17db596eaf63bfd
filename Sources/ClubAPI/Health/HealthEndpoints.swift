import ClubStore
import Hummingbird
import JSON

/// Whether the service is alive, and how far its journal goes.
enum HealthEndpoints {
  static let all: [Endpoint] = [
    .json(.get, "/health", .everybody, contract, health)
  ]

  private static let contract = Contract(
    "服务与日志的状态", "Whether the service is alive, and how far its journal goes",
    answers: [
      AnswerContract(
        200, "一切正常", "It is alive",
        .object([
          Property("status", .oneOf(["ok"]), "状态", "The state"),
          Property("sequence", .integer(), "最后一条记录的序号", "The last record's number"),
          Property("head", .anyText, "最后一条记录的SHA-256", "The last record's SHA-256"),
        ]))
    ])

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
