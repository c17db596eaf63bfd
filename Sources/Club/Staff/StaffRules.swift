import CivilTime

extension Club {
  func decide(
    _ command: StaffCommand, by actor: Actor, at now: Instant
  ) throws(Rejection) -> Decision {
    try permit(actor, roles: [.manager])
    // Whoever is bound could otherwise give out what they do not have.
    guard regions(of: actor) == nil else { throw .access(.notPermitted) }
    switch command {
    case .add(let name, let role, let tokenHash, let expires, let regions):
      let id = staff.nextID
      let limit = try limit(of: id, tokenHash, expires, at: now)
      let bound = try known(regions)
      return Decision(
        facts: [.staff(.added(id, role: role, tokenHash: tokenHash))] + limit
          + (bound.isEmpty ? [] : [.staff(.bound(id, regions: bound))]),
        annex: [AnnexField(name: "name", value: name.text)])
    case .renew(let id, let tokenHash, let expires):
      guard let person = staff.person(id) else { throw .staff(.unknownStaff) }
      guard !person.isRevoked else { throw .staff(.alreadyRevoked) }
      let limit = try limit(of: id, tokenHash, expires, at: now)
      return Decision(facts: [.staff(.renewed(id, tokenHash: tokenHash))] + limit)
    case .revoke(let id):
      guard let person = staff.person(id) else { throw .staff(.unknownStaff) }
      guard !person.isRevoked else { throw .staff(.alreadyRevoked) }
      return Decision(facts: [.staff(.revoked(id))])
    case .bind(let id, let regions):
      guard let person = staff.person(id) else { throw .staff(.unknownStaff) }
      guard !person.isRevoked else { throw .staff(.alreadyRevoked) }
      let bound = try known(regions)
      guard bound != person.regions else { return Decision(facts: []) }
      return Decision(facts: [.staff(.bound(id, regions: bound))])
    }
  }

  /// Regions, each once and in alphabetical order.
  private func known(_ regions: [Code]) throws(Rejection) -> [Code] {
    for region in regions { try checkRegion(region) }
    return Set(regions).sorted()
  }

  /// Checks a new token, and says until when it is good.
  private func limit(
    of id: StaffID, _ tokenHash: TokenHash, _ expires: Instant?, at now: Instant
  ) throws(Rejection) -> [Fact] {
    guard !staff.knows(tokenHash) else { throw .staff(.tokenInUse) }
    guard let expires else { return [] }
    guard expires > now else { throw .staff(.tokenAlreadyExpired) }
    return [.staff(.limited(id, expires: expires))]
  }
}
