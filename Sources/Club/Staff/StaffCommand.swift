public import CivilTime

/// What the staff room can be asked to do.
public enum StaffCommand: Hashable, Sendable {
  /// A person of the staff gets a token, good until then or for as long as nobody revokes it, and for
  /// the members of these regions, or of the whole club where none is named. The name goes to the
  /// annex.
  case add(
    name: PersonName, role: Role, tokenHash: TokenHash, expires: Instant? = nil,
    regions: [Code] = [])
  /// Another token takes the place of the person's; the one before it is good no longer.
  case renew(StaffID, tokenHash: TokenHash, expires: Instant? = nil)
  /// A token is good no longer.
  case revoke(StaffID)
  /// The person serves the members of these regions from now on, or the whole club where none is
  /// named.
  case bind(StaffID, regions: [Code])
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
  /// The person serves the members of these regions, in alphabetical order, and nobody else; where there
  /// are none, the whole club. Whoever was never bound serves the whole club.
  case bound(StaffID, regions: [Code])
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
