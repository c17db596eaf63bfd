import CivilTime

/// What is noted of members, and since when they have had how many homes.
public struct ProfileState: Sendable, Hashable {
  private var profiles: [UInt32: Profile] = [:]
  private var homes: [UInt32: [HomesStep]] = [:]

  struct HomesStep: Sendable, Hashable {
    var day: Day
    var homes: Int
  }

  /// What is noted of a member; nothing of whom nobody has noted anything.
  public func profile(of member: MemberNumber) -> Profile {
    UInt32(exactly: member.ordinal).flatMap { profiles[$0] } ?? Profile()
  }

  /// The days on which a member's number of homes has changed, in their order; on one day the last counts.
  func homes(of member: MemberNumber) -> [HomesStep] {
    UInt32(exactly: member.ordinal).flatMap { homes[$0] } ?? []
  }

  mutating func apply(
    _ fact: ProfileFact, at position: Position, time: Instant, members: MembershipState
  ) throws(Inconsistency) {
    switch fact {
    case .set(let member, let profile):
      guard members.contains(member), let ordinal = UInt32(exactly: member.ordinal),
        ProfileRules.homes.contains(profile.homes)
      else {
        throw Inconsistency(position: position, message: "nothing can be noted of \(member)")
      }
      if profile.homes != (profiles[ordinal]?.homes ?? 0) {
        homes[ordinal, default: []].append(HomesStep(day: time.day, homes: profile.homes))
      }
      profiles[ordinal] = profile
    }
  }
}

extension ProfileState {
  func write(to writer: inout StateWriter) {
    writer.int(profiles.count)
    for (member, profile) in profiles.sorted(by: { $0.key < $1.key }) {
      writer.uint32(member)
      writer.int(profile.homes)
      writer.optional(profile.region) { region, writer in writer.code(region) }
      writer.int(profile.segments.count)
      for segment in profile.segments { writer.code(segment) }
      let steps = homes[member] ?? []
      writer.int(steps.count)
      for step in steps {
        writer.int(step.day.daysSinceEpoch)
        writer.int(step.homes)
      }
    }
  }

  init(from reader: inout StateReader) throws(UnreadableState) {
    for _ in 0..<(try reader.count()) {
      let member = try reader.uint32()
      var profile = Profile(
        homes: try reader.int(),
        region: try reader.optional { reader throws(UnreadableState) in try reader.code() })
      for _ in 0..<(try reader.count()) { profile.segments.append(try reader.code()) }
      profiles[member] = profile
      for _ in 0..<(try reader.count()) {
        homes[member, default: []].append(
          HomesStep(day: try reader.day(), homes: try reader.int()))
      }
    }
  }
}
