import CivilTime

/// The bounds of what is noted of a member.
public enum ProfileRules {
  /// How many homes somebody may have.
  public static let homes = 0...1000
  /// How many segments somebody may belong to.
  public static let segments = 0...20
}

extension Club {
  func decide(
    _ command: ProfileCommand, by actor: Actor, at now: Instant
  ) throws(Rejection) -> Decision {
    switch command {
    case .set(let member, var profile, let reason):
      try permit(actor, roles: .counter)
      try checkMembership(of: member)
      let segments = terms.rules.segments
      try checkRegion(profile.region, noted: actor)
      profile.segments = Set(profile.segments).sorted()
      for segment in profile.segments where !segments.contains(where: { $0.code == segment }) {
        throw .profile(.unknownSegment(segment, known: segments.map(\.code)))
      }
      guard profile != profiles.profile(of: member) else { return Decision(facts: []) }
      return Decision(
        facts: [.profile(.set(member: member, profile))], annex: annex(reason))
    }
  }

  /// Whether the club has a region.
  func checkRegion(_ region: Code) throws(Rejection) {
    let known = terms.rules.regions.map(\.code)
    guard known.contains(region) else { throw .profile(.unknownRegion(region, known: known)) }
  }

  /// Whether somebody may note a region of a member: whoever is bound to some notes one of them, so that
  /// nobody moves a member out of their own sight, or into it.
  func checkRegion(_ region: Code?, noted actor: Actor) throws(Rejection) {
    if let own = regions(of: actor) {
      guard let region else { throw .profile(.regionNeeded(own)) }
      guard own.contains(region) else { throw .profile(.unknownRegion(region, known: own)) }
    }
    if let region { try checkRegion(region) }
  }
}
