import CivilTime
import Club
import ClubStore
import Hummingbird

/// Registering and cancelling without a script.
enum RegistrationForms {
  static let all: [Endpoint] = [
    .form("/events/{slug}/register", [.member], [], lookOver).back(event),
    .form("/events/{slug}/register/confirm", [.member], [.needed("key", .formKey)], confirm)
      .back(event),
    .page("/registrations/{id}/cancel", [.member], lookOverCancelling).back(own),
    .form("/registrations/{id}/cancel", [.member], [], lookOverCancelling).back(own),
    .form(
      "/registrations/{id}/cancel/confirm", [.member], [.needed("key", .formKey)],
      confirmCancelling
    ).back(own),
  ]

  private static let event = WayBack(
    words: Words("回活动页", "Back to the event"), path: "/events/{slug}/")
  private static let own = WayBack(words: Words("我的报名", "My registrations"), path: "/me/overview")

  @Sendable
  private static func lookOver(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    try noFields(call)
    let event = try await api.event(call)
    if let already = try await already(api, call) { return already }
    let text = Speaker(call.language)
    let isOpen = event.seats.hasFree && event.seats.waiting == 0
    let seats =
      isOpen
      ? event.seats.free.map { text("还有\($0)个席位", "\($0) seats left") }
        ?? text("不限席位", "Open to everybody")
      : text("席位已满，候补\(event.seats.waiting)人", "Full, \(event.seats.waiting) waiting")
    return confirmation(
      text("报名", "Register"), event, api, call, rows: [(text("席位", "Seats"), seats)],
      button: isOpen ? text("确认报名", "Register") : text("确认候补", "Join the waiting list"))
  }

  @Sendable
  private static func confirm(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let slug = try call.eventSlug()
    let member = try call.ownNumber()
    let outcome: Outcome
    do {
      outcome = try await api.submit(
        .registration(.register(event: slug, member: member)), confirmed: call)
    } catch let problem as Problem where problem.type == .alreadyRegistered {
      // On another page, or by a script: what counts is how it stands.
      guard let already = try await already(api, call) else { throw problem }
      return already
    }
    let made = try await api.registration(madeBy: outcome)
    let text = Speaker(call.language)
    let isWaiting = if case .waiting = made.status { true } else { false }
    return page(
      .done, isWaiting ? text("已排入候补", "On the waiting list") : text("报名成功", "Registered"), made,
      call, seat: words(of: made.status, text))
  }

  /// The registration that a member has for the event already, and the way out of it; nil where there
  /// is none.
  private static func already(_ api: ClubAPI, _ call: Call) async throws -> Answer? {
    let (slug, member) = (try call.eventSlug(), try call.ownNumber())
    let found = try await api.store.read { club, _ in
      RegistrationView.all(of: member, in: club).first {
        $0.slug == slug && $0.status != .cancelled
      }
    }
    let text = Speaker(call.language)
    return found.map {
      page(.own, text("已经报过名", "Registered already"), $0, call, seat: words(of: $0.status, text))
    }
  }

  /// How a registration stands.
  static func words(of status: Registration.Status, _ text: Speaker) -> String {
    switch status {
    case .seated: text("已有席位", "You have a seat")
    case .waiting(let place): text("候补第\(place)位", "Place \(place) on the waiting list")
    case .cancelled: text("已经取消", "Cancelled")
    case .attended: text("已到场", "You have come")
    }
  }

  @Sendable
  private static func lookOverCancelling(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    try noFields(call)
    let view = try await api.ownRegistration(call)
    // Whoever could not cancel it is told so now, and not after a second press.
    _ = try await api.preview(.registration(.cancel(view.id)), call)
    let text = Speaker(call.language)
    guard let event = view.event else { throw Problem(.registration(.unknownEvent)) }
    let shown = try await api.store.read { club, _ in EventView(event, in: club) }
    return confirmation(
      text("取消报名", "Cancel"), shown, api, call,
      rows: [(text("报名号", "Registration"), view.id.description)],
      button: text("确认取消", "Cancel the registration"))
  }

  @Sendable
  private static func confirmCancelling(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let id = try call.registrationID()
    _ = try await api.submit(.registration(.cancel(id)), confirmed: call)
    let view = try await api.ownRegistration(call)
    return page(.done, Speaker(call.language)("已取消报名", "Cancelled"), view, call, seat: nil)
  }

  private static func noFields(_ call: Call) throws {
    try call.fields().finish()
  }

  private static func confirmation(
    _ title: String, _ event: EventView, _ api: ClubAPI, _ call: Call, rows: [(String, String)],
    button: String
  ) -> Answer {
    let text = Speaker(call.language)
    let subject = call.confirmationSubject(posting: call.request.uri.path + "/confirm")
    let key = FormKey(at: call.now).text(for: subject, api.store)
    return .page(
      AnswerPage(
        .confirm, title,
        rows: [
          (text("活动", "Event"), event.terms.title),
          (text("时间", "Time"), "\(event.terms.start.day.iso) \(event.terms.start.clock)"),
        ] + rows,
        form: .confirming(subject.form, [], key, button),
        links: [(text("返回", "Go back"), "/events/\(event.terms.slug)/")]))
  }

  private static func page(
    _ kind: AnswerPage.Kind, _ title: String, _ view: RegistrationView, _ call: Call, seat: String?
  ) -> Answer {
    let text = Speaker(call.language)
    // The page of one's own needs a script for this: who wants to leave without one finds the way here.
    let isOpen = view.status != .cancelled && view.status != .attended
    let leaving = AnswerPage.Form(
      action: "/registrations/\(view.id)/cancel", fields: [],
      button: text("取消这次报名", "Cancel this registration"))
    return .page(
      AnswerPage(
        kind, title,
        rows: [
          (text("活动", "Event"), view.event?.title ?? view.slug.text),
          (text("报名号", "Registration"), view.id.description),
        ] + (seat.map { [(text("席位", "Seat"), $0)] } ?? []),
        form: isOpen ? leaving : nil,
        links: [
          (text("我的报名", "My registrations"), "/me/overview"),
          (text("其他活动", "Other events"), "/events/"),
        ]))
  }
}

/// Says a sentence in one language.
struct Speaker {
  private let language: Language

  init(_ language: Language) {
    self.language = language
  }

  func callAsFunction(_ chinese: String, _ english: String) -> String {
    Words(chinese, english).text(in: language)
  }
}

extension Call {
  /// What a key of confirmation is bound to where the form itself says nothing.
  func confirmationSubject(posting path: String) -> FormKey.Subject {
    FormKey.Subject(actor: identity.actor.text, form: path, fields: [])
  }
}

extension ClubAPI {
  /// Hands over a command that a page of confirmation has sent.
  ///
  /// - Throws: `formExpired` where its key is not good for this; otherwise the refusal.
  func submit(_ command: Command, confirmed call: Call) async throws -> Outcome {
    try await submit(confirmed: call) { _ in command }
  }

  /// Hands over a command that is made of the key by which the page of confirmation sends it.
  ///
  /// - Throws: `formExpired` where its key is not good for this; otherwise the refusal.
  func submit(
    confirmed call: Call, _ command: (IdempotencyKey) -> Command
  ) async throws -> Outcome {
    var fields = try call.fields()
    let text = fields.required("key") { $0 }
    try fields.finish()
    let subject = call.confirmationSubject(posting: call.request.uri.path)
    guard let key = text.flatMap({ FormKey($0, for: subject, at: call.now, store) }) else {
      throw Problem.expiredForm
    }
    do {
      let idempotency = key.idempotency(subject)
      return try await store.submit(
        command(idempotency), by: call.identity.actor, idempotency: idempotency)
    } catch {
      throw Problem(error)
    }
  }

  /// The registration that a path names, if it is the member's own.
  func ownRegistration(_ call: Call) async throws -> RegistrationView {
    let id = try call.registrationID()
    let view = try await registration(id)
    guard let view, case .member(let own, _) = call.identity, view.member == own
    else { throw Problem(.registration(.unknownRegistration)) }
    return view
  }
}
