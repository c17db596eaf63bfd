public import CivilTime

/// What the approval room can be asked to do. What needs an approval is asked for as usual, in its own
/// room, and waits here.
public enum ApprovalCommand: Hashable, Sendable {
  /// A second person agrees: what was asked for is posted. The reason is the request's own, read from
  /// its record; of a reversal also who of the staff has posted the entry that is taken back.
  case approve(ApprovalID, reason: Reason, postedBy: StaffID? = nil)
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
  /// `issued` for an award, `redeemed` for a spending; for a reversal that of the entry taken back.
  public var account: ClubAccount
  /// How many points; for the reversal of a transfer those of all its entries.
  public var amount: Amount
  /// By which rule; `PointSource.reversal` where an entry is taken back.
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
  /// The entry that is to be taken back, where that is asked for.
  public var reverses: EntryID?
  /// Whether the member may come to owe points by it.
  public var allowsDebt: Bool

  /// - Parameters:
  ///   - author: who of the staff asked.
  ///   - member: whose account.
  ///   - account: the club's account on the other side.
  ///   - amount: how many points.
  ///   - source: by which rule.
  ///   - money: how much money was paid.
  ///   - event: which event was attended.
  ///   - reference: what it refers to in another book.
  ///   - businessDate: the day it belongs to.
  ///   - newcomer: whom the member brought.
  ///   - reverses: the entry that is to be taken back.
  ///   - allowsDebt: whether the member may come to owe points by it.
  public init(
    author: StaffID?, member: MemberNumber, account: ClubAccount, amount: Amount, source: Code,
    money: Money? = nil, event: Code? = nil, reference: Reference? = nil, businessDate: Day,
    newcomer: MemberNumber? = nil, reverses: EntryID? = nil, allowsDebt: Bool = false
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
    self.reverses = reverses
    self.allowsDebt = allowsDebt
  }

  /// Whom it names: of a referral both. Of a reversal the entry knows the other.
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
