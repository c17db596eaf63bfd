public import CivilTime

/// What the staff room can be asked to do.
public enum StaffCommand: Hashable, Sendable {
  /// A person of the staff gets a token, good until then or for as long as nobody revokes it. The
  /// name goes to the annex.
  case add(name: PersonName, role: Role, tokenHash: TokenHash, expires: Instant? = nil)
  /// Another token takes the place of the person's; the one before it is good no longer.
  case renew(StaffID, tokenHash: TokenHash, expires: Instant? = nil)
  /// A token is good no longer.
  case revoke(StaffID)
}

/// What has happened in the staff room.
public enum StaffFact: Hashable, Sendable {
  /// A person of the staff got a token. The name stands in the record's annex: `name`.
  case added(StaffID, role: Role, tokenHash: TokenHash)
  /// A token is good no longer.
  case revoked(StaffID)
  /// Another token has taken the place of the person's.
  case renewed(StaffID, tokenHash: TokenHash)
  /// The person's token is good before this time and no longer; written with the token.
  case limited(StaffID, expires: Instant)
}

/// Why the staff room refuses.
public enum StaffRejection: Hashable, Sendable {
  /// Nobody of the staff has this number.
  case unknownStaff
  /// The token has been revoked already.
  case alreadyRevoked
  /// The token is in use already; tokens are random, so this one was not made as it should be.
  case tokenInUse
  /// The token would have expired before it is given out.
  case tokenAlreadyExpired

  /// The stable name of the refusal, part of the API's contract.
  public var code: String {
    switch self {
    case .unknownStaff: "unknown-staff"
    case .alreadyRevoked: "already-revoked"
    case .tokenInUse: "token-in-use"
    case .tokenAlreadyExpired: "token-already-expired"
    }
  }
}
