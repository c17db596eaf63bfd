/// What a rule gives for bringing a member 欢笑分享: to whoever brought them and to whoever came, both at
/// once or neither.
public struct ReferralTerms: Hashable, Sendable {
  /// How many points whoever came gets; nil: as many as the rule gives to whoever brought them.
  public var newcomer: Amount?
  /// For how many days after joining it can still be said who it was.
  public var days: Int

  /// - Parameters:
  ///   - newcomer: how many points whoever came gets.
  ///   - days: for how many days after joining it can still be said who it was.
  public init(newcomer: Amount? = nil, days: Int = 30) {
    self.newcomer = newcomer
    self.days = days
  }
}

extension PointRule {
  /// What whoever came gets by a referral; nil where the rule is for something else.
  public var newcomerPoints: Amount? { referral.flatMap { $0.newcomer ?? points } }

  /// Whether its terms go together with bringing members: both get what is fixed, once.
  var isPossibleReferral: Bool {
    points != nil && per == nil && !isAttendance && whenTier == nil && reference == .free
      && once == nil && tiers.isEmpty && tierPercents.isEmpty
      && (0...3650).contains(referral?.days ?? 0)
  }
}

extension ReferralTerms {
  func write(to writer: inout StateWriter) {
    writer.optional(newcomer) { points, writer in writer.int(points.points) }
    writer.int(days)
  }

  init(from reader: inout StateReader) throws(UnreadableState) {
    newcomer = try reader.optional { reader throws(UnreadableState) in try reader.amount() }
    days = try reader.int()
  }
}
