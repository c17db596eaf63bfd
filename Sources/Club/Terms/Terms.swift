public import CivilTime

/// What the rules need to know of an event's page.
public struct EventTerms: Hashable, Sendable {
  /// The event's slug, its name in URLs.
  public var slug: Code
  /// The event's title, public.
  public var title: String
  /// When it begins; registering ends here at the latest.
  public var start: Instant
  /// When it ends, where the page says.
  public var end: Instant?
  /// When registering ends, where that is before the beginning.
  public var closes: Instant?
  /// How many seats there are, from 0; nil where everybody may come.
  public var capacity: Int?
  /// What attending is worth.
  public var points: Amount?
  /// Whether it has been called off.
  public var cancelled: Bool

  /// - Parameters:
  ///   - slug: the event's name in URLs.
  ///   - title: the event's title.
  ///   - start: when it begins.
  ///   - end: when it ends.
  ///   - closes: when registering ends, where that is before the beginning.
  ///   - capacity: how many seats there are, from 0; nil where everybody may come.
  ///   - points: what attending is worth.
  ///   - cancelled: whether it has been called off.
  public init(
    slug: Code, title: String, start: Instant, end: Instant? = nil, closes: Instant? = nil,
    capacity: Int? = nil, points: Amount? = nil, cancelled: Bool = false
  ) {
    self.slug = slug
    self.title = title
    self.start = start
    self.end = end
    self.closes = closes
    self.capacity = capacity
    self.points = points
    self.cancelled = cancelled
  }
}

/// The club's own rules, as far as decisions depend on them.
public struct ClubRules: Hashable, Sendable {
  /// The version of the consent text that the join form shows; nil where there is none yet.
  public var consent: Code?
  /// The rules by which points are given.
  public var pointRules: [PointRule]
  /// The times in which some rules give more, or other, points.
  public var campaigns: [Campaign]
  /// The tiers of membership, the lowest first.
  public var tiers: [Tier]
  /// How long points are good, where their rule says nothing else.
  public var validity: Validity
  /// Which entries need a second person.
  public var approval: ApprovalTerms
  /// The terms of families; nil where the club has none.
  public var family: FamilyTerms?
  /// The regions 区域 by which members are served.
  public var regions: [MemberTag]
  /// The segments to which members may belong.
  public var segments: [MemberTag]

  /// - Parameters:
  ///   - consent: the version of the consent text that the join form shows.
  ///   - pointRules: the rules by which points are given, in the content's order.
  ///   - campaigns: the times in which some rules give more, or other, points.
  ///   - tiers: the tiers of membership, the lowest first.
  ///   - validity: how long points are good, where their rule says nothing else.
  ///   - approval: which entries need a second person.
  ///   - family: the terms of families.
  ///   - regions: the regions by which members are served.
  ///   - segments: the segments to which members may belong.
  public init(
    consent: Code? = nil, pointRules: [PointRule] = [], campaigns: [Campaign] = [],
    tiers: [Tier] = [], validity: Validity = .unlimited, approval: ApprovalTerms = ApprovalTerms(),
    family: FamilyTerms? = nil, regions: [MemberTag] = [], segments: [MemberTag] = []
  ) {
    self.approval = approval
    self.consent = consent
    self.pointRules = pointRules
    self.campaigns = campaigns
    self.tiers = tiers
    self.validity = validity
    self.family = family
    self.regions = regions
    self.segments = segments
  }
}

extension ClubRules {
  /// The rule with a code; nil where none has it.
  public func rule(_ code: Code) -> PointRule? { pointRules.first { $0.code == code } }
}
