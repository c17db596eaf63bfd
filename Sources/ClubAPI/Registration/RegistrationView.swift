import CivilTime
import Club
import JSON

/// A registration with what its event says.
struct RegistrationView: Hashable, Sendable {
  let registration: Registration
  let event: EventTerms?

  /// All of a member's, the earliest event first.
  static func all(of member: MemberNumber, in club: Club) -> [RegistrationView] {
    club.registration.registrations(of: member).map { RegistrationView($0, in: club) }
      .sorted { left, right in
        (left.start, left.registration.id) < (right.start, right.registration.id)
      }
  }

  init(_ registration: Registration, in club: Club) {
    self.registration = registration
    event = club.terms.knownEvent(registration.event)
  }

  private var start: Instant { event?.start ?? Instant(milliseconds: 0) }

  /// Writes the registration as one object; the member only where that is not plain already.
  func write(to json: inout JSONWriter, withMember: Bool = false) {
    json.object { json in writeMembers(to: &json, withMember: withMember) }
  }

  /// Writes the object's members.
  func writeMembers(to json: inout JSONWriter, withMember: Bool) {
    json.member("id", registration.id.description)
    json.member("event", registration.event.text)
    json.member("title", event?.title)
    json.member("start", event?.start.rfc3339)
    if withMember { json.member("member", registration.member.digits) }
    json.member("status", status)
    json.member("place", place)
    json.member("registered", registration.registered.rfc3339)
  }

  private var status: String {
    switch registration.status {
    case .seated: "seated"
    case .waiting: "waiting"
    case .cancelled: "cancelled"
    }
  }

  private var place: Int? {
    guard case .waiting(let place) = registration.status else { return nil }
    return place
  }
}

/// An event with its seats, as everybody may see it.
struct EventView: Hashable, Sendable {
  let terms: EventTerms
  let seats: Seats

  init(_ terms: EventTerms, in club: Club) {
    self.terms = terms
    seats = club.registration.seats(of: terms.slug, terms: terms)
  }

  /// Writes the object's members.
  func writeMembers(to json: inout JSONWriter) {
    json.member("slug", terms.slug.text)
    json.member("title", terms.title)
    json.member("start", terms.start.rfc3339)
    json.member("end", terms.end?.rfc3339)
    json.member("closes", terms.closes?.rfc3339)
    json.member("cancelled", terms.cancelled)
    json.member("capacity", seats.capacity)
    json.member("taken", seats.taken)
    json.member("free", seats.free)
    json.member("waiting", seats.waiting)
    json.member("points", terms.points?.points)
  }
}
