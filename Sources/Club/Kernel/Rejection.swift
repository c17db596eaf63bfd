/// Why a command is refused. One case a room, and one for who gave it.
///
/// A rejection holds what a message needs (figures, names of entries) and no personal value. It
/// knows nothing of HTTP and of languages; the API puts it into words.
public enum Rejection: Error, Hashable, Sendable {
  /// Whoever gave the command may not.
  case access(AccessRejection)
  /// The membership room refuses.
  case membership(MembershipRejection)
  /// The points room refuses.
  case points(PointsRejection)
  /// The earning room refuses.
  case earning(EarningRejection)
  /// The approval room refuses.
  case approval(ApprovalRejection)
  /// The registration room refuses.
  case registration(RegistrationRejection)
  /// The rewards room refuses.
  case rewards(RewardsRejection)
  /// The family room refuses.
  case family(FamilyRejection)
  /// The profile room refuses.
  case profile(ProfileRejection)
  /// The staff room refuses.
  case staff(StaffRejection)
  /// The terms room refuses.
  case terms(TermsRejection)

  /// The stable name of the refusal in kebab case, part of the API's contract.
  public var code: String {
    switch self {
    case .access(let rejection): rejection.code
    case .membership(let rejection): rejection.code
    case .points(let rejection): rejection.code
    case .earning(let rejection): rejection.code
    case .approval(let rejection): rejection.code
    case .registration(let rejection): rejection.code
    case .rewards(let rejection): rejection.code
    case .family(let rejection): rejection.code
    case .profile(let rejection): rejection.code
    case .staff(let rejection): rejection.code
    case .terms(let rejection): rejection.code
    }
  }
}

/// Why somebody may not give a command at all.
public enum AccessRejection: Hashable, Sendable {
  /// The command needs somebody who is signed in.
  case signInNeeded
  /// Whoever gives the command has no right to it.
  case notPermitted
  /// The staff token has been revoked, or its role has changed, since it was looked up.
  case staffNoLongerValid

  /// The stable name of the refusal, part of the API's contract.
  public var code: String {
    switch self {
    case .signInNeeded: "sign-in-needed"
    case .notPermitted: "not-permitted"
    case .staffNoLongerValid: "staff-no-longer-valid"
    }
  }
}
