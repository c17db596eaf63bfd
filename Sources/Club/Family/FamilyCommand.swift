/// What the family room can be asked to do. Who belongs to a family is for its members alone to say:
/// somebody invites, and whoever is invited agrees.
public enum FamilyCommand: Hashable, Sendable {
  /// A member asks another to be of one family with them.
  case invite(MemberNumber, by: MemberNumber)
  /// Whoever was asked agrees.
  case accept(MemberNumber, of: MemberNumber)
  /// Whoever was asked does not agree, or whoever asked takes it back.
  case decline(MemberNumber, of: MemberNumber)
  /// A member leaves the family.
  case leave(MemberNumber)
  /// A member gives points to another of the family.
  case transfer(Transfer)
}

/// Points that go from one member of a family to another. Every lot keeps its last day.
public struct Transfer: Hashable, Sendable {
  /// Who gives.
  public var giver: MemberNumber
  /// Who gets.
  public var receiver: MemberNumber
  /// How many points.
  public var amount: Amount
  /// Why, in the giver's or the clerk's words; nil where nobody said. Kept in the annex.
  public var reason: Reason?

  /// - Parameters:
  ///   - giver: who gives.
  ///   - receiver: who gets.
  ///   - amount: how many points.
  ///   - reason: why; nil where nobody said.
  public init(
    giver: MemberNumber, receiver: MemberNumber, amount: Amount, reason: Reason? = nil
  ) {
    self.giver = giver
    self.receiver = receiver
    self.amount = amount
    self.reason = reason
  }
}

/// What has happened in the family room.
public enum FamilyFact: Hashable, Sendable {
  /// A member was asked by another to be of one family with them.
  case invited(member: MemberNumber, by: MemberNumber)
  /// A member agreed, and is of one family with whoever asked.
  case joined(member: MemberNumber, by: MemberNumber)
  /// It will not be: the one did not agree, or the other took it back.
  case declined(member: MemberNumber, by: MemberNumber)
  /// A member has left the family; where that leaves one alone, there is no family any longer.
  case left(member: MemberNumber)
}

/// Why the family room refuses.
public enum FamilyRejection: Hashable, Sendable {
  /// The club has no families.
  case notOpen
  /// Nobody is a family with themselves.
  case oneself
  /// The member belongs to a family already.
  case inFamily
  /// The family has as many members as it may have.
  case full(Int)
  /// Nobody has asked, or it was long ago.
  case noInvitation
  /// The member belongs to no family.
  case notInFamily
  /// The two are not of one family.
  case notOneFamily
  /// More than so many points the members move themselves.
  case needsMember(above: Int)
  /// The points come from more lots than go into one record.
  case tooManyLots

  /// The stable name of the refusal, part of the API's contract.
  public var code: String {
    switch self {
    case .notOpen: "no-families"
    case .oneself: "family-of-one"
    case .inFamily: "already-in-family"
    case .full: "family-full"
    case .noInvitation: "no-invitation"
    case .notInFamily: "not-in-family"
    case .notOneFamily: "not-one-family"
    case .needsMember: "transfer-needs-member"
    case .tooManyLots: "too-many-lots"
    }
  }
}

/// The club's terms of families.
public struct FamilyTerms: Hashable, Sendable {
  /// How many members a family has at most.
  public var members: Int

  /// - Parameter members: how many members a family has at most.
  public init(members: Int = 6) { self.members = members }
}
