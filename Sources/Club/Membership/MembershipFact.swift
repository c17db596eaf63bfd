public import CivilTime

/// What has happened in the membership room.
public enum MembershipFact: Hashable, Sendable {
  /// Somebody became a member. Name and contacts stand in the record's annex: `name`, `phone`,
  /// `email`.
  case joined(member: MemberNumber, channel: JoiningChannel, consent: Code)
  /// A member is signed in until the session expires or is closed.
  case sessionOpened(member: MemberNumber, tokenHash: TokenHash, expires: Instant)
  /// A session ended before its time.
  case sessionClosed(member: MemberNumber, tokenHash: TokenHash)
}
