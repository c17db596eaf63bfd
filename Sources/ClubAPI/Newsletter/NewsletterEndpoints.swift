import Club
import ClubStore
import Hummingbird
import JSON

/// Whether a member gets letters with the magazine's issues.
enum NewsletterEndpoints {
  static let all: [Endpoint] = [
    .json(.get, "/me/newsletter", [.member], NewsletterContract.show, show),
    .json(.post, "/me/newsletter", [.member], NewsletterContract.agree, agree),
    .json(.delete, "/me/newsletter", [.member], NewsletterContract.withdraw, withdraw),
  ]

  @Sendable
  private static func show(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let edition = try await api.newsletterEdition(of: try call.ownNumber())
    return answer(200, edition)
  }

  @Sendable
  private static func agree(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    var fields = try call.fields()
    let edition = fields.optional("edition") { NewsletterEdition(rawValue: $0) } ?? .original
    try fields.finish()
    _ = try await api.submit(.newsletter(.agree(try call.ownNumber(), edition)), call)
    return answer(201, edition)
  }

  @Sendable
  private static func withdraw(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    _ = try await api.submit(.newsletter(.withdraw(try call.ownNumber())), call)
    return .noContent
  }

  private static func answer(_ status: Int, _ edition: NewsletterEdition?) -> Answer {
    Answer.json(status) { json in
      json.member("agreed", edition != nil)
      json.member("edition", edition?.rawValue)
    }
  }
}

extension ClubAPI {
  /// In which characters a member gets letters; nil where the member gets none.
  func newsletterEdition(of member: MemberNumber) async throws -> NewsletterEdition? {
    try await store.read { club, _ in club.newsletter.edition(of: member) }
  }
}
