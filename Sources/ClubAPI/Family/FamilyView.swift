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

    /// Where an invitation stands among all of them, the first first.
    var place: CollectionPlace {
      CollectionPlace(asked.map { Int($0.milliseconds) } ?? 0, name: number.digits)
    }
  }

  /// How many members a family has at most; nil where the club has no families.
  let limit: Int?
  let members: [Relative]
  let invitations: [Relative]
  /// Whom the member has asked to be of one family, and when. What they are called is theirs to tell.
  let asked: [(member: MemberNumber, time: Instant)]

  /// All of it, as a member's family is known by its `ETag`.
  var body: [UInt8] {
    JSONWriter.object { json in
      writeMembers(to: &json)
      writeAsked(to: &json)
    }
  }

  func writeMembers(to json: inout JSONWriter) {
    writeMembers(to: &json, invitations: invitations)
  }

  /// Writes the object's members with some of the invitations.
  func writeMembers(to json: inout JSONWriter, invitations: [Relative]) {
    json.member("limit", limit)
    write("members", members, to: &json)
    write("invitations", invitations, to: &json)
  }

  /// Writes the object's member `asked`.
  func writeAsked(to json: inout JSONWriter) {
    json.key("asked")
    json.array { json in
      for (member, time) in asked {
        json.object { json in
          json.member("member", member.digits)
          json.member("asked", time.rfc3339)
        }
      }
    }
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

extension FamilyView {
  /// Whoever agreed to be of a member's family, and whoever asks, by name.
  init(of member: MemberNumber, at now: Instant, in club: Club, _ people: People) {
    limit = club.terms.rules.family?.members
    members = club.families.family(of: member).map {
      Relative(number: $0, name: people.name(of: $0))
    }
    invitations = club.families.invitations(of: member, at: now).map {
      Relative(number: $0.by, name: people.name(of: $0.by), asked: $0.time)
    }.sorted { $0.place < $1.place }
    asked = club.families.asked(by: member, at: now)
  }
}

extension ClubAPI {
  /// A member's family as it stands now.
  func family(of member: MemberNumber, at now: Instant) async throws -> FamilyView {
    try await store.read { club, people in FamilyView(of: member, at: now, in: club, people) }
  }
}
