import CivilTime
import Club
import ClubStore
import Hummingbird
import JSON

/// A member's statement: opening balance, lines with reason, reference and author, closing balance.
enum StatementAnswer {
  /// The most lines of one answer; whoever needs more asks for an earlier time.
  static let limits = 1...1000

  @Sendable
  static func show(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let number = try call.memberNumber()
    // To a member other members' accounts look as if they did not exist.
    if case .member(let own, _) = call.identity, own != number {
      throw Problem(.membership(.unknownMember))
    }
    let from = try call.query("from") { Day($0) }
    let through = try call.query("through") { Day($0) }
    let limit = try call.query("limit") { text in
      Int(text).flatMap { limits.contains($0) ? $0 : nil }
    }
    let found = try await api.store.read { club, _ -> (Statement, [Expiry])? in
      guard club.membership.contains(number) else { return nil }
      return (
        club.points.statement(
          of: number, from: from, through: through, latest: limit ?? limits.upperBound),
        club.points.upcomingExpiries(of: number)
      )
    }
    guard let (statement, expiries) = found else { throw Problem(.membership(.unknownMember)) }
    let lines = try await api.read(statement.lines, for: call.identity)
    return Answer.json { json in
      json.member("member", number.digits)
      json.member("opening", statement.opening)
      json.key("lines")
      json.array { json in
        for line in lines { line.write(to: &json) }
      }
      json.member("closing", statement.closing)
      json.member("truncated", statement.isTruncated)
      expiries.write(to: &json)
    }.showing([number])
  }
}

extension [Expiry] {
  /// Writes the member `expiring`: what lapses when, the soonest first.
  func write(to json: inout JSONWriter) {
    json.key("expiring")
    json.array { json in
      for expiry in self {
        json.object { json in
          json.member("through", expiry.through.iso)
          json.member("points", expiry.points)
        }
      }
    }
  }
}
