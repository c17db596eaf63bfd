import CivilTime
import Club
import ClubStore
import Hummingbird

/// Joining without a script: the form, a page to look it over, a page that it is done.
enum JoinForms {
  static let all: [Endpoint] = [
    .form("/join", [.visitor], SignUpFields.declaredInForms + [.wayOn], lookOver)
      .back("回入会页", "Back to joining", to: "/join/").again(.joining),
    // A second click comes with the cookie of the first and gets the first one's answer.
    .form(
      "/join/confirm", [.visitor, .member],
      SignUpFields.declaredInForms + [.needed("key", .formKey), .wayOn], confirm
    )
    .back("重新填写", "Start again", to: "/join/")
    .again(.digits([.digits], Words("确认入会", "Join")), .joining),
  ]

  private static let confirmPath = "/join/confirm"

  @Sendable
  private static func lookOver(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let (given, _, wayOn) = try read(api, call)
    let subject = subject(given)
    let language = call.language
    func text(_ chinese: String, _ english: String) -> String {
      Words(chinese, english).text(in: language)
    }
    var rows = [(text("姓名", "Name"), given.name.text)]
    if let phone = given.phone { rows.append((text("电话", "Phone"), phone.text)) }
    if let email = given.email { rows.append((text("邮箱", "E-mail"), email.text)) }
    if let referrer = given.referrer {
      rows.append((text("介绍人", "Brought by"), referrer.description))
    }
    rows.append((text("同意的条款", "Terms agreed to"), given.consent.text))
    let key = FormKey(at: call.now).text(for: subject, api.store)
    var form = AnswerPage.Form.confirming(
      confirmPath, given.formFields, key, text("确认入会", "Join"))
    // Beside what the key is bound to: it changes nothing of what is confirmed.
    form.fields += wayOn.formFields.map { AnswerPage.Row(label: $0.0, value: $0.1) }
    if !api.store.reachableRoutes.isEmpty {
      let contact = try given.contactToProve()
      let sent = try await api.sendCode(
        for: .join, to: contact, key: api.formKey(for: contact, "join", call), call)
      let speaker = Speaker(language)
      form.fields.append(AnswerPage.Row(label: "code", value: sent.name))
      form.inputs = AnswerPage.Form.forDigits("", [], speaker, "").inputs
    }
    return .page(
      AnswerPage(
        .confirm, text("入会", "Join"),
        lines: [
          form.inputs.isEmpty
            ? text(
              "确认以后即成为会员，并在这台设备上登录。", "By confirming you become a member and are signed in here.")
            : text(
              "六位验证码已经发出，十分钟内有效。填好、确认以后即成为会员，并在这台设备上登录。",
              "Six digits are on their way, good for ten minutes. With them you become a member and are signed in here."
            )
        ],
        rows: rows,
        form: form,
        links: [(text("返回修改", "Go back"), wayOn.carried(by: "/join/"))]))
  }

  @Sendable
  private static func confirm(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let (given, key, wayOn) = try read(api, call, withKey: true)
    let subject = subject(given)
    guard let key = key.flatMap({ FormKey($0, for: subject, at: call.now, api.store) }) else {
      throw Problem.expiredForm
    }
    let idempotency = key.idempotency(subject)
    if case .member(let number, _) = call.identity, !api.store.remembers(idempotency) {
      throw Problem.alreadyMember(number)
    }
    let (outcome, cookie) = try await api.signUp(
      given, by: .website, key: idempotency, call)
    guard let (number, _) = outcome.joined else { throw Problem.unreadable }
    let text = Speaker(call.language)
    var lines = [
      text("请记下会员号，到前台报号即可积分。", "Note your number: give it at the desk to gather points.")
    ]
    if outcome.isUnconfirmed { lines.append(text.confirmAtDesk) }
    return Answer.page(
      AnswerPage(
        .done, text("欢迎入会", "Welcome"), lines: lines,
        rows: [
          (text("会员号", "Member number"), number.description),
          (text("入会时间", "Joined"), "\(outcome.time.day.iso) \(outcome.time.clock)"),
        ],
        links: wayOn.links(text) + [
          (text("我的积分与报名", "My points and registrations"), "/me/"),
          (text("看看活动", "Events"), "/events/"),
        ])
    ).setting(cookie)
  }

  private static func read(
    _ api: ClubAPI, _ call: Call, withKey: Bool = false
  ) throws -> (given: SignUpFields, key: String?, wayOn: WayOn?) {
    var fields = try call.fields()
    let given = SignUpFields(&fields, inForm: true)
    let key = withKey ? fields.required("key") { $0 } : nil
    let wayOn = fields.wayOn()
    // All that is missing is said at once, at the field that the page has for it.
    let contacts = ["contact", "phone", "email"]
    if !contacts.contains(where: { fields.has($0) }) {
      fields.refuse(
        api.store.reachableRoutes.isEmpty ? "phone" : "contact",
        Problem(.membership(.contactMissing)).detail)
    }
    try fields.finish()
    guard let given else { throw Problem.unreadable }
    return (given, key, wayOn)
  }

  /// Whoever looks the form over is nobody yet: the key is bound to what the form says.
  private static func subject(_ given: SignUpFields) -> FormKey.Subject {
    FormKey.Subject(actor: Actor.visitor.text, form: confirmPath, fields: given.formFields)
  }
}

extension AnswerPage.Form {
  /// A form that sends back what was looked over, with its key.
  static func confirming(
    _ action: String, _ fields: [FormField], _ key: String, _ button: String
  ) -> AnswerPage.Form {
    let hidden = fields.map { AnswerPage.Row(label: $0.name, value: $0.value) }
    return AnswerPage.Form(
      action: action, fields: hidden + [AnswerPage.Row(label: "key", value: key)],
      button: button)
  }
}

extension Speaker {
  /// For whoever has only typed a contact.
  var confirmAtDesk: String {
    self(
      "联系方式还没有核实：到前台报会员号，请工作人员核实。",
      "Your contact is not confirmed yet: give your number at the desk and have it confirmed there."
    )
  }
}

extension Problem {
  static let expiredForm = Problem(
    .formExpired, "核对页的有效时间是半小时，请重新核对一次。",
    "A page of confirmation is good for half an hour. Look it over once more.")
}
