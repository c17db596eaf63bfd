import CivilTime
import Club
import ClubStore
import JSON

/// A member as staff see them.
struct MemberRecord: Sendable {
  let member: Member
  private let person: Person?
  private let balance: Int
  private let registrations: [RegistrationView]
  private let guardian: MemberNumber?
  private let wards: [MemberNumber]
  private let steps: [TierStep]
  private let referrer: MemberNumber?
  private let pending: Int
  private let profile: Profile

  /// Nil where nobody has the number whom the caller knows.
  init?(_ number: MemberNumber, in club: Club, _ people: People, for call: Call) {
    guard let member = club.membership.member(number),
      club.reaches(number, by: call.identity.actor)
    else { return nil }
    self.member = member
    person = people.person(number)
    balance = club.points.balance(of: number)
    registrations = RegistrationView.all(of: number, in: club)
    guardian = club.membership.guardian(of: number)
    wards = club.membership.wards(of: number)
    steps = club.tierSteps(of: number, through: call.now.day)
    referrer = club.membership.referrer(of: number)
    pending = club.points.pending(of: number)
    profile = club.profiles.profile(of: number)
  }

  /// The record as its address answers it.
  var body: [UInt8] {
    JSONWriter.object { json in
      json.member("number", member.number.digits)
      json.member("card", member.number.description)
      member.writeJoining(of: person, to: &json)
      json.member("left", member.left?.rfc3339)
      json.member("guardian", guardian?.digits)
      json.key("wards")
      json.array { json in
        for ward in wards { json.string(ward.digits) }
      }
      json.member("referrer", referrer?.digits)
      profile.writeMembers(to: &json)
      json.member("balance", balance)
      json.member("pending", pending)
      steps.write(to: &json)
      json.key("registrations")
      json.array { json in
        for registration in registrations { registration.write(to: &json) }
      }
    }
  }
}

extension Member {
  /// Who joined, when and how: what staff see of a member, and the member too.
  func writeJoining(of person: Person?, to json: inout JSONWriter) {
    json.member("name", person?.name)
    json.member("phone", person?.phone)
    json.member("email", person?.email)
    writeUnconfirmed(of: person, to: &json)
    json.member("joined", joined.rfc3339)
    json.member("channel", channel.rawValue)
    json.member("consent", consent.text)
  }

  /// Which of the contacts that are there nobody has confirmed.
  func writeUnconfirmed(of person: Person?, to json: inout JSONWriter) {
    json.key("unconfirmed")
    json.array { json in
      for route in unconfirmed where person?.contact(by: route) != nil {
        json.string(route.rawValue)
      }
    }
  }
}
