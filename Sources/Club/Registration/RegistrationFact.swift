/// What has happened in the registration room.
public enum RegistrationFact: Hashable, Sendable {
  /// A member got a seat.
  case seated(event: Code, member: MemberNumber)
  /// A member stands on the waiting list; `place` counts from 1 at the moment of registering.
  case waitlisted(event: Code, member: MemberNumber, place: Int)
  /// A registration was given up, from a seat or from the waiting list.
  case cancelled(RegistrationID, event: Code, member: MemberNumber)
  /// The first of the waiting list got a seat.
  case promoted(RegistrationID, event: Code, member: MemberNumber)
  /// Whoever had a seat has come.
  case attended(RegistrationID, event: Code, member: MemberNumber)
}
