import CivilTime
import Club
import ClubStore
import Hummingbird
import JSON
import QRCode

/// The signed-in member: what is theirs, and signing out.
enum SessionEndpoints {
  static let all: [Endpoint] = [
    .json(.get, "/me", [.member], SessionContract.me, me),
    .json(.delete, "/session", [.member], SessionContract.signOut, signOut),
    .form("/sign-out", [.member], [], signOutByForm).back(.me),
  ]

  /// How many of the latest entries a member sees at once.
  static let recentLines = 20

  @Sendable
  private static func me(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let number = try call.ownNumber()
    let found = try await api.store.read { club, people in
      club.membership.member(number).map { member in
        (
          member, people.person(number), club.points.balance(of: number),
          club.points.upcomingActivations(of: number), club.points.upcomingExpiries(of: number),
          club.tierSteps(of: number, through: call.now.day),
          Array(club.points.statement(of: number, latest: recentLines).lines.reversed()),
          RegistrationView.all(of: number, in: club), VoucherView.all(of: number, in: club),
          club.ownRecord(number, people, for: call)
        )
      }
    }
    guard
      let (
        member, person, balance, activations, expiries, steps, lines, registrations, vouchers,
        record
      ) = found
    else {
      throw Problem(.access(.signInNeeded))
    }
    let recent = try await api.read(lines, for: call.identity)
    return Answer.json { json in
      json.member("number", number.digits)
      json.member("card", number.description)
      json.member("qr", QRCode(number.digits))
      json.member("name", person?.name)
      member.writeUnconfirmed(of: person, to: &json)
      json.member("joined", member.joined.rfc3339)
      json.member("balance", balance)
      steps.write(to: &json)
      activations.write(to: &json)
      expiries.write(to: &json)
      json.key("recent")
      json.array { json in
        for line in recent { line.write(to: &json) }
      }
      json.key("registrations")
      json.array { json in
        for registration in registrations { registration.write(to: &json) }
      }
      json.key("vouchers")
      vouchers.write(to: &json, on: call.now.day) { api.code(of: $0, on: call.now.day) }
    }.tagged(record ?? [])
  }

  @Sendable
  private static func signOut(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    try await close(api, call)
    return Answer.noContent.setting(SessionCookie(api.configuration).clearing)
  }

  @Sendable
  private static func signOutByForm(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    try await close(api, call)
    let text = Speaker(call.language)
    return Answer.page(
      AnswerPage(
        .done, text("已退出登录", "Signed out"), links: [(text("回首页", "Home"), "/")])
    ).setting(SessionCookie(api.configuration).clearing)
  }

  private static func close(_ api: ClubAPI, _ call: Call) async throws {
    guard case .member(_, let session) = call.identity else { throw Problem.unreadable }
    _ = try await api.submit(.membership(.closeSession(session)), call)
  }
}
