/// What the staff have noted of a member because rules and colleagues go by it: how many homes are theirs,
/// the region that serves them, segments. No name, no address: those would be personal.
public struct Profile: Hashable, Sendable {
  /// How many homes are the member's.
  public var homes: Int
  /// The region 区域 that serves the member; nil where nobody has said.
  public var region: Code?
  /// What the member belongs to, each once, in alphabetical order.
  public var segments: [Code]

  /// - Parameters:
  ///   - homes: how many homes are the member's.
  ///   - region: the region that serves the member.
  ///   - segments: what the member belongs to.
  public init(homes: Int = 0, region: Code? = nil, segments: [Code] = []) {
    self.homes = homes
    self.region = region
    self.segments = segments
  }
}

/// A region or a segment, as the content names it.
public struct MemberTag: Hashable, Sendable {
  /// The stable code.
  public var code: Code
  /// The name.
  public var title: String

  /// - Parameters:
  ///   - code: the stable code.
  ///   - title: the name.
  public init(code: Code, title: String) {
    self.code = code
    self.title = title
  }
}

/// What the profile room can be asked to do.
public enum ProfileCommand: Hashable, Sendable {
  /// The staff note something else of a member, all of it at once.
  case set(MemberNumber, Profile, reason: Reason)
}

/// What has happened in the profile room. The reason stands in the record's annex: `reason`.
public enum ProfileFact: Hashable, Sendable {
  /// This is what is noted of the member from now on.
  case set(member: MemberNumber, Profile)
}

/// Why the profile room refuses.
public enum ProfileRejection: Hashable, Sendable {
  /// The club has no such region; these it has.
  case unknownRegion(Code, known: [Code])
  /// Whoever is bound to regions says which of them it is; these they are.
  case regionNeeded([Code])
  /// The club has no such segment; these it has.
  case unknownSegment(Code, known: [Code])

  /// The stable name of the refusal, part of the API's contract.
  public var code: String {
    switch self {
    case .unknownRegion: "unknown-region"
    case .regionNeeded: "region-needed"
    case .unknownSegment: "unknown-segment"
    }
  }
}
