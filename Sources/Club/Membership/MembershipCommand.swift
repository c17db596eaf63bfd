public import CivilTime

/// What the membership room can be asked to do.
public enum MembershipCommand: Hashable, Sendable {
  /// Somebody wants to join.
  case signUp(SignUp)
  /// A member is signed in: the system has made sure who it is.
  case openSession(MemberNumber, NewSession)
  /// A session ends before its time.
  case closeSession(TokenHash)
  /// Somebody at the counter has made sure who it is: a code that signs the member in, once. The code
  /// before it is good no longer.
  case grantSignIn(MemberNumber, code: TokenHash, expires: Instant)
  /// Whoever holds such a code is signed in by it.
  case signIn(MemberNumber, code: TokenHash, NewSession)
  /// Somebody wants a code sent to a contact.
  case askCode(CodeRequest)
  /// Whoever has read such a code is signed in by it.
  case signInByContact(CodeProof, NewSession)
  /// A member's contact gives way to another.
  case changeContact(ContactChange)
  /// It is said who brought a member.
  case nameReferrer(of: MemberNumber, MemberNumber)
  /// A member leaves the club.
  case leave(MemberNumber)
}

/// An application to join.
public struct SignUp: Hashable, Sendable {
  /// By which of the three routes it came.
  public var channel: JoiningChannel
  /// The version of the consent text that the applicant agreed to.
  public var consent: Code
  /// The applicant's name.
  public var name: PersonName
  /// The applicant's telephone; this or `email` is needed, both are welcome.
  public var phone: Phone?
  /// The applicant's e-mail address.
  public var email: Email?
  /// The member who already uses the phone or the address, one with a confirmed contact before others. The
  /// store fills it in under the lock that also applies the decision, so that two people can never both be
  /// first.
  public var contactTakenBy: ContactHolder?
  /// The session to open for the new member; the website's route only.
  public var session: NewSession?
  /// The member through whom somebody under fourteen joins; such a member needs no contact.
  public var guardian: MemberNumber?
  /// The code by which the applicant has shown that the contact is theirs; nil where nobody asked.
  public var proof: TokenHash?
  /// The member who brought the applicant.
  public var referrer: MemberNumber?
  /// The region that serves the applicant, as staff say; whoever is bound to a single one need not.
  public var region: Code?

  /// - Parameters:
  ///   - channel: by which of the three routes it came.
  ///   - consent: the version of the consent text agreed to.
  ///   - name: the applicant's name.
  ///   - phone: the applicant's telephone.
  ///   - email: the applicant's e-mail address.
  ///   - session: the session to open for the new member.
  ///   - guardian: the member through whom somebody under fourteen joins.
  ///   - proof: the code by which the contact was shown to be the applicant's.
  ///   - referrer: the member who brought the applicant.
  ///   - region: the region that serves the applicant.
  public init(
    channel: JoiningChannel, consent: Code, name: PersonName, phone: Phone?, email: Email?,
    session: NewSession? = nil, guardian: MemberNumber? = nil, proof: TokenHash? = nil,
    referrer: MemberNumber? = nil, region: Code? = nil
  ) {
    self.channel = channel
    self.consent = consent
    self.name = name
    self.phone = phone
    self.email = email
    self.session = session
    self.guardian = guardian
    self.proof = proof
    self.referrer = referrer
    self.region = region
  }
}

/// The three routes into the club.
public enum JoiningChannel: String, CaseIterable, Hashable, Sendable {
  /// The form filled in at a sales office or an estate office.
  case desk
  /// The form of the website.
  case website
  /// The form printed in the magazine, entered by staff.
  case magazineForm = "magazine-form"
}

/// A session about to be opened.
public struct NewSession: Hashable, Sendable {
  /// The hash of the token that the member's browser will hold.
  public var tokenHash: TokenHash
  /// When the session ends by itself.
  public var expires: Instant

  /// - Parameters:
  ///   - tokenHash: the hash of the token that the member's browser will hold.
  ///   - expires: when the session ends by itself.
  public init(tokenHash: TokenHash, expires: Instant) {
    self.tokenHash = tokenHash
    self.expires = expires
  }
}
