public import CivilTime

/// Why the membership room refuses.
public enum MembershipRejection: Hashable, Sendable {
  /// The phone or the e-mail address belongs to a member already. The holder is named to staff only.
  case duplicateContact(holder: ContactHolder?)
  /// It belongs to a member whom others of the staff serve.
  case contactOutOfReach
  /// Neither a phone nor an e-mail address was given.
  case contactMissing
  /// The consent text has changed since the form was shown.
  case outdatedConsent(current: Code)
  /// No consent text of this version was ever adopted; these were, in this order.
  case unknownConsent(Code, known: [Code])
  /// Nobody can join: no consent text has been adopted yet.
  case noConsentAdopted
  /// The channel is not open to whoever gives the command.
  case channelNotOpen(JoiningChannel)
  /// Nobody has this number.
  case unknownMember
  /// Whoever is named as a guardian is under fourteen and has a guardian of their own.
  case guardianIsWard
  /// The club gives nothing for bringing members.
  case noReferrals
  /// Whoever is said to have brought a member is none.
  case unknownReferrer
  /// Nobody brings themselves.
  case refersThemselves
  /// Whoever is said to have brought a member has joined after them.
  case referrerCameLater
  /// A guardian brings nobody by answering for them.
  case referrerIsGuardian
  /// It has been said already who brought the member.
  case alreadyReferred
  /// It can no longer be said who brought the member.
  case tooLateToRefer(through: Day)
  /// The member answers for others, who are to leave first.
  case hasWards(MemberNumber)
  /// The member has left the club.
  case hasLeft
  /// No such session, or it has ended.
  case unknownSession
  /// No such code, or it has been used or has expired: nobody is told which.
  case wrongSignInCode
  /// No such code was sent to this contact, or it has been used or has expired.
  case wrongCode
  /// The session would end before it began.
  case sessionAlreadyExpired

  /// The stable name of the refusal, part of the API's contract.
  public var code: String {
    switch self {
    case .duplicateContact, .contactOutOfReach: "duplicate-contact"
    case .contactMissing: "contact-missing"
    case .outdatedConsent: "outdated-consent"
    case .unknownConsent: "unknown-consent"
    case .noConsentAdopted: "no-consent-adopted"
    case .channelNotOpen: "channel-not-open"
    case .unknownMember: "unknown-member"
    case .guardianIsWard: "guardian-is-ward"
    case .noReferrals: "no-referrals"
    case .unknownReferrer: "unknown-referrer"
    case .refersThemselves: "refers-themselves"
    case .referrerCameLater: "referrer-came-later"
    case .referrerIsGuardian: "referrer-is-guardian"
    case .alreadyReferred: "already-referred"
    case .tooLateToRefer: "too-late-to-refer"
    case .hasWards: "has-wards"
    case .hasLeft: "member-has-left"
    case .unknownSession: "unknown-session"
    case .wrongSignInCode: "wrong-sign-in-code"
    case .wrongCode: "wrong-code"
    case .sessionAlreadyExpired: "session-already-expired"
    }
  }
}
