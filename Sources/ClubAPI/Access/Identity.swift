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

  var party: Party {
    switch self {
    case .visitor: .visitor
    case .member: .member
    case .staff(let person):
      switch person.role {
      case .clerk: .clerk
      case .manager: .manager
      case .auditor: .auditor
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
}

extension Set<Party> {
  static let everybody = Set(Party.allCases)
  static let staff: Set<Party> = [.clerk, .manager, .auditor]
  /// Those of the staff who write.
  static let counter: Set<Party> = [.clerk, .manager]
}

extension ClubAPI {
  /// Who sends the request: staff by bearer token, members by cookie, otherwise a visitor.
  ///
  /// Tokens are found by their SHA-256, so the time that takes says nothing about them.
  ///
  /// - Throws: `invalidToken` where a token was sent and is not good: whoever meant to be somebody
  ///   must not be served as nobody.
  func identify(_ request: Request) throws -> Identity {
    if let header = request.headers[.authorization] {
      let parts = header.split(separator: " ")
      if parts.count == 2, parts[0].lowercased() == "bearer", parts[1].utf8.count <= 200,
        let staff = store.staff(byTokenHash: ClubStore.tokenHash(String(parts[1])))
      {
        return .staff(staff)
      }
      throw Problem(
        .invalidToken, "请核对令牌；令牌可能已被撤销。", "Check the token; it may have been revoked.")
    }
    guard let token = SessionCookie(configuration).token(in: request) else { return .visitor }
    let bytes = ClubStore.tokenHash(token)
    guard let member = store.session(byTokenHash: bytes), let hash = TokenHash(bytes) else {
      return .visitor
    }
    return .member(member, session: hash)
  }
}
