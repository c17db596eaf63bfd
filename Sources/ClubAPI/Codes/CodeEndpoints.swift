import CivilTime
import Club
import ClubStore
import Hummingbird
import JSON

/// Codes to phones and mailboxes, and signing in by them, for programs and without a script.
enum CodeEndpoints {
  static let all: [Endpoint] = [
    .json(.post, "/sign-in-codes", [.visitor], CodeContract.askToSignIn, askToSignIn),
    .json(.post, "/sign-in-codes/session", [.visitor], CodeContract.signIn, signIn),
    .json(.post, "/joining-codes", [.visitor], CodeContract.askToJoin, askToJoin),
    .form("/sign-in/code", [.visitor], [.needed("contact", .contact), .wayOn], askByForm)
      .back("回登录页", "Back to signing in", to: "/me/")
      .again(.contact("手机或邮箱", "Phone or e-mail")),
    .form(
      "/sign-in/confirm", [.visitor],
      [.needed("contact", .contact)] + CodeContract.proof + [.wayOn], signInByForm
    )
    .back("没有收到，重新取", "Nothing came: ask again", to: "/me/")
    .again(.digits([.digits], Words("登录", "Sign in"))),
  ]

  /// For how long the form may be sent again, in seconds: a second click and no more.
  private static let formGrace = 30

  @Sendable
  private static func askToSignIn(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    try await ask(.signIn, api, call)
  }

  @Sendable
  private static func askToJoin(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    try await ask(.join, api, call)
  }

  private static func ask(
    _ purpose: CodePurpose, _ api: ClubAPI, _ call: Call
  ) async throws -> Answer {
    var fields = try call.fields()
    let contact = read(&fields)
    try fields.finish()
    guard let key = call.idempotency else { throw Problem.unreadable }
    let sent = try await api.sendCode(for: purpose, to: try contact.get(), key: key, call)
    return Answer.json(202) { json in
      json.member("code", sent.name)
      json.member("expires", sent.expires.rfc3339)
    }
  }

  @Sendable
  private static func signIn(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    var fields = try call.fields()
    let contact = read(&fields)
    let (name, digits) = readProof(&fields)
    try fields.finish()
    guard let name, let digits, let key = call.idempotency else { throw Problem.unreadable }
    let (number, cookie) = try await signIn(
      name, digits, try contact.get(), key, grace: ClubAPI.codeLifetime, api, call)
    return Answer.json { json in
      json.member("number", number.digits)
      json.member("card", number.description)
    }.setting(cookie)
  }

  @Sendable
  private static func askByForm(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    var fields = try call.fields()
    let contact = fields.required("contact") { Contact($0) }
    let wayOn = fields.wayOn()
    try fields.finish()
    guard let contact else { throw Problem.unreadable }
    let text = Speaker(call.language)
    let sent = try await api.sendCode(
      for: .signIn, to: contact, key: api.formKey(for: contact, "sign-in", call), call)
    return .page(
      AnswerPage(
        .confirm, text("请填验证码", "Fill in the code"),
        lines: [
          text(
            "如果\(contact.text)是会员留下的联系方式，六位验证码马上就到，十分钟内有效。",
            "If \(contact.text) is a member's contact, six digits are on their way, good for ten minutes."
          )
        ],
        form: .forDigits(
          "/sign-in/confirm",
          [("contact", contact.text), ("code", sent.name)] + wayOn.formFields, text,
          text("登录", "Sign in")),
        links: [(text("没有收到，重新取", "Nothing came: ask again"), wayOn.carried(by: "/me/"))]))
  }

  @Sendable
  private static func signInByForm(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    var fields = try call.fields()
    let contact = fields.required("contact") { Contact($0) }
    let (name, digits) = readProof(&fields)
    let wayOn = fields.wayOn()
    try fields.finish()
    guard let contact, let name, let digits else { throw Problem.unreadable }
    // A second click is the same request, and a code is good for one.
    let key = IdempotencyKey(
      scope: "visitor sign-in by contact", key: name, request: Array(digits.utf8))
    let (number, cookie) = try await signIn(
      name, digits, contact, key, grace: formGrace, api, call)
    let text = Speaker(call.language)
    return Answer.page(
      AnswerPage(
        .done, text("已经登录", "Signed in"),
        rows: [(text("会员号", "Member number"), number.description)],
        links: wayOn.links(text) + [
          (text("我的积分与报名", "My points and registrations"), "/me/"),
          (text("资料与隐私", "Data and privacy"), "/me/privacy"),
        ])
    ).setting(cookie)
  }

  private static func signIn(
    _ name: String, _ digits: String, _ contact: Contact, _ key: IdempotencyKey, grace: Int,
    _ api: ClubAPI, _ call: Call
  ) async throws -> (MemberNumber, cookie: String) {
    if let seconds = api.signIns.count(api.address(of: call), at: call.now) {
      let wait = Words(waitingFor: seconds)
      throw Problem(
        waiting: seconds, "试得太频繁，请\(wait.chinese)后再试。",
        "Too many tries from here. Try again in \(wait.english).")
    }
    let code = try api.checkedCode(name, digits, for: .signIn, at: contact, call)
    let token = api.store.sessionToken(for: key)
    guard let session = TokenHash(ClubStore.tokenHash(token)) else { throw Problem.unreadable }
    let outcome: Outcome
    do {
      outcome = try await api.store.submit(
        .membership(
          .signInByContact(
            CodeProof(code: code, contact: contact),
            NewSession(
              tokenHash: session,
              expires: call.now.adding(seconds: api.configuration.sessionLength)))),
        by: .visitor, idempotency: key)
    } catch {
      throw Problem(error)
    }
    guard call.now.milliseconds - outcome.time.milliseconds < Int64(grace * 1000),
      case .membership(.codeUsed(_, let member?))? = outcome.facts.first
    else { throw Problem(.membership(.wrongCode)) }
    return (member, SessionCookie(api.configuration).setting(token))
  }

  /// One contact; which of the two is there no rule's business.
  static func read(_ fields: inout FieldReader) -> Result<Contact, Problem> {
    let phone = fields.optional("phone") { Phone($0) }
    let email = fields.optional("email") { Email($0) }
    if let phone { return .success(.phone(phone)) }
    if let email { return .success(.email(email)) }
    return .failure(Problem(.membership(.contactMissing)))
  }

  /// The code's name and its digits, as people type them.
  static func readProof(_ fields: inout FieldReader) -> (name: String?, digits: String?) {
    (
      fields.required("code") { codeName($0) }, fields.required("digits") { sixDigits($0) }
    )
  }

  static func codeName(_ text: String) -> String? { text.utf8.count == 43 ? text : nil }

  /// Six digits, full-width ones and spaces between them included.
  static func sixDigits(_ text: String) -> String? {
    var digits = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x30...0x39: digits.unicodeScalars.append(scalar)
      case 0xFF10...0xFF19: digits.append("\(scalar.value - 0xFF10)")
      case 0x20, 0x2D, 0x3000: continue
      default: return nil
      }
    }
    return digits.utf8.count == 6 ? digits : nil
  }
}

extension ClubAPI {
  /// The key of a code that a form asks for: the same within a minute, so that a second click sends
  /// nothing twice.
  func formKey(for contact: Contact, _ purpose: String, _ call: Call) -> IdempotencyKey {
    let minute = call.now.milliseconds / 60_000
    let bytes = Array("\(purpose) \(minute) \(address(of: call)) \(contact.text)".utf8)
    return IdempotencyKey(
      scope: "visitor code form", key: Hexadecimal.text(store.hmac("code-form", bytes)),
      request: Array(purpose.utf8))
  }
}

extension AnswerPage.Form {
  /// A form that takes the six digits of a code.
  static func forDigits(
    _ action: String, _ fields: [(String, String)], _ text: Speaker, _ button: String
  ) -> AnswerPage.Form {
    AnswerPage.Form(
      action: action, fields: fields.map { AnswerPage.Row(label: $0.0, value: $0.1) },
      inputs: [
        AnswerPage.Input(
          name: "digits", label: text("六位验证码", "Six digits"), autocomplete: "one-time-code",
          keys: "numeric")
      ], button: button)
  }
}
