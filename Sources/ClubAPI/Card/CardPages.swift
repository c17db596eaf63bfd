import Club
import ClubStore
import QRCode

/// A member's card to print: the number, for people and for scanners, and nothing else about anybody.
enum CardPages {
  static let all: [Endpoint] = [
    .page("/me/card", [.member], own).back(.me),
    .page("/desk/members/{number}/card", .staff, ofMember),
  ]

  @Sendable
  private static func own(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let number = try call.ownNumber()
    return card(number, call, back: "/me/")
  }

  @Sendable
  private static func ofMember(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let number = try call.memberNumber()
    let actor = call.identity.actor
    guard try await api.store.read({ club, _ in club.knows(number, to: actor) }) else {
      throw Problem(.membership(.unknownMember))
    }
    return card(number, call, back: "/desk/")
  }

  private static func card(_ number: MemberNumber, _ call: Call, back: String) -> Answer {
    let text = Speaker(call.language)
    let title = text("会员卡", "Membership card")
    return Answer.page(
      AnswerPage(
        .slip, title, lines: [text("到前台出示即可，也可以报会员号。", "Show it at the desk, or say the number.")],
        links: [(text("返回", "Back"), back)],
        code: QRCode(number.digits).map {
          AnswerPage.Code(svg: $0.svg(label: title), text: number.description)
        }))
  }
}
