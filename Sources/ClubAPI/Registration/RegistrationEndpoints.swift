import CivilTime
import Club
import ClubStore
import Hummingbird
import JSON

/// Events with their seats, registering and cancelling.
enum RegistrationEndpoints {
  static let all: [Endpoint] = [
    .json(.get, "/events", .everybody, RegistrationContract.list, list),
    .json(.get, "/events/{slug}", .everybody, RegistrationContract.show, show),
    .json(
      .get, "/events/{slug}/registrations", .staff, AttendanceList.contract, AttendanceList.show),
    .json(
      .post, "/events/{slug}/registrations", [.member, .clerk, .manager],
      RegistrationContract.register, register),
    .json(
      .post, "/events/{slug}/check-ins", .door, RegistrationContract.checkIn, checkIn),
    .json(
      .get, "/events/{slug}/registrations/{id}", [.member, .clerk, .manager, .auditor],
      RegistrationContract.registered, registered),
    .json(
      .delete, "/events/{slug}/registrations/{id}", [.member, .clerk, .manager],
      RegistrationContract.cancel, cancel),
  ]

  @Sendable
  private static func list(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let from = try call.query("from") { Day($0) }
    let through = try call.query("through") { Day($0) }
    let events = try await api.store.read { club, _ in
      club.terms.currentEvents.filter { event in
        (from.map { $0 <= event.start.day } ?? true)
          && (through.map { event.start.day <= $0 } ?? true)
      }.map { EventView($0, in: club) }
    }
    let part = try call.part(of: events, api) { event in
      CollectionPlace(Int(event.terms.start.milliseconds), name: event.terms.slug.text)
    }
    return Answer.json { json in
      json.key("events")
      json.array { json in
        for event in part.elements { json.object { json in event.writeMembers(to: &json) } }
      }
      json.member("next", part.next)
    }
  }

  @Sendable
  private static func show(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let event = try await api.event(call)
    return Answer(status: 200, body: .json(event.body))
  }

  @Sendable
  private static func register(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let slug = try call.eventSlug()
    var fields = try call.fields()
    let member: MemberNumber?
    if case .member(let own, _) = call.identity {
      member = fields.optional("member") { MemberNumber($0) } ?? own
    } else {
      member = fields.required("member") { MemberNumber($0) }
    }
    try fields.finish()
    guard let member else { throw Problem.unreadable }
    let outcome = try await api.submit(
      .registration(.register(event: slug, member: member)), call)
    let made = try await api.registration(madeBy: outcome)
    return Answer.json(201) { json in made.writeMembers(to: &json, withMember: true) }
      .at("/api/v1/events/\(slug)/registrations/\(made.id)")
  }

  @Sendable
  private static func checkIn(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let slug = try call.eventSlug()
    var fields = try call.fields()
    let member = fields.required("member") { MemberNumber($0) }
    try fields.finish()
    guard let member else { throw Problem.unreadable }
    let outcome = try await api.submit(
      .registration(.checkIn(event: slug, member: member)), call)
    guard case .registration(.attended(let id, _, _))? = outcome.facts.first else {
      throw Problem.unreadable
    }
    return Answer.json(201) { json in
      json.member("id", id.description)
      json.member("event", slug.text)
      json.member("member", member.digits)
      json.member("status", "attended")
      json.member("checkedIn", outcome.time.rfc3339)
      json.member("points", outcome.facts.lastPosting?.posting.points)
    }
  }

  @Sendable
  private static func registered(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let slug = try call.eventSlug()
    let view = try await api.registration(try call.registrationID())
    guard let view, view.slug == slug else { throw Problem(.registration(.unknownRegistration)) }
    if case .member(let own, _) = call.identity, view.member != own {
      throw Problem(.registration(.unknownRegistration))
    }
    guard api.store.reaches([view.member], by: call.identity.actor) else {
      throw Problem(.registration(.unknownRegistration))
    }
    return Answer(status: 200, body: .json(view.body)).showing([view.member])
  }

  @Sendable
  private static func cancel(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let slug = try call.eventSlug()
    let id = try call.registrationID()
    try call.fields().finish()
    let isOfEvent = try await api.store.read { club, _ in
      club.registration.registration(id)?.event == slug
    }
    guard isOfEvent else { throw Problem(.registration(.unknownRegistration)) }
    _ = try await api.submit(.registration(.cancel(id)), call)
    let view = try await api.registration(id)
    guard let view else { throw Problem.unreadable }
    return Answer.json { json in view.writeMembers(to: &json, withMember: true) }
  }
}

extension ClubAPI {
  /// The event that a path names.
  func event(_ call: Call) async throws -> EventView {
    let slug = try call.eventSlug()
    let found = try await store.read { club, _ in
      club.terms.event(slug).map { EventView($0, in: club) }
    }
    guard let found else { throw Problem(.registration(.unknownEvent)) }
    return found
  }

  /// A registration as it stands now.
  func registration(_ id: RegistrationID) async throws -> RegistrationView? {
    try await store.read { club, _ in
      club.registration.registration(id).map { RegistrationView($0, in: club) }
    }
  }

  /// The registration that a record has made, as it was made.
  func registration(madeBy outcome: Outcome) async throws -> RegistrationView {
    let view = try await store.read { club, _ in RegistrationView(madeBy: outcome, in: club) }
    guard let view else { throw Problem.unreadable }
    return view
  }
}
