import Club
import ClubStore
import Hummingbird
import JSON

/// What is a member's by right: seeing what is kept, ending sessions, leaving.
enum PrivacyEndpoints {
  static let all: [Endpoint] = [
    .json(.get, "/me/data", [.member], PrivacyContract.data, data),
    .json(.get, "/me/sessions", [.member], PrivacyContract.sessions, sessions),
    .json(
      .delete, "/me/sessions/{session}", [.member], PrivacyContract.endSession, endSession),
    .json(
      .post, "/me/leaving", [.member], effect: .writesOrPreviews, PrivacyContract.leave(.me),
      leave),
    .json(
      .post, "/members/{number}/leaving", .counter, effect: .writesOrPreviews,
      PrivacyContract.leave(.member), leaveForMember),
  ]

  @Sendable
  private static func data(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let data = try await MemberData(of: call, api)
    return Answer.json { json in data.write(to: &json) }
      .saved(as: "data-\(data.member.number.digits).json")
  }

  @Sendable
  private static func sessions(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let sessions = try await api.ownSessions(call)
    let part = try call.part(of: sessions, isDescending: true, api, place: \.place)
    return Answer.json { json in
      json.key("sessions")
      json.array { json in
        for session in part.elements { session.write(to: &json) }
      }
      json.member("next", part.next)
    }
  }

  @Sendable
  private static func endSession(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let unknown = Problem(.membership(.unknownSession))
    let id: String = try call.parameter("session", orElse: unknown) { $0 }
    guard let session = try await api.ownSessions(call).first(where: { $0.id == id }) else {
      throw unknown
    }
    try await api.end([session], call)
    return session.isCurrent
      ? Answer.noContent.setting(SessionCookie(api.configuration).clearing) : .noContent
  }

  @Sendable
  private static func leave(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let number = try call.ownNumber()
    let answer = try await leave(number, api, call)
    return call.isPreview
      ? answer : answer.setting(SessionCookie(api.configuration).clearing)
  }

  @Sendable
  private static func leaveForMember(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    try await leave(try call.memberNumber(), api, call)
  }

  private static func leave(
    _ number: MemberNumber, _ api: ClubAPI, _ call: Call
  ) async throws -> Answer {
    try call.fields().finish()
    let command = Command.membership(.leave(number))
    let facts =
      call.isPreview
      ? try await api.preview(command, call).facts : try await api.submit(command, call).facts
    guard let leaving = Leaving(facts) else { throw Problem.unreadable }
    let answer = Answer.json { json in leaving.write(to: &json) }
    return call.isPreview ? answer.showing([number]) : answer
  }
}
