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
  let guardian: MemberNumber?
  let wards: [MemberNumber]
  let vouchers: [VoucherView]
  let family: FamilyView
  let newsletter: NewsletterEdition?
  /// How the member came to the tier that it has.
  let steps: [TierStep]
  /// What waits for a second person, the oldest first.
  let requests: [RequestView]
  /// What regions and segments are called.
  let tags: [MemberTag]
  private let today: Day

  /// What is kept about whoever is signed in.
  init(of call: Call, _ api: ClubAPI) async throws {
    let number = try call.ownNumber()
    let found = try await api.store.read { club, people in
      club.membership.member(number).map { member in
        (
          member, people.person(number), club.points.statement(of: number).lines,
          RegistrationView.all(of: number, in: club), club.membership.referrer(of: number),
          club.profiles.profile(of: number), club.membership.guardian(of: number),
          club.membership.wards(of: number), VoucherView.all(of: number, in: club),
          FamilyView(of: number, at: call.now, in: club, people), club.terms.rules,
          club.newsletter.edition(of: number), club.tierSteps(of: number, through: call.now.day),
          club.approvals.waiting.filter { $0.request.member == number }.map {
            (id: $0.id, request: $0.request, meaning: club.meaning(of: $0.request))
          }
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
    guardian = found.6
    wards = found.7
    vouchers = found.8
    family = found.9
    tags = found.10.regions + found.10.segments
    today = call.now.day
    newsletter = found.11
    sessions = try await api.ownSessions(call)
    steps = found.12
    let records = try await api.store.records(
      found.13.map { UInt64($0.id.position.sequence) })
    requests = found.13.map { id, request, meaning in
      let record = records[UInt64(id.position.sequence)]
      return RequestView(
        id: id, request: request, meaning: meaning, time: record?.time,
        reason: record?.annex["reason"])
    }
  }

  /// A contact as the member reads it.
  func contact(by route: ContactRoute, _ text: Speaker) -> String {
    guard let contact = person?.contact(by: route) else { return "—" }
    guard member.unconfirmed.contains(route) else { return contact }
    return contact + text("（未核实，请到前台核实）", " (not confirmed yet: see the desk)")
  }

  func write(to json: inout JSONWriter) {
    json.member("number", member.number.digits)
    member.writeJoining(of: person, to: &json)
    json.member("guardian", guardian?.digits)
    json.key("wards")
    json.array { json in
      for ward in wards { json.string(ward.digits) }
    }
    json.member("referrer", referrer?.digits)
    profile.writeMembers(to: &json)
    json.member("newsletter", newsletter?.rawValue)
    steps.write(to: &json)
    json.key("entries")
    json.array { json in
      for line in lines { line.write(to: &json) }
    }
    json.key("requests")
    json.array { json in
      for request in requests { json.object { json in request.writeOwnMembers(to: &json) } }
    }
    json.key("registrations")
    json.array { json in
      for registration in registrations { registration.write(to: &json) }
    }
    json.key("vouchers")
    // Their codes stand on the member's page: a file of data is carried about.
    vouchers.write(to: &json, on: today) { _ in nil }
    json.key("family")
    json.object { json in
      family.writeMembers(to: &json)
      family.writeAsked(to: &json)
    }
    json.key("sessions")
    json.array { json in
      for session in sessions { session.write(to: &json) }
    }
  }
}
