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
  /// The member may be signed in by a code, once, until it expires. The hash is that of number and code.
  case signInGranted(member: MemberNumber, code: TokenHash, expires: Instant)
  /// The code was used; the session that it opened follows in the same record.
  case signInUsed(member: MemberNumber, code: TokenHash)
  /// A code is to be sent: to a member's own contact, or, where there is none yet, to the one that the
  /// outbox keeps. The hash is that of the code's name; the digits stand nowhere.
  case codeAsked(
    TokenHash, purpose: CodePurpose, member: MemberNumber?, by: ContactRoute, expires: Instant)
  /// The code was used; what it was for follows in the same record.
  case codeUsed(TokenHash, member: MemberNumber?)
  /// A member under fourteen has joined through this one, who answers for them; it stands in the record
  /// of joining.
  case guardianNamed(member: MemberNumber, guardian: MemberNumber)
  /// A member was brought by another one; the points of both stand in the same record, or behind the
  /// approval of the request that does.
  case referred(member: MemberNumber, by: MemberNumber)
  /// Nobody has shown that a contact with which somebody joined is theirs; it stands in the record of
  /// joining, once for each. The next `contactChanged` by this route confirms it.
  case contactUnconfirmed(member: MemberNumber, ContactRoute)
  /// A member's telephone or address has changed, or has been confirmed; what it is now stands in the
  /// record's annex: `phone` or `email`.
  case contactChanged(member: MemberNumber, ContactRoute)
  /// A member has left. What follows from it, registrations and points, stands in the same record. Name
  /// and contacts are to be erased.
  case left(member: MemberNumber)
}
