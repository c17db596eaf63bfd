import CivilTime
import Club
import ClubStore
import Hummingbird
import JSON

/// Everything that the club keeps about a member, for the member.
struct MemberData {
  let member: Member
  let person: Person?
  let sessions: [OwnSession]
  let lines: [StatementLine]
  let registrations: [RegistrationView]
  let referrer: MemberNumber?
  let profile: Profile

  /// What is kept about whoever is signed in.
  init(of call: Call, _ api: ClubAPI) async throws {
    guard case .member(let number, _) = call.identity else { throw Problem.unreadable }
    let found = try await api.store.read { club, people in
      club.membership.member(number).map { member in
        (
          member, people.person(number), club.points.statement(of: number).lines,
          RegistrationView.all(of: number, in: club), club.membership.referrer(of: number),
          club.profiles.profile(of: number)
        )
      }
    }
    guard let found else { throw Problem(.access(.signInNeeded)) }
    member = found.0
    person = found.1
    lines = try await api.read(found.2, for: call.identity)
    registrations = found.3
    referrer = found.4
    profile = found.5
    sessions = try await api.ownSessions(call)
  }

  func write(to json: inout JSONWriter) {
    json.member("number", member.number.digits)
    json.member("name", person?.name)
    json.member("phone", person?.phone)
    json.member("email", person?.email)
    json.member("joined", member.joined.rfc3339)
    json.member("channel", member.channel.rawValue)
    json.member("consent", member.consent.text)
    json.member("referrer", referrer?.digits)
    profile.writeMembers(to: &json)
    json.key("entries")
    json.array { json in
      for line in lines { line.write(to: &json) }
    }
    json.key("registrations")
    json.array { json in
      for registration in registrations { registration.write(to: &json) }
    }
    json.key("sessions")
    json.array { json in
      for session in sessions { session.write(to: &json) }
    }
  }
}
