public import Club

extension Fact {
  /// Whom the fact is about; nobody where it is about the club.
  public var member: MemberNumber? {
    switch self {
    case .membership(.joined(let member, _, _)), .membership(.sessionOpened(let member, _, _)),
      .membership(.sessionClosed(let member, _)), .membership(.signInGranted(let member, _, _)),
      .membership(.signInUsed(let member, _)), .membership(.left(let member)),
      .membership(.guardianNamed(let member, _)), .membership(.contactChanged(let member, _)),
      .membership(.contactUnconfirmed(let member, _)), .membership(.referred(let member, _)):
      member
    case .membership(.codeAsked(_, _, let member, _, _)), .membership(.codeUsed(_, let member)):
      member
    case .points(.posted(let posting)):
      posting.member
    case .points(.activated(_, let member, _)):
      member
    case .approval(.requested(let request)):
      request.member
    case .approval(.approved(_, let member)), .approval(.refused(_, let member)):
      member
    case .registration(.seated(_, let member)), .registration(.waitlisted(_, let member, _)),
      .registration(.cancelled(_, _, let member)), .registration(.promoted(_, _, let member)),
      .registration(.attended(_, _, let member)):
      member
    case .rewards(.redeemed(let voucher)):
      voucher.member
    case .rewards(.used(_, _, let member)), .rewards(.cancelled(_, _, let member)),
      .rewards(.lapsed(_, _, let member)):
      member
    case .family(.invited(let member, _)), .family(.joined(let member, _)),
      .family(.declined(let member, _)), .family(.left(let member)):
      member
    case .profile(.set(let member, _)):
      member
    case .newsletter(.agreed(let member, _)), .newsletter(.withdrawn(let member)),
      .newsletter(.addressed(let member, _)):
      member
    case .tiers(let fact):
      fact.member
    case .staff, .terms, .rewards(.stockCorrected), .newsletter(.sent):
      nil
    }
  }
}
