public import CivilTime

extension ClubSettings {
  /// What a member gets points for.
  public struct PointRule: Sendable, Hashable {
    /// What its awards refer to.
    public enum Reference: String, Sendable, CaseIterable {
      /// Whatever the clerk notes.
      case free
      /// A receipt, which is needed, and good once.
      case receipt
    }

    /// The stable code: `attend-event`.
    public internal(set) var code: String
    /// 签到.
    public internal(set) var title: String
    /// The points, 1 ... 1,000,000; nil where the event's page says how many.
    public internal(set) var points: Int?
    /// For how many yuan it gives its points once.
    public internal(set) var perYuan: Int?
    /// Whether it is for attending an event.
    public internal(set) var isAttendance = false
    /// The explanation for members.
    public internal(set) var text: String?
    /// How long its points are good, where that is not as for all others.
    public internal(set) var validity: Validity?
    /// The first business date for which it holds.
    public internal(set) var from: Day?
    /// The last business date for which it holds.
    public internal(set) var through: Day?
    /// What its awards refer to.
    public internal(set) var reference = Reference.free
    /// The most points that it gives to a member within a time, the shortest first.
    public internal(set) var caps: [Cap] = []
    /// Within which time it gives points to a member once.
    public internal(set) var once: Period?
    /// Whether every award of it needs a second person.
    public internal(set) var needsApproval = false
    /// The codes of the tiers whose members it is for; none means everybody.
    public internal(set) var tiers: [String] = []
    /// What members of some tiers get, in a hundredth, by code.
    public internal(set) var tierPercents: [TierPercent] = []
    /// The tier at which it gives its points by itself.
    public internal(set) var whenTier: String?
    /// What it gives for bringing a member; nil where it is for something else.
    public internal(set) var referral: Referral?
    /// For how many days after the business date its points are pending; nil where they are good at once.
    public internal(set) var pendingDays: Int?
  }

  /// What a rule gives for bringing a member 欢笑分享, beside its points for whoever brings them.
  public struct Referral: Sendable, Hashable {
    /// What whoever came gets; nil: as many.
    public internal(set) var newcomer: Int?
    /// For how many days after joining it can be said who it was.
    public internal(set) var days: Int
  }

  /// What members of a tier get of a rule.
  public struct TierPercent: Sendable, Hashable {
    /// The tier's code.
    public internal(set) var tier: String
    /// A hundredth of what everybody gets.
    public internal(set) var percent: Int
  }

  /// A tier of membership 等级.
  public struct Tier: Sendable, Hashable {
    /// The stable code.
    public internal(set) var code: String
    /// 资深会员.
    public internal(set) var title: String
    /// For how many months somebody has to be a member.
    public internal(set) var months: Int?
    /// How many points somebody has to have earned.
    public internal(set) var earned: Int?
    /// Within how many months they have to be earned.
    public internal(set) var within: Int?
    /// How many homes somebody has to own.
    public internal(set) var homes: Int?
    /// What its members get, a line each.
    public internal(set) var benefits: [String]
  }

  /// A region or a segment.
  public struct Tag: Sendable, Hashable {
    /// The stable code.
    public internal(set) var code: String
    /// The name.
    public internal(set) var title: String
    /// The name in Traditional characters, where somebody has written it.
    public internal(set) var traditionalTitle: String?
  }

  /// The most points that a rule gives to a member within a time.
  public struct Cap: Sendable, Hashable {
    /// Within which time.
    public internal(set) var period: Period
    /// How many.
    public internal(set) var points: Int
  }

  /// A time by the calendar.
  public enum Period: String, Sendable, CaseIterable {
    /// A day.
    case day
    /// A month.
    case month
    /// A year.
    case year
    /// For good.
    case ever
  }

  /// A time in which some rules give more, or other, points.
  public struct Campaign: Sendable, Hashable {
    /// The stable code.
    public internal(set) var code: String
    /// The name.
    public internal(set) var title: String
    /// The explanation for members.
    public internal(set) var text: String?
    /// The first day.
    public internal(set) var from: Day
    /// The last day.
    public internal(set) var through: Day
    /// The codes of the rules that it is for; none means all.
    public internal(set) var rules: [String]
    /// What they give instead, in a hundredth of their own.
    public internal(set) var percent: Int
    /// How many points they give instead of their own.
    public internal(set) var points: Int?
  }
}
