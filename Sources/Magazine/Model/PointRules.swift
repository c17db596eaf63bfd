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
