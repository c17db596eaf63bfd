import CivilTime
import Club
import ClubStore
import Hummingbird
import JSON

/// Joining, and what staff see of a member.
enum MembershipEndpoints {
  static let all: [Endpoint] = [
    .json(
      .post, "/members", [.visitor, .clerk, .manager], effect: .writesOrPreviews,
      MembershipContract.signUp, signUp),
    .json(.get, "/members", .staff, MembershipContract.find, MemberSearch.find),
    .json(.get, "/members/{number}", .staff, MembershipContract.show, show),
  ]

  @Sendable
  private static func signUp(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    var fields = try call.fields()
    let given = SignUpFields(&fields)
    let channel = fields.optional("channel") { JoiningChannel(rawValue: $0) }
    let guardian = fields.optional("guardian") { MemberNumber($0) }
    let region = fields.optional("region") { Code($0) }
    try fields.finish()
    guard let given else { throw Problem.unreadable }
    var signUp = given.signUp(by: channel ?? .desk, guardian: guardian)
    signUp.region = region
    if call.isPreview { return try await preview(signUp, api, call) }
    guard let key = call.idempotency else { throw Problem.unreadable }
    if case .staff = call.identity {
      return try joined(try await api.submit(.membership(.signUp(signUp)), call))
    }
    // For somebody under fourteen a member comes to the desk, where it is seen who they are; and who
    // serves whom is for the staff to say.
    if guardian != nil || region != nil { throw Problem(.access(.signInNeeded)) }
    let (outcome, cookie) = try await api.signUp(
      given, by: channel ?? .website, key: key, call)
    return try joined(outcome).setting(cookie)
  }

  /// To staff alone: a visitor could ask it whose telephone belongs to a member, without joining.
  private static func preview(
    _ signUp: SignUp, _ api: ClubAPI, _ call: Call
  ) async throws -> Answer {
    guard case .staff = call.identity else { throw Problem(.access(.signInNeeded)) }
    let decision = try await api.preview(.membership(.signUp(signUp)), call)
    for case .membership(.joined(let number, let channel, let consent)) in decision.facts {
      return Answer.json { json in
        json.member("name", decision.annex["name"])
        json.member("phone", decision.annex["phone"])
        json.member("email", decision.annex["email"])
        json.member("channel", channel.rawValue)
        json.member("consent", consent.text)
        for case .profile(.set(number, let profile)) in decision.facts {
          json.member("region", profile.region?.text)
        }
        if let guardian = signUp.guardian { json.member("guardian", guardian.digits) }
        ReferralView(of: number, decision.facts, waiting: decision.prospect).write(to: &json)
      }
    }
    throw Problem.unreadable
  }

  private static func joined(_ outcome: Outcome) throws -> Answer {
    guard let (number, channel) = outcome.joined else { throw Problem.unreadable }
    return Answer.json(201) { json in
      json.member("number", number.digits)
      json.member("card", number.description)
      json.member("joined", outcome.time.rfc3339)
      json.member("channel", channel.rawValue)
      let referral = ReferralView(of: number, outcome.facts)
      json.member("balance", referral.isWaiting ? 0 : referral.points ?? 0)
      referral.write(to: &json)
    }.at("/api/v1/members/\(number.digits)")
  }

  @Sendable
  private static func show(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let number = try call.memberNumber()
    let record = try await api.store.read { club, people in
      MemberRecord(number, in: club, people, for: call)
    }
    guard let record else { throw Problem(.membership(.unknownMember)) }
    return Answer(status: 200, body: .json(record.body)).showing([number])
  }
}

extension ClubAPI {
  /// How long after joining the same request brings the same cookie again, in seconds: long enough
  /// for a lost answer, too short for a request that was found somewhere.
  private static let cookieGrace = 600

  /// Signs a visitor up and in.
  ///
  /// - Returns: the outcome, and `Set-Cookie` for the member's session.
  func signUp(
    _ given: SignUpFields, by channel: JoiningChannel, key: IdempotencyKey, _ call: Call
  ) async throws -> (Outcome, cookie: String?) {
    let now = call.now
    // A retry asks for nothing new; to refuse it would keep the answer from whoever lost it.
    if !store.remembers(key), let seconds = signUps.count(address(of: call), at: now) {
      let wait = Words(waitingFor: seconds)
      throw Problem(
        waiting: seconds, "从这里入会的人太多，请\(wait.chinese)后再试，或到前台办理。",
        "Too many people have joined from here. Try again in \(wait.english), or at the desk.")
    }
    let proof = try provedCode(given, call)
    // Derived from the key, so that an answer lost on its way can be asked for again.
    let token = store.sessionToken(for: key)
    guard let hash = TokenHash(ClubStore.tokenHash(token)) else { throw Problem.unreadable }
    let session = NewSession(
      tokenHash: hash, expires: now.adding(seconds: configuration.sessionLength))
    do {
      let outcome = try await store.submit(
        .membership(.signUp(given.signUp(by: channel, session: session, proof: proof))),
        by: .visitor,
        idempotency: key)
      let isFresh = now.milliseconds - outcome.time.milliseconds < Int64(Self.cookieGrace * 1000)
      return (outcome, isFresh ? SessionCookie(configuration).setting(token) : nil)
    } catch {
      throw Problem(error)
    }
  }
}

extension ClubAPI {
  /// The code that shows that a contact is the applicant's; nil where the club sends none.
  ///
  /// - Throws: where it is missing or wrong: whether the contact is a member's is told to whoever has
  ///   shown that it is theirs, and to nobody else.
  private func provedCode(_ given: SignUpFields, _ call: Call) throws -> TokenHash? {
    guard !store.reachableRoutes.isEmpty else { return nil }
    let contact = try given.contactToProve()
    guard store.reachableRoutes.contains(contact.route) else {
      throw Problem.codesNotSent(contact.route, .join, among: store.reachableRoutes)
    }
    guard let proof = given.proof else {
      throw Problem(
        .codeNeeded, "请先取验证码，确认能联系到您。",
        "Ask for a code first: it makes sure that you can be reached.")
    }
    return try checkedCode(proof.name, proof.digits, for: .join, at: contact, call)
  }
}

extension SignUpFields {
  /// The one contact that a code goes to. A second one nobody would have shown to be theirs; it can be
  /// added once they are a member.
  func contactToProve() throws -> Contact {
    switch (phone, email) {
    case (let phone?, nil): return .phone(phone)
    case (nil, let email?): return .email(email)
    case (nil, nil): throw Problem(.membership(.contactMissing))
    default:
      throw Problem(
        .invalidRequest, "先用一个联系方式入会，收到验证码的那个；另一个入会后再添。",
        "Join with one contact, the one that gets the code. The other can be added later.")
    }
  }
}

extension Outcome {
  /// Whether somebody joined by this record without having shown that a contact is theirs.
  var isUnconfirmed: Bool {
    facts.contains { if case .membership(.contactUnconfirmed) = $0 { true } else { false } }
  }

  /// Who joined by this record, and how.
  var joined: (MemberNumber, JoiningChannel)? {
    for case .membership(.joined(let number, let channel, _)) in facts { return (number, channel) }
    return nil
  }
}

extension Problem {
  /// What the program itself has got wrong: it shows as an internal error and never happens.
  static let unreadable = Problem(.internalError, "请稍后再试。", "Try again later.")
}
