import CivilTime
import Club
import ClubStore
import Hummingbird
import JSON

/// Who is registered for an event, for staff: seated, waiting, there.
enum AttendanceList {
  private enum Status: String, CaseIterable, Sendable {
    case seated
    case waiting
    case attended
  }

  static let contract = Contract(
    "一场活动的报名", "Who is registered for an event, in the order of registering",
    detail: Words("取消的不在其中。", "Whoever has cancelled is not among them."),
    query: [
      .optional(
        "status",
        FieldRule(
          "status为seated、waiting或attended。", "status is seated, waiting or attended.",
          .oneOf(Status.self)))
    ] + .paging,
    answers: [
      AnswerContract(
        200, "报名", "The registrations",
        .object([
          Property(
            "registrations", .list(RegistrationContract.named), "报名", "The registrations"),
          Cursor.property,
        ]))
    ], problems: [.unknownEvent])

  @Sendable
  static func show(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let slug = try call.eventSlug()
    let status = try call.query("status") { Status(rawValue: $0) }
    let actor = call.identity.actor
    let found = try await api.store.read { club, people -> [(RegistrationView, String?)]? in
      guard club.terms.knownEvent(slug) != nil else { return nil }
      return club.registration.registrations(for: slug)
        .filter { club.reaches($0.member, by: actor) }.map { registration in
          (RegistrationView(registration, in: club), people.name(of: registration.member))
        }
    }
    guard let found else { throw Problem(.registration(.unknownEvent)) }
    let wanted = found.filter { view, _ in status.map { $0.rawValue == view.statusName } ?? true }
    let part = try call.part(of: wanted, api) { view, _ in
      CollectionPlace(view.id.position.sequence, view.id.position.index)
    }
    return Answer.json { json in
      json.key("registrations")
      json.array { json in
        for (view, name) in part.elements {
          json.object { json in
            view.writeMembers(to: &json, withMember: true)
            json.member("name", name)
          }
        }
      }
      json.member("next", part.next)
    }.showing(part.elements.map(\.0.member))
  }
}
