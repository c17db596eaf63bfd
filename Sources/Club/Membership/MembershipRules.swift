import CivilTime

extension Club {
  func decide(
    _ command: MembershipCommand, by actor: Actor, at now: Instant
  ) throws(Rejection) -> Decision {
    switch command {
    case .signUp(let signUp):
      return try decide(signUp, by: actor, at: now)
    case .openSession(let member, let session):
      // Nobody of the staff may open one: they would hold the member's token.
      try permit(actor, roles: [])
      try checkMembership(of: member)
      return Decision(facts: [try opened(session, for: member, at: now)])
    case .grantSignIn(let member, let code, let expires):
      try permit(actor, roles: .counter)
      try checkMembership(of: member)
      guard expires > now else { throw .membership(.sessionAlreadyExpired) }
      return Decision(
        facts: [.membership(.signInGranted(member: member, code: code, expires: expires))])
    case .signIn(let member, let code, let session):
      // A code is for whoever holds it, and nobody holds it who is known already.
      guard actor == .visitor || actor == .system else { throw .access(.notPermitted) }
      guard membership.holdsSignIn(member, code: code, at: now) else {
        throw .membership(.wrongSignInCode)
      }
      return Decision(facts: [
        .membership(.signInUsed(member: member, code: code)),
        try opened(session, for: member, at: now),
      ])
    case .askCode(let request):
      return try ask(request, by: actor, at: now)
    case .signInByContact(let proof, let session):
      guard actor == .visitor || actor == .system else { throw .access(.notPermitted) }
      guard let member = proof.holder else { throw .membership(.wrongCode) }
      return Decision(facts: [
        try use(proof.code, for: .signIn, member: member, at: now),
        try opened(session, for: member, at: now),
      ])
    case .changeContact(let change):
      return try decide(change, by: actor, at: now)
    case .nameReferrer(let member, let referrer):
      return try nameReferrer(of: member, referrer, by: actor, at: now)
    case .leave(let member):
      try permit(actor, roles: .counter, owner: member)
      try checkMembership(of: member)
      return Decision(facts: try leave(member, at: now))
    case .closeSession(let tokenHash):
      let holder = membership.member(signedInBy: tokenHash, at: now)
      try permit(actor, roles: [.manager], owner: holder)
      guard let holder, reaches(holder, by: actor) else { throw .membership(.unknownSession) }
      return Decision(facts: [.membership(.sessionClosed(member: holder, tokenHash: tokenHash))])
    }
  }

  private func decide(
    _ signUp: SignUp, by actor: Actor, at now: Instant
  ) throws(Rejection) -> Decision {
    try permitSignUp(by: actor, channel: signUp.channel)
    if let guardian = signUp.guardian { try checkGuardian(guardian, by: actor) }
    guard signUp.guardian != nil || signUp.phone != nil || signUp.email != nil else {
      throw .membership(.contactMissing)
    }
    try checkConsent(of: signUp)
    let region = try region(of: signUp, by: actor)
    var facts: [Fact] = []
    // First of all: what follows says whether the contact is a member's.
    if let proof = signUp.proof {
      facts.append(try use(proof, for: .join, member: nil, at: now))
    }
    let isUnproven = signUp.isUnproven(by: actor)
    // What somebody has only said keeps nobody out; who can see both makes sure that they are two.
    if !isUnproven, let holder = signUp.contactTakenBy,
      holder.isConfirmed || mayKnow(holder, actor)
    {
      throw .membership(duplicate(holder, for: actor))
    }
    let number = membership.nextNumber
    facts.append(
      .membership(.joined(member: number, channel: signUp.channel, consent: signUp.consent)))
    if isUnproven {
      facts += signUp.routes.map { .membership(.contactUnconfirmed(member: number, $0)) }
    }
    if let guardian = signUp.guardian {
      facts.append(.membership(.guardianNamed(member: number, guardian: guardian)))
    }
    if let region {
      facts.append(.profile(.set(member: number, Profile(region: region))))
    }
    var prospect: [Fact] = []
    if let referrer = signUp.referrer {
      let referred = try refer(
        number, guardian: signUp.guardian, by: referrer, actor, at: now, isUnproven: isUnproven)
      facts += referred.facts
      prospect = referred.prospect
    }
    if let session = signUp.session {
      facts.append(try opened(session, for: number, at: now))
    }
    var annex = [AnnexField(name: "name", value: signUp.name.text)]
    if let phone = signUp.phone { annex.append(AnnexField(name: "phone", value: phone.text)) }
    if let email = signUp.email { annex.append(AnnexField(name: "email", value: email.text)) }
    return Decision(facts: facts, annex: annex, prospect: prospect)
  }

  /// The region that serves whoever joins: whoever is bound to a single one enters nobody else's members.
  private func region(of signUp: SignUp, by actor: Actor) throws(Rejection) -> Code? {
    guard signUp.region == nil, let own = regions(of: actor), own.count == 1 else {
      try checkRegion(signUp.region, noted: actor)
      return signUp.region
    }
    return own[0]
  }

  /// A guardian is a member who answers for themselves; staff make sure that it is theirs to do.
  private func checkGuardian(_ guardian: MemberNumber, by actor: Actor) throws(Rejection) {
    try permit(actor, roles: .counter)
    try checkMembership(of: guardian)
    guard membership.guardian(of: guardian) == nil else { throw .membership(.guardianIsWard) }
  }

  /// A printed form may carry an older text that was once adopted; a form on the site always shows
  /// today's. So the journal never holds a version that nobody can look up.
  private func checkConsent(of signUp: SignUp) throws(Rejection) {
    guard !terms.consents.isEmpty else { throw .membership(.noConsentAdopted) }
    if signUp.channel == .website {
      guard let current = terms.rules.consent else { throw .membership(.noConsentAdopted) }
      guard current == signUp.consent else {
        throw .membership(.outdatedConsent(current: current))
      }
    }
    guard terms.consents.contains(signUp.consent) else {
      throw .membership(.unknownConsent(signUp.consent, known: terms.consents))
    }
  }

  /// The channel records how somebody came: visitors come by the website, staff enter paper forms.
  private func permitSignUp(by actor: Actor, channel: JoiningChannel) throws(Rejection) {
    switch (actor, channel) {
    case (.system, _), (.visitor, .website): return
    case (.visitor, _): throw .membership(.channelNotOpen(channel))
    default:
      try permit(actor, roles: .counter)
      guard channel != .website else { throw .membership(.channelNotOpen(channel)) }
    }
  }

  private func opened(
    _ session: NewSession, for member: MemberNumber, at now: Instant
  ) throws(Rejection) -> Fact {
    guard session.expires > now else { throw .membership(.sessionAlreadyExpired) }
    return .membership(
      .sessionOpened(member: member, tokenHash: session.tokenHash, expires: session.expires))
  }
}
