import CivilTime
import Club
import ClubStore
import Hummingbird
import JSON

/// Finding a member at the counter by what the member says or shows.
enum MemberSearch {
  /// The most members of one answer: whoever has more before them types more digits.
  static let most = 20

  private struct Hit: Sendable {
    let number: MemberNumber
    let name: String?
    let phone: String?
    let joined: Instant
    let balance: Int
  }

  @Sendable
  static func find(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    guard let query = try call.query("find", { MemberQuery($0) }) else { throw Problem.unreadable }
    let hits = try await api.store.read { club, people in
      query.members(among: people, limit: most + 1).compactMap { number in
        club.membership.member(number).map { member in
          let person = people.person(number)
          return Hit(
            number: number, name: person?.name,
            phone: person?.phone.flatMap { Phone($0)?.masked }, joined: member.joined,
            balance: club.points.balance(of: number))
        }
      }
    }
    return Answer.json { json in
      json.key("members")
      json.array { json in
        for hit in hits.prefix(most) {
          json.object { json in
            json.member("number", hit.number.digits)
            json.member("card", hit.number.description)
            json.member("name", hit.name)
            json.member("phone", hit.phone)
            json.member("joined", hit.joined.rfc3339)
            json.member("balance", hit.balance)
          }
        }
      }
      json.member("truncated", hits.count > most)
    }.showing(hits.prefix(most).map(\.number))
  }
}
