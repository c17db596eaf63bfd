public import CivilTime

/// What a code that is sent to a contact is for.
public enum CodePurpose: String, CaseIterable, Hashable, Sendable {
  /// Signing a member in.
  case signIn = "sign-in"
  /// Joining: whoever wants to is reached by the contact.
  case join
  /// A member changes a contact: what it was confirms it …
  case oldContact = "old-contact"
  /// … and so does what it will be.
  case newContact = "new-contact"

  /// Whether it goes to a contact that is the member's already, and to nobody else.
  var goesToMember: Bool {
    switch self {
    case .signIn, .oldContact: true
    case .join, .newContact: false
    }
  }
}

/// Somebody asks for a code by a contact.
///
/// The six digits stand nowhere. They follow from the store's secret, the contact and the code's name,
/// which whoever asked keeps: only where all three come together again has somebody read them.
public struct CodeRequest: Hashable, Sendable {
  /// The hash of the code's name.
  public var code: TokenHash
  /// What it is for.
  public var purpose: CodePurpose
  /// Where it goes.
  public var contact: Contact
  /// When it is good no longer.
  public var expires: Instant
  /// The member whose confirmed contact it is. The store fills it in under the lock.
  public var holder: MemberNumber?

  /// - Parameters:
  ///   - code: the hash of the code's name.
  ///   - purpose: what it is for.
  ///   - contact: where it goes.
  ///   - expires: when it is good no longer.
  public init(code: TokenHash, purpose: CodePurpose, contact: Contact, expires: Instant) {
    self.code = code
    self.purpose = purpose
    self.contact = contact
    self.expires = expires
  }
}

/// Somebody has given the digits back that were sent to a contact; whether they are the right ones has
/// been found out before.
public struct CodeProof: Hashable, Sendable {
  /// The hash of the code's name.
  public var code: TokenHash
  /// Where it went.
  public var contact: Contact
  /// The member whose confirmed contact it is. The store fills it in under the lock.
  public var holder: MemberNumber?

  /// - Parameters:
  ///   - code: the hash of the code's name.
  ///   - contact: where it went.
  public init(code: TokenHash, contact: Contact) {
    self.code = code
    self.contact = contact
  }
}

/// A code that was sent and has not been used.
struct PendingCode: Hashable, Sendable {
  var purpose: CodePurpose
  /// Whose it is; nil where the contact is nobody's yet.
  var member: MemberNumber?
  var expires: Instant
}

extension Club {
  /// A code for whoever reads at a contact. Where nobody is to get one nothing happens, and whoever
  /// asks learns nothing from it.
  func ask(
    _ request: CodeRequest, by actor: Actor, at now: Instant
  ) throws(Rejection) -> Decision {
    guard request.expires > now else { throw .membership(.sessionAlreadyExpired) }
    let member: MemberNumber?
    switch (request.purpose, actor) {
    case (.signIn, .visitor), (.signIn, .system):
      guard let holder = request.holder else { return Decision(facts: []) }
      member = holder
    case (.join, .visitor), (.join, .system): member = nil
    case (.oldContact, .member(let number)) where request.holder == number: member = number
    case (.newContact, .member(let number)): member = number
    default: throw .access(.notPermitted)
    }
    return Decision(facts: [
      .membership(
        .codeAsked(
          request.code, purpose: request.purpose, member: member, by: request.contact.route,
          expires: request.expires))
    ])
  }

  /// The fact that a code was used, where it may be.
  func use(
    _ code: TokenHash, for purpose: CodePurpose, member: MemberNumber?, at now: Instant
  ) throws(Rejection) -> Fact {
    guard let pending = membership.pendingCode(code), pending.purpose == purpose,
      pending.member == member, pending.expires > now
    else { throw .membership(.wrongCode) }
    return .membership(.codeUsed(code, member: member))
  }
}
