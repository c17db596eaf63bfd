import Hummingbird

/// The API's own description.
enum ReferenceEndpoints {
  static let all: [Endpoint] = [.json(.get, "/openapi.json", .everybody, contract, show)]

  private static let contract = Contract(
    "接口说明（OpenAPI 3.1）", "This document (OpenAPI 3.1), in the language asked for",
    answers: [AnswerContract(200, "OpenAPI文档", "The document", .anyObject)])

  @Sendable
  private static func show(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    Answer(
      status: 200,
      body: .json(OpenAPI.document(in: call.language, isSecure: api.configuration.isSecure)))
  }
}
