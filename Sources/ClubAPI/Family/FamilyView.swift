import CivilTime
import Club
import ClubStore
import JSON

/// A member's family and who asks for consent, as the member sees it.
struct FamilyView: Sendable {
  struct Relative: Sendable {
    let number: MemberNumber
    let name: String?
    /// When they asked; nil of whoever is of the family already.
    var asked: Instant?
  }

  /// How many members a family has at most; nil where the club has no families.
  let limit: Int?
  let members: [Relative]
  let invitations: [Relative]

  func writeMembers(to json: inout JSONWriter) {
    json.member("limit", limit)
    write("members", members, to: &json)
    write("invitations", invitations, to: &json)
  }

  private func write(_ key: StaticString, _ list: [Relative], to json: inout JSONWriter) {
    json.key(key)
    json.array { json in
      for relative in list {
        json.object { json in
          json.member("member", relative.number.digits)
          json.member("card", relative.number.description)
          json.member("name", relative.name)
          if let asked = relative.asked { json.member("asked", asked.rfc3339) }
        }
      }
    }
  }
}

extension ClubAPI {
  /// A member's family: whoever agreed to be of it, and whoever asks, by name.
  func family(of member: MemberNumber, at now: Instant) async throws -> FamilyView {
    try await store.read { club, people in
      FamilyView(
        limit: club.terms.rules.family?.members,
        members: club.families.family(of: member).map {
          FamilyView.Relative(number: $0, name: people.name(of: $0))
        },
        invitations: club.families.invitations(of: member, at: now).map {
          FamilyView.Relative(number: $0.by, name: people.name(of: $0.by), asked: $0.time)
        })
    }
  }
}
