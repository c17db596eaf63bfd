/// What has happened. One case a room. Facts are what the journal keeps for ever: they hold member
/// numbers, codes and figures, never a personal value and never free text.
public enum Fact: Hashable, Sendable {
  /// Somebody joined; a session opened or closed.
  case membership(MembershipFact)
  /// An entry was posted.
  case points(PointsFact)
  /// Something waits for a second person, was approved or refused.
  case approval(ApprovalFact)
  /// Somebody registered, cancelled, was promoted.
  case registration(RegistrationFact)
  /// A voucher was got, used, cancelled or has lapsed.
  case rewards(RewardsFact)
  /// A family came about; somebody was asked, joined or left.
  case family(FamilyFact)
  /// The staff have noted something of a member.
  case profile(ProfileFact)
  /// Somebody has come to another tier.
  case tiers(TierFact)
  /// A member has agreed to letters or not; an issue goes out.
  case newsletter(NewsletterFact)
  /// A person of the staff was added or revoked.
  case staff(StaffFact)
  /// Terms of the content were adopted.
  case terms(TermsFact)
}
