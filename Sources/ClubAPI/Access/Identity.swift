import Club
import ClubStore
import Hummingbird

/// Who sends a request.
enum Identity: Hashable, Sendable {
  case visitor
  case member(MemberNumber, session: TokenHash)
  case staff(StaffIdentity)

  /// The same as the rules name it.
  var actor: Actor {
    switch self {
    case .visitor: .visitor
    case .member(let number, _): .member(number)
    case .staff(let person): person.actor
    }
  }

  /// Whose name an entry shows; nil where it is nobody of the staff.
  var staffName: String? {
    if case .staff(let person) = self { person.name } else { nil }
  }

  var party: Party {
    switch self {
    case .visitor: .visitor
    case .member: .member
    case .staff(let person):
      switch person.role {
      case .clerk: .clerk
      case .manager: .manager
      case .auditor: .auditor
      case .editor: .editor
      case .kiosk: .kiosk
      }
    }
  }
}

/// A column of the table of permissions.
enum Party: String, CaseIterable, Hashable, Sendable {
  case visitor
  case member
  case clerk
  case manager
  case auditor
  case editor
  case kiosk

  /// How people call it.
  var title: Words {
    switch self {
    case .visitor: Words("访客", "visitors")
    case .member: Words("会员本人", "the member")
    case .clerk: Words("前台", "clerks")
    case .manager: Words("经理", "managers")
    case .auditor: Words("审计", "auditors")
    case .editor: Words("编辑", "editors")
    case .kiosk: Words("签到台", "kiosks")
    }
  }
}

extension Set<Party> {
  static let everybody = Set(Party.allCases)
  /// Those of the staff who may see whom the club has to do with.
  static let staff: Set<Party> = [.clerk, .manager, .auditor]
  /// Everybody with a token.
  static let colleagues: Set<Party> = [.clerk, .manager, .auditor, .editor, .kiosk]
  /// Those who check members in at an event.
  static let door: Set<Party> = [.clerk, .manager, .kiosk]
  /// Those of the staff who write.
  static let counter: Set<Party> = [.clerk, .manager]
}

/// By what somebody is known.
enum Credential: Hashable, Sendable {
  case none
  /// A bearer token: no browser sends one by itself.
  case token
  /// A cookie: a browser sends it along with whatever another page makes it send.
  case cookie
}

extension ClubAPI {
  /// Who sends the request: staff by bearer token or by the desk's cookie, members by theirs,
  /// otherwise a visitor.
  ///
  /// The desk's cookie counts where staff are admitted; elsewhere the same browser may be a member's.
  /// Tokens are found by their SHA-256, so the time that takes says nothing about them.
  ///
  /// - Throws: `invalidToken` where a token was sent and is not good: whoever meant to be somebody
  ///   must not be served as nobody.
  func identify(
    _ request: Request, for endpoint: Endpoint
  ) throws -> (Identity, Credential) {
    if let header = request.headers.value(of: .authorization) {
      let parts = header.utf8.split(separator: UInt8(ascii: " "))
      if parts.count == 2, Substring(parts[0]).lowercased() == "bearer", parts[1].count <= 200,
        let staff = store.staff(byTokenHash: ClubStore.tokenHash(String(Substring(parts[1]))))
      {
        return (.staff(staff), .token)
      }
      throw Problem.invalidToken
    }
    if !endpoint.access.isDisjoint(with: .colleagues), let staff = try staffAtDesk(request) {
      return (.staff(staff), .cookie)
    }
    guard let token = SessionCookie(configuration).token(in: request) else {
      return (.visitor, .none)
    }
    let bytes = ClubStore.tokenHash(token)
    guard let member = store.session(byTokenHash: bytes), let hash = TokenHash(bytes) else {
      return (.visitor, .none)
    }
    return (.member(member, session: hash), .cookie)
  }

  /// Whoever is signed in at the desk; a token that is good no longer is taken from the browser with
  /// the refusal.
  private func staffAtDesk(_ request: Request) throws -> StaffIdentity? {
    let cookie = SessionCookie.desk(configuration)
    guard let token = cookie.token(in: request) else { return nil }
    guard let staff = store.staff(byTokenHash: ClubStore.tokenHash(token)) else {
      var problem = Problem.invalidToken
      problem.cookie = cookie.clearing
      throw problem
    }
    return staff
  }
}

extension Problem {
  static let invalidToken = Problem(
    .invalidToken, "请核对令牌；令牌可能已被撤销或到期。",
    "Check the token; it may have been revoked or have expired.")
}
