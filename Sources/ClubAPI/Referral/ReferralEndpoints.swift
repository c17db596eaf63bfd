import Club
import ClubStore
import Hummingbird
import JSON

/// Saying after joining who brought a member.
enum ReferralEndpoints {
  static let all: [Endpoint] = [
    .json(
      .post, "/members/{number}/referral", .counter, effect: .writesOrPreviews,
      ReferralContract.name, name)
  ]

  @Sendable
  private static func name(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let number = try call.memberNumber()
    var fields = try call.fields()
    let referrer = fields.required("referrer") { MemberNumber($0) }
    try fields.finish()
    guard let referrer else { throw Problem.unreadable }
    let command = Command.membership(.nameReferrer(of: number, referrer))
    guard call.isPreview else {
      let outcome = try await api.submit(command, call)
      return answer(201, ReferralView(of: number, outcome.facts), number)
    }
    let decision = try await api.preview(command, call)
    return answer(
      200, ReferralView(of: number, decision.facts, waiting: decision.prospect), number
    ).showing([number])
  }

  private static func answer(
    _ status: Int, _ view: ReferralView, _ number: MemberNumber
  ) -> Answer {
    Answer.json(status) { json in
      json.member("member", number.digits)
      view.writeMembers(to: &json)
    }
  }
}
