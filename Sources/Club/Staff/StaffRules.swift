extension Club {
  func decide(_ command: StaffCommand, by actor: Actor) throws(Rejection) -> Decision {
    try permit(actor, roles: [.manager])
    switch command {
    case .add(let name, let role, let tokenHash):
      guard !staff.knows(tokenHash) else { throw .staff(.tokenInUse) }
      return Decision(
        facts: [.staff(.added(staff.nextID, role: role, tokenHash: tokenHash))],
        annex: [AnnexField(name: "name", value: name.text)])
    case .revoke(let id):
      guard let person = staff.person(id) else { throw .staff(.unknownStaff) }
      guard !person.isRevoked else { throw .staff(.alreadyRevoked) }
      return Decision(facts: [.staff(.revoked(id))])
    }
  }
}
