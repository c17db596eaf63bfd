import CivilTime

enum FamilyRules {
  /// For how many days whoever was asked may agree.
  static let days = 30
  /// How many a family may have by the club's terms.
  static let members = 2...20
  /// From how many lots one transfer takes.
  static let mostLots = 200
}

extension Club {
  func decide(
    _ command: FamilyCommand, by actor: Actor, at now: Instant
  ) throws(Rejection) -> Decision {
    switch command {
    case .invite(let member, let other):
      try permit(actor, roles: [], owner: other)
      let terms = try familyTerms()
      try checkMembership(of: other)
      guard member != other else { throw .family(.oneself) }
      try checkMembership(of: member)
      // Whether the other one is of a family is not theirs to know.
      try checkRoom(families.family(of: other), terms)
      return Decision(facts: [.family(.invited(member: member, by: other))])
    case .accept(let other, let member):
      try permit(actor, roles: [], owner: member)
      let terms = try familyTerms()
      try checkMembership(of: member)
      guard families.family(of: member).isEmpty else { throw .family(.inFamily) }
      guard families.invitations(of: member, at: now).contains(where: { $0.by == other }),
        !membership.hasLeft(other)
      else { throw .family(.noInvitation) }
      try checkRoom(families.family(of: other), terms)
      return Decision(facts: [.family(.joined(member: member, by: other))])
    case .decline(let other, let member):
      // Either of the two; the one who asked names the other as the member.
      if case .member(let own) = actor, own == other {
        try permit(actor, roles: [], owner: other)
      } else {
        try permit(actor, roles: [], owner: member)
      }
      guard families.invitations(of: member, at: now).contains(where: { $0.by == other }) else {
        throw .family(.noInvitation)
      }
      return Decision(facts: [.family(.declined(member: member, by: other))])
    case .leave(let member):
      try permit(actor, roles: [], owner: member)
      try checkMembership(of: member)
      guard !families.family(of: member).isEmpty else { throw .family(.notInFamily) }
      return Decision(facts: [.family(.left(member: member))])
    case .transfer(let transfer):
      return try decide(transfer, by: actor, at: now)
    }
  }

  private func familyTerms() throws(Rejection) -> FamilyTerms {
    guard let family = terms.rules.family else { throw .family(.notOpen) }
    return family
  }

  private func checkRoom(_ family: [MemberNumber], _ terms: FamilyTerms) throws(Rejection) {
    guard family.count < terms.members else { throw .family(.full(terms.members)) }
  }
}
