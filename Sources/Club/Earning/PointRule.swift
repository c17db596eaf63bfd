public import CivilTime

/// A rule by which points are given.
public struct PointRule: Hashable, Sendable {
  /// What a rule's awards refer to in another book.
  public enum ReferenceUse: String, CaseIterable, Hashable, Sendable {
    /// Whatever the clerk notes, or nothing; the same is good once for a member.
    case free
    /// A receipt, which is needed; in the whole club it is good once.
    case receipt
  }

  /// The rule's code, the `source` of the entries posted by it.
  public var code: Code
  /// Which version of its terms this is, from 1. Adopting counts it: whoever writes the content does not.
  public var version: Int
  /// The rule's title, public.
  public var title: String
  /// How many points it gives, for each `per` where there is one; nil where the event says how many, or
  /// whoever posts.
  public var points: Amount?
  /// For how much money it gives its points once.
  public var per: Money?
  /// Whether it is for attending an event: once for each, as many points as the event's page says.
  public var isAttendance: Bool
  /// How long its points are good, where that is not as for all others.
  public var validity: Validity?
  /// The business dates for which it holds.
  public var term: Term
  /// What its awards refer to.
  public var reference: ReferenceUse
  /// The most points that it gives to a member within a time.
  public var caps: [Cap]
  /// Within which time it gives points to a member once; nil where it does so as often as there is cause.
  public var once: Period?
  /// Whether every award of it needs a second person.
  public var needsApproval: Bool
  /// The tiers whose members it is for; none means everybody.
  public var tiers: [Code]
  /// What members of some tiers get, in a hundredth.
  public var tierPercents: [TierPercent]
  /// The tier at which it gives its points by itself, once, on the day that a member comes there; nobody
  /// awards by it.
  public var whenTier: Code?
  /// What it gives for bringing a member; nil where it is for something else. Nobody awards by such a rule.
  public var referral: ReferralTerms?
  /// For how many days after the business date its points are pending: there to be seen and not to be
  /// spent; nil where they are good at once.
  public var pendingDays: Int?

  /// - Parameters:
  ///   - code: the rule's code.
  ///   - version: which version of its terms this is.
  ///   - title: the rule's title.
  ///   - points: how many points it gives, where that is fixed.
  ///   - per: for how much money it gives them once.
  ///   - isAttendance: whether it is for attending an event.
  ///   - validity: how long its points are good, where that is not as for all others.
  ///   - term: the business dates for which it holds.
  ///   - reference: what its awards refer to.
  ///   - caps: the most points that it gives to a member within a time.
  ///   - once: within which time it gives points to a member once.
  ///   - needsApproval: whether every award of it needs a second person.
  ///   - tiers: the tiers whose members it is for.
  ///   - tierPercents: what members of some tiers get, in a hundredth.
  ///   - whenTier: the tier at which it gives its points by itself.
  ///   - referral: what it gives for bringing a member.
  ///   - pendingDays: for how many days after the business date its points are pending.
  public init(
    code: Code, version: Int = 1, title: String, points: Amount? = nil, per: Money? = nil,
    isAttendance: Bool = false, validity: Validity? = nil, term: Term = Term(),
    reference: ReferenceUse = .free, caps: [Cap] = [], once: Period? = nil,
    needsApproval: Bool = false, tiers: [Code] = [], tierPercents: [TierPercent] = [],
    whenTier: Code? = nil, referral: ReferralTerms? = nil, pendingDays: Int? = nil
  ) {
    self.code = code
    self.version = version
    self.title = title
    self.points = points
    self.per = per
    self.isAttendance = isAttendance
    self.validity = validity
    self.term = term
    self.reference = reference
    self.caps = caps
    self.once = once
    self.needsApproval = needsApproval
    self.tiers = tiers
    self.tierPercents = tierPercents
    self.whenTier = whenTier
    self.referral = referral
    self.pendingDays = pendingDays
  }
}

extension PointRule {
  /// A fact that whoever awards by a rule has to give.
  public enum Need: String, CaseIterable, Hashable, Sendable {
    /// How many points: of rules from before they all said it.
    case points
    /// How much money was paid.
    case money
    /// Which event was attended.
    case event
    /// What it refers to.
    case reference
  }

  /// What an award by it has to say.
  public var needs: Set<Need> { Set(Need.allCases.filter(asks(for:))) }

  /// Whether an award by it has to say something.
  func asks(for need: Need) -> Bool {
    switch need {
    case .points: isOpen
    case .money: !isAttendance && !isOpen && per != nil
    case .event: isAttendance
    case .reference: reference != .free
    }
  }

  /// Whether whoever awards by it says how many points.
  var isOpen: Bool { !isAttendance && points == nil }

  /// What it is called.
  var name: RuleName { RuleName(code: code, title: title) }

  /// Whether it gives its points without anybody who awards by it.
  public var isAutomatic: Bool { whenTier != nil || referral != nil }

  /// The same terms, counted as `version`; the title is no term.
  func isSame(as other: PointRule) -> Bool {
    var other = other
    other.version = version
    other.title = title
    return self == other
  }
}

/// What members of a tier get of a rule.
public struct TierPercent: Hashable, Sendable {
  /// The tier.
  public var tier: Code
  /// A hundredth of what everybody gets.
  public var percent: Int

  /// - Parameters:
  ///   - tier: the tier.
  ///   - percent: a hundredth of what everybody gets.
  public init(tier: Code, percent: Int) {
    self.tier = tier
    self.percent = percent
  }
}

/// Days from one to another, each of them open.
public struct Term: Hashable, Sendable {
  /// The first day; nil from the beginning.
  public var from: Day?
  /// The last day; nil without an end.
  public var through: Day?

  /// - Parameters:
  ///   - from: the first day; nil from the beginning.
  ///   - through: the last day; nil without an end.
  public init(from: Day? = nil, through: Day? = nil) {
    self.from = from
    self.through = through
  }

  /// Whether a day belongs to it.
  public func contains(_ day: Day) -> Bool {
    (from.map { $0 <= day } ?? true) && (through.map { day <= $0 } ?? true)
  }
}

/// The most points that a rule gives to a member within a time.
public struct Cap: Hashable, Sendable {
  /// Within which time.
  public var period: Period
  /// How many.
  public var points: Amount

  /// - Parameters:
  ///   - period: within which time.
  ///   - points: how many.
  public init(period: Period, points: Amount) {
    self.period = period
    self.points = points
  }
}

/// A time by the calendar of Shanghai, counted by business dates.
public enum Period: String, CaseIterable, Hashable, Sendable {
  /// A day.
  case day
  /// A calendar month.
  case month
  /// A calendar year.
  case year
  /// The whole of a membership.
  case ever

  /// The days of the period in which a day lies.
  public func term(of day: Day) -> Term {
    switch self {
    case .day: return Term(from: day, through: day)
    case .month:
      let first = day.adding(days: 1 - day.day)
      return Term(from: first, through: first.adding(months: 1).adding(days: -1))
    case .year:
      return Term(
        from: Day(year: day.year, month: 1, day: 1),
        through: Day(year: day.year, month: 12, day: 31))
    case .ever: return Term()
    }
  }
}

/// A time in which some rules give more, or other, points.
public struct Campaign: Hashable, Sendable {
  /// The campaign's code.
  public var code: Code
  /// The campaign's title, public.
  public var title: String
  /// The business dates for which it holds.
  public var term: Term
  /// The rules that it is for; none means all that say how many points they give.
  public var rules: [Code]
  /// What they give instead, in a hundredth of their own: 200 is twice as much.
  public var percent: Int
  /// How many points they give instead of their own; nil where it is their own.
  public var points: Amount?

  /// - Parameters:
  ///   - code: the campaign's code.
  ///   - title: the campaign's title.
  ///   - term: the business dates for which it holds.
  ///   - rules: the rules that it is for.
  ///   - percent: what they give instead, in a hundredth of their own.
  ///   - points: how many points they give instead of their own.
  public init(
    code: Code, title: String, term: Term, rules: [Code] = [], percent: Int = 100,
    points: Amount? = nil
  ) {
    self.code = code
    self.title = title
    self.term = term
    self.rules = rules
    self.percent = percent
    self.points = points
  }
}
