import CivilTime

extension Club {
  /// Lets the command pass or says why not.
  ///
  /// - Parameters:
  ///   - actor: who gives the command.
  ///   - roles: the roles of the staff that may give it.
  ///   - owner: the member who may give it for themselves.
  /// - Throws: `signInNeeded` to visitors, `notPermitted` to everybody else who may not.
  func permit(
    _ actor: Actor, roles: Set<Role>, owner: MemberNumber? = nil
  ) throws(Rejection) {
    switch actor {
    case .system:
      return
    case .visitor:
      throw .access(.signInNeeded)
    case .member(let number):
      // Whoever answers for somebody under fourteen does for them what they would do themselves.
      guard number == owner || owner.flatMap(membership.guardian) == number else {
        throw .access(.notPermitted)
      }
    case .staff(_, let role):
      guard roles.contains(role) else { throw .access(.notPermitted) }
    }
  }

  /// The actor was looked up before the lock was taken; what it claims must still hold now.
  func checkStanding(of actor: Actor, at now: Instant) throws(Rejection) {
    switch actor {
    case .visitor, .system:
      return
    case .member(let number):
      guard membership.contains(number), !membership.hasLeft(number) else {
        throw .access(.signInNeeded)
      }
    case .staff(let id, let role):
      guard let person = staff.person(id), person.isGood(at: now), person.role == role else {
        throw .access(.staffNoLongerValid)
      }
    }
  }
}
