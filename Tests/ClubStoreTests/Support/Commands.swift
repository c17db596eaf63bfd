import CivilTime
import Club
import Testing

@testable import ClubStore

/// Commands as tests write them.
enum Commands {
  static func signUp(
    _ name: String, phone: String? = nil, email: String? = nil, session: NewSession? = nil,
    channel: JoiningChannel = .website
  ) throws -> Command {
    .membership(
      .signUp(
        SignUp(
          channel: channel, consent: try code("2026-09"), name: try #require(PersonName(name)),
          phone: try phone.map { try #require(Phone($0)) },
          email: try email.map { try #require(Email($0)) }, session: session)))
  }

  static func award(
    _ points: Int, to member: MemberNumber, reason: String = "开放日签到"
  ) throws -> Command {
    .points(.award(try order(points, member, "manual", reason)))
  }

  static func spend(
    _ points: Int, of member: MemberNumber, reason: String = "兑换茶具"
  ) throws -> Command {
    .points(.spend(try order(points, member, "redemption", reason)))
  }

  static func event(_ slug: String, capacity: Int?) throws -> EventTerms {
    EventTerms(
      slug: try code(slug), title: "工地开放日",
      start: try #require(Instant("2027-01-09 09:30")), capacity: capacity)
  }

  static func adopt(_ events: [EventTerms]) throws -> Command {
    .terms(
      .adopt(rules: ClubRules(consent: try code("2026-09"), pointRules: []), events: events))
  }

  static func register(_ member: MemberNumber, _ slug: String) throws -> Command {
    .registration(.register(event: try code(slug), member: member))
  }

  static func code(_ text: String) throws -> Code { try #require(Code(text)) }

  private static func order(
    _ points: Int, _ member: MemberNumber, _ source: String, _ reason: String
  ) throws -> PointsOrder {
    let amount = try #require(Amount(points))
    return PointsOrder(
      member: member, amount: amount, source: try code(source),
      reason: try #require(Reason(reason)))
  }
}

extension Outcome {
  /// The member who joined by it.
  var joined: MemberNumber? {
    for case .membership(.joined(let member, _, _)) in facts { return member }
    return nil
  }
}

extension IdempotencyKey {
  static func test(_ key: String, body: String = "{}") -> IdempotencyKey {
    IdempotencyKey(scope: "visitor", key: key, request: Array(body.utf8))
  }
}
