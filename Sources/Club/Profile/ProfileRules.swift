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
      let (regions, segments) = (terms.rules.regions, terms.rules.segments)
      if let region = profile.region, !regions.contains(where: { $0.code == region }) {
        throw .profile(.unknownRegion(region, known: regions.map(\.code)))
      }
      profile.segments = Set(profile.segments).sorted()
      for segment in profile.segments where !segments.contains(where: { $0.code == segment }) {
        throw .profile(.unknownSegment(segment, known: segments.map(\.code)))
      }
      guard profile != profiles.profile(of: member) else { return Decision(facts: []) }
      return Decision(
        facts: [.profile(.set(member: member, profile))], annex: annex(reason))
    }
  }
}
