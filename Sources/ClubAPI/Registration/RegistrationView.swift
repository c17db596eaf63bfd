import CivilTime
import Club
import ClubStore
import JSON

/// A registration with what its event says.
struct RegistrationView: Hashable, Sendable {
  let id: RegistrationID
  let slug: Code
  let member: MemberNumber
  let status: Registration.Status
  let registered: Instant
  let event: EventTerms?

  /// All of a member's, the earliest event first.
  static func all(of member: MemberNumber, in club: Club) -> [RegistrationView] {
    club.registration.registrations(of: member).map { RegistrationView($0, in: club) }
      .sorted { left, right in (left.start, left.id) < (right.start, right.id) }
  }

  /// A registration as it stands now.
  init(_ registration: Registration, in club: Club) {
    id = registration.id
    slug = registration.event
    member = registration.member
    status = registration.status
    registered = registration.registered
    event = club.terms.knownEvent(slug)
  }

  /// A registration as the record that made it says; nil where the record made none.
  ///
  /// A request that is sent again gets its first answer, whatever has happened since.
  init?(madeBy outcome: Outcome, in club: Club) {
    guard case .registration(let fact)? = outcome.facts.first else { return nil }
    switch fact {
    case .seated(let slug, let member):
      (self.slug, self.member, status) = (slug, member, .seated)
    case .waitlisted(let slug, let member, let place):
      (self.slug, self.member, status) = (slug, member, .waiting(place: place))
    case .cancelled, .promoted, .attended:
      return nil
    }
    id = RegistrationID(outcome.position(of: 0))
    registered = outcome.time
    event = club.terms.knownEvent(slug)
  }

  private var start: Instant { event?.start ?? Instant(milliseconds: 0) }

  /// What the event is called.
  var title: String { event?.title ?? slug.text }

  /// Whether the event has begun, so that nobody leaves it any longer.
  func hasBegun(at now: Instant) -> Bool { start <= now }

  /// Writes the registration as one object.
  func write(to json: inout JSONWriter) {
    json.object { json in writeMembers(to: &json, withMember: false) }
  }

  /// The registration as its address answers it.
  var body: [UInt8] { JSONWriter.object { writeMembers(to: &$0, withMember: true) } }

  /// Writes the object's members; the club member's number only where that is not plain already.
  func writeMembers(to json: inout JSONWriter, withMember: Bool) {
    json.member("id", id.description)
    json.member("event", slug.text)
    json.member("title", event?.title)
    json.member("start", event?.start.rfc3339)
    if withMember { json.member("member", member.digits) }
    json.member("status", statusName)
    json.member("place", place)
    json.member("registered", registered.rfc3339)
  }

  var statusName: String {
    switch status {
    case .seated: "seated"
    case .waiting: "waiting"
    case .cancelled: "cancelled"
    case .attended: "attended"
    }
  }

  private var place: Int? {
    guard case .waiting(let place) = status else { return nil }
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

  /// The event as its address answers it.
  var body: [UInt8] { JSONWriter.object { writeMembers(to: &$0) } }

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
