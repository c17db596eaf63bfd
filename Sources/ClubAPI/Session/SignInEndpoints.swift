import CivilTime
import Club
import ClubStore
import Hummingbird
import JSON
import QRCode

/// Signing a member in without a password: the desk makes sure who it is and gives a code, which the
/// member types in once.
enum SignInEndpoints {
  static let all: [Endpoint] = [
    .json(.post, "/members/{number}/sign-in-code", .counter, SessionContract.grant, grant),
    .json(.post, "/session", [.visitor], SessionContract.signIn, signIn),
    .form("/sign-in", [.visitor], SessionContract.signIn.body + [.wayOn], signInByForm)
      .back("回登录页", "Back to signing in", to: "/me/").again(.signIn),
  ]

  /// How long a code is good, in seconds.
  private static let codeLifetime = 600
  /// How long the form may be sent again, in seconds: for a second click and no more, because whoever
  /// has seen number and code could send it too.
  private static let formGrace = 30

  @Sendable
  private static func grant(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let number = try call.memberNumber()
    try call.fields().finish()
    guard let key = call.idempotency else { throw Problem.unreadable }
    // Derived from the key, so that an answer lost on its way can be asked for again.
    let code = api.store.signInCode(for: key)
    let outcome = try await api.submit(
      .membership(
        .grantSignIn(
          number, code: try hash(number, code),
          expires: call.now.adding(seconds: codeLifetime))), call)
    guard case .membership(.signInGranted(_, _, let expires))? = outcome.facts.first else {
      throw Problem.unreadable
    }
    // In the fragment, which no browser sends: the code stands in no server's log.
    let link = OriginCheck(api.configuration).siteAddress(call.request).map {
      "\($0)/me/#in=\(number.digits)-\(code)"
    }
    return Answer.json(201) { json in
      json.member("member", number.digits)
      json.member("code", "\(code.prefix(4))-\(code.suffix(4))")
      json.member("expires", expires.rfc3339)
      json.member("link", link)
      json.member("qr", link.flatMap { QRCode($0) })
    }
  }

  @Sendable
  private static func signIn(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    var fields = try call.fields()
    let (number, code) = read(&fields)
    try fields.finish()
    guard let number, let code, let key = call.idempotency else { throw Problem.unreadable }
    let cookie = try await signIn(number, code, key, grace: codeLifetime, api, call)
    return Answer.json { json in
      json.member("number", number.digits)
      json.member("card", number.description)
    }.setting(cookie)
  }

  @Sendable
  private static func signInByForm(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    var fields = try call.fields()
    let (number, code) = read(&fields)
    let wayOn = fields.wayOn()
    try fields.finish()
    guard let number, let code else { throw Problem.unreadable }
    // A second click is the same request, and a code is good for one.
    let key = IdempotencyKey(
      scope: "visitor sign-in", key: try hash(number, code).hex, request: Array(code.utf8))
    let cookie = try await signIn(number, code, key, grace: formGrace, api, call)
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

  private static func read(_ fields: inout FieldReader) -> (MemberNumber?, String?) {
    let number = fields.required("number") { MemberNumber($0) }
    let code = fields.required("code") { text -> String? in
      // As people copy it: small letters, with the stroke or without, O for 0 and I or L for 1.
      let code = text.uppercased().filter { $0 != "-" && $0 != " " }
        .replacing("O", with: "0").replacing("I", with: "1").replacing("L", with: "1")
      return code.utf8.count == 8 ? code : nil
    }
    return (number, code)
  }

  private static func signIn(
    _ number: MemberNumber, _ code: String, _ key: IdempotencyKey, grace: Int, _ api: ClubAPI,
    _ call: Call
  ) async throws -> String {
    if !api.store.remembers(key),
      let seconds = api.signIns.count(api.address(of: call), at: call.now)
    {
      let wait = Words(waitingFor: seconds)
      throw Problem(
        waiting: seconds, "试得太频繁，请\(wait.chinese)后再试。",
        "Too many tries from here. Try again in \(wait.english).")
    }
    let token = api.store.sessionToken(for: key)
    guard let session = TokenHash(ClubStore.tokenHash(token)) else { throw Problem.unreadable }
    do {
      let outcome = try await api.store.submit(
        .membership(
          .signIn(
            number, code: try hash(number, code),
            NewSession(
              tokenHash: session,
              expires: call.now.adding(seconds: api.configuration.sessionLength)))),
        by: .visitor, idempotency: key)
      guard call.now.milliseconds - outcome.time.milliseconds < Int64(grace * 1000) else {
        throw Problem(.membership(.wrongSignInCode))
      }
      return SessionCookie(api.configuration).setting(token)
    } catch let error as SubmissionError {
      throw Problem(error)
    }
  }

  /// Of number and code together, so that one member's code says nothing about another's.
  private static func hash(_ number: MemberNumber, _ code: String) throws -> TokenHash {
    guard let hash = TokenHash(ClubStore.tokenHash("\(number.digits):\(code)")) else {
      throw Problem.unreadable
    }
    return hash
  }
}
