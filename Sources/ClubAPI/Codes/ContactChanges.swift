import CivilTime
import Club
import ClubStore
import Hummingbird
import JSON

/// Changing a phone or an e-mail address, confirmed where it was and where it will be; at the desk by
/// whoever has made sure who it is.
enum ContactChanges {
  static let all: [Endpoint] = [
    .json(.post, "/me/contact-codes", [.member], CodeContract.askToChange, ask),
    .json(.post, "/me/contact", [.member], CodeContract.change, change),
    .json(
      .post, "/members/{number}/contact", .counter, effect: .writesOrPreviews,
      CodeContract.changeAtDesk, changeAtDesk),
    .page("/me/contact", [.member], page).back(.privacy),
    .form("/me/contact/code", [.member], [.needed("contact", .contact)], askByForm)
      .back("重新填写", "Start again", to: "/me/contact")
      .again(.contact("新的手机或邮箱", "New phone or e-mail")),
    .form(
      "/me/contact/confirm", [.member],
      [.needed("contact", .contact)] + CodeContract.bothProofs, changeByForm
    )
    .back("重新填写", "Start again", to: "/me/contact")
    .again(.digits(bothDigits, Words("更改", "Change"))),
  ]

  private static let bothDigits = [
    FormAgain.Input(
      name: "digits",
      label: Words("新的联系方式收到的六位验证码", "The six digits sent to the new contact"),
      autocomplete: "one-time-code", keys: "numeric", isKept: false),
    FormAgain.Input(
      name: "oldDigits",
      label: Words("原来的联系方式收到的六位验证码", "The six digits sent to the old contact"),
      autocomplete: "off", keys: "numeric", isKept: false),
  ]

  @Sendable
  private static func ask(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    var fields = try call.fields()
    let contact = CodeEndpoints.read(&fields)
    try fields.finish()
    guard let key = call.idempotency else { throw Problem.unreadable }
    let (sent, old) = try await api.sendChangeCodes(to: try contact.get(), key: key, call)
    return Answer.json(202) { json in
      json.member("code", sent.name)
      json.member("expires", sent.expires.rfc3339)
      json.member("old", old)
    }
  }

  @Sendable
  private static func change(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    var fields = try call.fields()
    let contact = CodeEndpoints.read(&fields)
    let (name, digits) = CodeEndpoints.readProof(&fields)
    let oldDigits = fields.required("oldDigits") { CodeEndpoints.sixDigits($0) }
    try fields.finish()
    guard let name, let digits, let oldDigits else { throw Problem.unreadable }
    let change = try await api.provedChange(
      to: try contact.get(), name, digits, oldDigits, call)
    _ = try await api.submit(.membership(.changeContact(change)), call)
    return written(change)
  }

  @Sendable
  private static func changeAtDesk(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let number = try call.memberNumber()
    var fields = try call.fields()
    let contact = CodeEndpoints.read(&fields)
    try fields.finish()
    let change = ContactChange(member: number, contact: try contact.get())
    let command = Command.membership(.changeContact(change))
    if call.isPreview {
      _ = try await api.preview(command, call)
    } else {
      _ = try await api.submit(command, call)
    }
    return written(change)
  }

  private static func written(_ change: ContactChange) -> Answer {
    Answer.json { json in
      json.member("member", change.member.digits)
      json.member("phone", change.contact.route == .phone ? change.contact.text : nil)
      json.member("email", change.contact.route == .email ? change.contact.text : nil)
    }
  }

  @Sendable
  private static func page(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let text = Speaker(call.language)
    let routes = api.store.reachableRoutes
    let title = text("更改联系方式", "Change a contact")
    let back = [(text("资料与隐私", "Data and privacy"), "/me/privacy")]
    // Nothing is asked for that could only be refused: without codes it is the desk that changes.
    guard !routes.isEmpty, try await api.reachedContact(ContactRoute.allCases, call) != nil
    else {
      return .page(
        AnswerPage(
          .own, title,
          lines: [
            routes.isEmpty
              ? text(
                "请到前台更改：核对身份以后，当场就改好。",
                "The desk changes it: once it is sure who you are, it is done at once.")
              : text(
                "您留下的联系方式收不到验证码，或还没有核实，请到前台办理。",
                "No code reaches the contacts that we know, or they are not confirmed yet. See the desk."
              )
          ], links: back))
    }
    let (label, keys) =
      switch (routes.contains(.phone), routes.contains(.email)) {
      case (true, false): (text("新的手机", "New phone"), "tel")
      case (false, true): (text("新的邮箱", "New e-mail address"), "email")
      default: (text("新的手机或邮箱", "New phone or e-mail"), "email")
      }
    return .page(
      AnswerPage(
        .own, title,
        lines: [
          text(
            "填\(label)。新的和原来的各收一个验证码，两个都对才更改；原来的已收不到，请到前台办理。",
            "\(label): it and the contact we know each get a code, and both are needed. Where the old one is lost, come to the desk."
          )
        ],
        form: AnswerPage.Form(
          action: "/me/contact/code", fields: [],
          inputs: [
            AnswerPage.Input(name: "contact", label: label, autocomplete: "off", keys: keys)
          ], button: text("发验证码", "Send the codes")),
        links: back))
  }

  @Sendable
  private static func askByForm(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    var fields = try call.fields()
    let contact = fields.required("contact") { Contact($0) }
    try fields.finish()
    guard let contact else { throw Problem.unreadable }
    let text = Speaker(call.language)
    let (sent, old) = try await api.sendChangeCodes(
      to: contact, key: api.formKey(for: contact, call.identity.actor.text, call), call)
    var form = AnswerPage.Form.forDigits(
      "/me/contact/confirm", [("contact", contact.text), ("code", sent.name)], text,
      text("更改", "Change"))
    form.inputs[0].label = text(
      "\(contact.text)收到的六位验证码", "The six digits sent to \(contact.text)")
    form.inputs.append(
      AnswerPage.Input(
        name: "oldDigits", label: text("\(old)收到的六位验证码", "The six digits sent to \(old)"),
        autocomplete: "off", keys: "numeric"))
    return .page(
      AnswerPage(
        .confirm, text("请填两个验证码", "Fill in both codes"),
        lines: [text("十分钟内有效。", "They are good for ten minutes.")], form: form,
        links: [(text("重新填写", "Start again"), "/me/contact")]))
  }

  @Sendable
  private static func changeByForm(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    var fields = try call.fields()
    let contact = fields.required("contact") { Contact($0) }
    let (name, digits) = CodeEndpoints.readProof(&fields)
    let oldDigits = fields.required("oldDigits") { CodeEndpoints.sixDigits($0) }
    try fields.finish()
    guard let contact, let name, let digits, let oldDigits else { throw Problem.unreadable }
    let change = try await api.provedChange(to: contact, name, digits, oldDigits, call)
    // A second click is the same request.
    let key = IdempotencyKey(
      scope: "\(call.identity.actor.text) contact", key: name, request: Array(contact.text.utf8))
    do {
      try await api.store.submit(
        .membership(.changeContact(change)), by: call.identity.actor, idempotency: key)
    } catch {
      throw Problem(error)
    }
    let text = Speaker(call.language)
    return .page(
      AnswerPage(
        .done, text("已经更改", "Changed"),
        rows: [(text("新的联系方式", "The new contact"), contact.text)],
        links: [(text("资料与隐私", "Data and privacy"), "/me/privacy")]))
  }
}

extension ClubAPI {
  /// Sends a code to the new contact and one to a contact that the club knows.
  ///
  /// - Returns: the codes' common name, and the known contact as it may be shown.
  func sendChangeCodes(
    to contact: Contact, key: IdempotencyKey, _ call: Call
  ) async throws -> (SentCode, old: String) {
    guard store.reachableRoutes.contains(contact.route) else {
      throw Problem.codesNotSent(contact.route, .newContact, among: store.reachableRoutes)
    }
    let old = try await knownContact(beside: contact.route, call)
    try countCode(.newContact, contact, call)
    try countCode(.oldContact, old, call)
    let sent = SentCode(
      name: store.codeName(for: key), expires: call.now.adding(seconds: Self.codeLifetime))
    for (purpose, contact) in [(CodePurpose.newContact, contact), (.oldContact, old)] {
      let code = try Self.code(sent.name, for: purpose)
      let key = IdempotencyKey(
        scope: key.scope, key: "\(key.key) \(purpose.rawValue)", request: key.request)
      do {
        try await store.sendCode(
          CodeRequest(code: code, purpose: purpose, contact: contact, expires: sent.expires),
          by: call.identity.actor, idempotency: key)
      } catch {
        throw Problem(error)
      }
    }
    return (sent, old.masked)
  }

  /// The change, once the digits of both codes have been found right.
  func provedChange(
    to contact: Contact, _ name: String, _ digits: String, _ oldDigits: String, _ call: Call
  ) async throws -> ContactChange {
    let member = try call.ownNumber()
    let old = try await knownContact(beside: contact.route, call)
    return ContactChange(
      member: member, contact: contact,
      newCode: try checkedCode(name, digits, for: .newContact, at: contact, call),
      oldCode: try checkedCode(name, oldDigits, for: .oldContact, at: old, call))
  }

  /// The first confirmed contact of these kinds by which a code reaches the member; nil where none does.
  fileprivate func reachedContact(
    _ routes: [ContactRoute], _ call: Call
  ) async throws -> Contact? {
    let member = try call.ownNumber()
    let reachable = routes.filter(store.reachableRoutes.contains)
    return try await store.read { club, people in
      reachable.lazy.filter { club.membership.isConfirmed(member, $0) }
        .compactMap { people.person(member)?.contact(by: $0).flatMap { Contact($0) } }.first
    }
  }

  /// The contact that is to confirm a change: the one that gives way, or the other one.
  private func knownContact(beside route: ContactRoute, _ call: Call) async throws -> Contact {
    let routes = [route] + ContactRoute.allCases.filter { $0 != route }
    if let contact = try await reachedContact(routes, call) { return contact }
    throw Problem(
      .codesNotSent, "原来的联系方式收不到验证码，或还没有核实，请到前台办理。",
      "No code reaches the contacts that the club knows, or they are not confirmed yet. See the desk."
    )
  }
}

extension Contact {
  /// Enough to recognise it by.
  fileprivate var masked: String {
    switch self {
    case .phone(let phone): phone.masked
    case .email(let email):
      "\(email.text.prefix(2))***\(email.text.drop { $0 != "@" })"
    }
  }
}
