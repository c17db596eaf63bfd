import CivilTime

extension Club {
  func decide(
    _ command: NewsletterCommand, by actor: Actor, at now: Instant
  ) throws(Rejection) -> Decision {
    switch command {
    case .agree(let member, let edition):
      // Consent is the member's own; nobody at the desk gives it for them.
      try permit(actor, roles: [], owner: member)
      try checkMembership(of: member)
      guard newsletter.edition(of: member) != edition else { return Decision(facts: []) }
      return Decision(facts: [.newsletter(.agreed(member: member, edition))])
    case .withdraw(let member):
      try permit(actor, roles: [], owner: member)
      guard newsletter.edition(of: member) != nil else { return Decision(facts: []) }
      return Decision(facts: [.newsletter(.withdrawn(member: member))])
    case .address(let issue, let members):
      try permit(actor, roles: [])
      guard newsletter.sent(issue) == nil else { return Decision(facts: []) }
      var addressed: Set<MemberNumber> = []
      let next = members.filter { member in
        isToGet(issue, member) && addressed.insert(member).inserted
      }
      return Decision(facts: next.map { .newsletter(.addressed(member: $0, issue: issue)) })
    case .send(let issue, let most):
      try permit(actor, roles: [])
      // A second time it goes to nobody: whoever agrees later begins with the next issue.
      guard newsletter.sent(issue) == nil else { return Decision(facts: []) }
      let readers = newsletterReaders(of: issue)
      let next = readers.prefix(most).map { member in
        Fact.newsletter(.addressed(member: member, issue: issue))
      }
      guard next.count == readers.count else { return Decision(facts: next) }
      return Decision(facts: next + [.newsletter(.sent(issue: issue))])
    }
  }

  /// Those to whom an issue is still to go: they have agreed, have not left, and have not been sent it.
  ///
  /// - Parameter issue: the issue.
  /// - Returns: members in the order of joining.
  public func newsletterReaders(of issue: Code) -> [MemberNumber] {
    guard newsletter.sent(issue) == nil else { return [] }
    return newsletter.readers(where: { isToGet(issue, $0) })
  }

  /// Whether an issue that is not out yet is still to go to a member.
  private func isToGet(_ issue: Code, _ member: MemberNumber) -> Bool {
    wantsNewsletters(member) && !newsletter.isAddressed(member, issue)
  }

  /// Whether letters may be sent to a member at this moment: to nobody whose address may be another's.
  public func wantsNewsletters(_ member: MemberNumber) -> Bool {
    newsletter.edition(of: member) != nil && !membership.hasLeft(member)
      && membership.isConfirmed(member, .email)
  }
}
