import CivilTime
import Club
import ClubStore
import Hummingbird

/// A code that is on its way to a contact, if anybody is to get one.
struct SentCode: Hashable, Sendable {
  /// By which whoever asked names it again; nobody else knows it.
  let name: String
  /// When it is good no longer.
  let expires: Instant
}

extension ClubAPI {
  /// How long a code is good, in seconds.
  static let codeLifetime = 600

  /// Sends a code to a contact.
  ///
  /// A code to sign in goes to members alone, and nobody may learn from the answer who is one. So it is
  /// the same for all, and given before anybody looks: no wait, no failure, no limit tells.
  ///
  /// - Throws: where nobody carries messages to such a contact, or too many were asked for.
  func sendCode(
    for purpose: CodePurpose, to contact: Contact, key: IdempotencyKey, _ call: Call
  ) async throws -> SentCode {
    guard store.reachableRoutes.contains(contact.route) else {
      throw Problem.codesNotSent(contact.route, purpose, among: store.reachableRoutes)
    }
    try countCode(purpose, contact, call)
    let name = store.codeName(for: key)
    let code = try Self.code(name, for: purpose)
    let request = CodeRequest(
      code: code, purpose: purpose, contact: contact,
      expires: call.now.adding(seconds: Self.codeLifetime))
    switch purpose {
    case .signIn:
      // Whoever gets none asks again; there is nothing else to say.
      Task { [store] in try? await store.sendCode(request, idempotency: key) }
    case .join, .oldContact, .newContact:
      do {
        try await store.sendCode(request, idempotency: key)
      } catch {
        throw Problem(error)
      }
    }
    return SentCode(name: name, expires: request.expires)
  }

  /// The hash of a code's name. The two codes of a change have one name and two hashes.
  static func code(_ name: String, for purpose: CodePurpose) throws -> TokenHash {
    let name = purpose == .oldContact ? "\(name) \(purpose.rawValue)" : name
    guard let code = TokenHash(ClubStore.tokenHash(name)) else { throw Problem.unreadable }
    return code
  }

  /// Counts one more code, by the address that asks and by the contact.
  func countCode(_ purpose: CodePurpose, _ contact: Contact, _ call: Call) throws {
    let person = Hexadecimal.text(store.hmac("code-limit", Array(contact.text.utf8)))
    let seconds =
      codes.count(address(of: call), at: call.now) ?? codesToOne.count(person, at: call.now)
      // Strangers' contacts cost money, and there are many of them.
      ?? (purpose == .signIn ? nil : codesInAll.count("all", at: call.now))
    guard let seconds else { return }
    let wait = Words(waitingFor: seconds)
    throw Problem(
      waiting: seconds, "验证码取得太频繁，请\(wait.chinese)后再取，或到前台办理。",
      "Too many codes were asked for. Try again in \(wait.english), or at the desk.")
  }

  /// The hash of a code's name, where the digits are those that were sent to the contact.
  ///
  /// - Throws: `wrong-code`, the same and as fast whatever is wrong: a name that nobody was given, a
  ///   contact that nobody uses, the digits.
  func checkedCode(
    _ name: String, _ digits: String, for purpose: CodePurpose, at contact: Contact, _ call: Call
  ) throws -> TokenHash {
    let code = try Self.code(name, for: purpose)
    let right = store.codeDigits(code, for: purpose, at: contact.text)
    let isRight = TokenComparison.isEqual(Array(right.utf8), Array(digits.utf8))
    guard codeTries.count(code, isRight: isRight, at: call.now) else {
      throw Problem(.membership(.wrongCode))
    }
    return code
  }
}

extension Problem {
  /// No code goes to such a contact.
  ///
  /// - Parameters:
  ///   - route: the kind of contact that was given.
  ///   - purpose: what the code was to be for, and so what the desk does instead.
  ///   - others: to which contacts codes do go.
  /// - Returns: the refusal.
  static func codesNotSent(
    _ route: ContactRoute, _ purpose: CodePurpose, among others: Set<ContactRoute>
  ) -> Problem {
    let closed: Words
    let other: Words
    switch route {
    case .phone:
      closed = Words("会里没有开通短信验证码，", "The club sends no codes to phones. ")
      other = Words("请换邮箱，或", "Take an e-mail address, or ")
    case .email:
      closed = Words("会里没有开通邮件验证码，", "The club sends no codes by e-mail. ")
      other = Words("请换手机，或", "Take a phone, or ")
    }
    let desk =
      switch purpose {
      case .signIn: Words("到前台取登录码。", "have a code to sign in from the desk.")
      case .join: Words("到前台入会。", "join at the desk.")
      case .oldContact, .newContact: Words("到前台更改。", "have it changed at the desk.")
      }
    return Problem(
      .codesNotSent,
      closed.chinese + (others.isEmpty ? "请" : other.chinese) + desk.chinese,
      closed.english + (others.isEmpty ? "Please " : other.english) + desk.english)
  }
}
