import CivilTime

/// A member's contact gives way to another, a second one is added, or the one that is known is confirmed.
public struct ContactChange: Hashable, Sendable {
  /// Whose it is.
  public var member: MemberNumber
  /// What it will be.
  public var contact: Contact
  /// The code that went to the new contact; nil where somebody at the desk has made sure who it is.
  public var newCode: TokenHash?
  /// The code that went to a contact that the club knew; nil as above.
  public var oldCode: TokenHash?
  /// The member whose confirmed contact it is. The store fills it in under the lock.
  public var holder: MemberNumber?

  /// - Parameters:
  ///   - member: whose contact it is.
  ///   - contact: what it will be.
  ///   - newCode: the code that went to the new contact.
  ///   - oldCode: the code that went to a contact that the club knew.
  public init(
    member: MemberNumber, contact: Contact, newCode: TokenHash? = nil, oldCode: TokenHash? = nil
  ) {
    self.member = member
    self.contact = contact
    self.newCode = newCode
    self.oldCode = oldCode
  }
}

extension Club {
  /// A member confirms a change at both ends; at the desk somebody has made sure who it is. Whoever has only
  /// typed the contact somewhere does not keep it from whoever it belongs to.
  func decide(
    _ change: ContactChange, by actor: Actor, at now: Instant
  ) throws(Rejection) -> Decision {
    try permit(actor, roles: .counter, owner: change.member)
    try checkMembership(of: change.member)
    var facts: [Fact] = []
    var isMember = false
    if case .member = actor {
      isMember = true
      guard let newCode = change.newCode, let oldCode = change.oldCode else {
        throw .membership(.wrongCode)
      }
      facts.append(try use(oldCode, for: .oldContact, member: change.member, at: now))
      facts.append(try use(newCode, for: .newContact, member: change.member, at: now))
    }
    if let holder = change.holder {
      guard holder == change.member else {
        throw .membership(duplicate(ContactHolder(holder, isConfirmed: true), for: actor))
      }
      return Decision(facts: [])
    }
    let route = change.contact.route
    facts.append(.membership(.contactChanged(member: change.member, route)))
    if !isMember, !membership.isConfirmed(change.member, route) {
      // Whoever typed it may be somebody else, who is signed in to this account since and would stay so.
      facts += membership.sessions(of: change.member, at: now)
        .map { .membership(.sessionClosed(member: change.member, tokenHash: $0.tokenHash)) }
    }
    return Decision(
      facts: try bounded(facts),
      annex: [AnnexField(name: route.rawValue, value: change.contact.text)])
  }

  /// Why a contact cannot be somebody else's too, as far as it may be told.
  func duplicate(_ holder: ContactHolder, for actor: Actor) -> MembershipRejection {
    if mayKnow(holder, actor) { return .duplicateContact(holder: holder) }
    return actor.staff == nil ? .duplicateContact(holder: nil) : .contactOutOfReach
  }

  /// Whether somebody may be told whose a contact is: the staff who serve them, and the program itself.
  func mayKnow(_ holder: ContactHolder, _ actor: Actor) -> Bool {
    switch actor {
    case .visitor, .member: false
    case .staff, .system: reaches(holder.member, by: actor)
    }
  }
}
