public import CivilTime

/// What the approval room can be asked to do. What needs an approval is asked for as usual, in its own
/// room, and waits here.
public enum ApprovalCommand: Hashable, Sendable {
  /// A second person agrees: what was asked for is posted. The reason is the request's own, read from
  /// its record.
  case approve(ApprovalID, reason: Reason)
  /// It is not posted: a manager refuses, or whoever asked takes it back. The reason is kept.
  case refuse(ApprovalID, reason: Reason)
}

/// What has happened in the approval room. The reason stands in the record's annex: `reason`.
public enum ApprovalFact: Hashable, Sendable {
  /// An entry was asked for that needs a second person.
  case requested(ApprovalRequest)
  /// A second person agreed; the entry stands in the same record.
  case approved(ApprovalID, member: MemberNumber)
  /// The entry will not be posted.
  case refused(ApprovalID, member: MemberNumber)
}

/// An entry that waits for a second person.
public struct ApprovalRequest: Hashable, Sendable {
  /// Who of the staff asked; nil where a visitor did by joining.
  public var author: StaffID?
  /// Whose account.
  public var member: MemberNumber
  /// `issued` for an award, `redeemed` for a spending.
  public var account: ClubAccount
  /// How many points.
  public var amount: Amount
  /// By which rule.
  public var source: Code
  /// How much money was paid, where the rule asks.
  public var money: Money?
  /// Which event was attended, where the rule asks.
  public var event: Code?
  /// What it refers to in another book.
  public var reference: Reference?
  /// The day it belongs to.
  public var businessDate: Day
  /// Whom the member brought, where it is for that; the points of both are posted, or none.
  public var newcomer: MemberNumber?

  /// - Parameters:
  ///   - author: who of the staff asked.
  ///   - member: whose account.
  ///   - account: `issued` for an award, `redeemed` for a spending.
  ///   - amount: how many points.
  ///   - source: by which rule.
  ///   - money: how much money was paid.
  ///   - event: which event was attended.
  ///   - reference: what it refers to in another book.
  ///   - businessDate: the day it belongs to.
  ///   - newcomer: whom the member brought.
  public init(
    author: StaffID?, member: MemberNumber, account: ClubAccount, amount: Amount, source: Code,
    money: Money? = nil, event: Code? = nil, reference: Reference? = nil, businessDate: Day,
    newcomer: MemberNumber? = nil
  ) {
    self.author = author
    self.member = member
    self.account = account
    self.amount = amount
    self.source = source
    self.money = money
    self.event = event
    self.reference = reference
    self.businessDate = businessDate
    self.newcomer = newcomer
  }

  /// Whom it is about: of a referral both.
  var members: [MemberNumber] { [member] + (newcomer.map { [$0] } ?? []) }
}

/// The name of a request: where it stands in the journal, written `Q123-1`.
public struct ApprovalID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Where the request stands.
  public let position: Position

  /// - Parameter position: where the request stands.
  public init(_ position: Position) {
    self.position = position
  }

  /// Reads `Q123-1` and nothing else.
  public init?(_ text: some StringProtocol) {
    guard let position = Position(text, mark: "Q") else { return nil }
    self.position = position
  }

  /// `Q123-1`.
  public var description: String { position.text(mark: "Q") }

  /// Orders as the journal does.
  public static func < (lhs: ApprovalID, rhs: ApprovalID) -> Bool { lhs.position < rhs.position }
}
