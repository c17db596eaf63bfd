/// What somebody wants the club to do. One case a room.
public enum Command: Hashable, Sendable {
  /// Joining, sessions.
  case membership(MembershipCommand)
  /// Awarding, spending, reversing.
  case points(PointsCommand)
  /// Approving and refusing what needs a second person.
  case approval(ApprovalCommand)
  /// Registering for events, cancelling.
  case registration(RegistrationCommand)
  /// Redeeming, using and cancelling vouchers, counting the shelf.
  case rewards(RewardsCommand)
  /// Families, and points that go from one member of them to another.
  case family(FamilyCommand)
  /// What the staff note of a member: homes, region, segments.
  case profile(ProfileCommand)
  /// Noting who has come to another tier.
  case tiers(TierCommand)
  /// Agreeing to letters with the issues, and sending them.
  case newsletter(NewsletterCommand)
  /// Adding and revoking staff.
  case staff(StaffCommand)
  /// Adopting what the content says.
  case terms(TermsCommand)
}
