public import CivilTime

/// What has happened in the points room.
public enum PointsFact: Hashable, Sendable {
  /// An entry was posted to a member's account. The reason stands in the record's annex: `reason`.
  case posted(Posting)
  /// What is left of a lot was pending and can be spent from now on. Nothing moves: the points were the
  /// member's before.
  case activated(lot: EntryID, member: MemberNumber, points: Int)
}

/// One entry, as the journal keeps it: points move between a club account and the member's account,
/// so the two sides always cancel out.
public struct Posting: Hashable, Sendable {
  /// Whose account.
  public var member: MemberNumber
  /// The club's account on the other side.
  public var account: ClubAccount
  /// What the member's account gains; negative where it loses. The club account gets the opposite.
  public var points: Int
  /// The member's balance after the entry.
  public var balance: Int
  /// By which rule.
  public var source: Code
  /// What it refers to in another book.
  public var reference: Reference?
  /// The day it belongs to.
  public var businessDate: Day
  /// The entry that this one takes back.
  public var reverses: EntryID?
  /// What the member owes more than before because of it; above zero only in an approved reversal.
  public var debt: Int
  /// The last day on which the points of the lot that it opens are good; nil where they never lapse, and
  /// where it opens none.
  public var expires: Day?
  /// The first day on which the points of the lot that it opens are good, where that is not the day of
  /// posting: until then they are pending.
  public var activeFrom: Day?
  /// Which lots it takes its points from, or gives them back to. Points beyond them cover a debt, or
  /// open the entry's own lot. Empty in entries from before there were lots: the rules then say which.
  public var lots: [LotUse]
  /// Why it has as many points, where a rule says how many.
  public var earning: Earning?
  /// Who is on the other side of a transfer within a family; that entry stands beside it.
  public var transfer: MemberNumber?

  /// - Parameters:
  ///   - member: whose account.
  ///   - account: the club's account on the other side.
  ///   - points: what the member's account gains.
  ///   - balance: the member's balance after the entry.
  ///   - source: by which rule.
  ///   - reference: what it refers to in another book.
  ///   - businessDate: the day it belongs to.
  ///   - reverses: the entry that this one takes back.
  ///   - debt: what the member owes more than before because of it.
  ///   - expires: the last day on which the points of its own lot are good.
  ///   - activeFrom: the first day on which they are good, where they are pending.
  ///   - lots: which lots it takes its points from, or gives them back to.
  ///   - earning: why it has as many points.
  ///   - transfer: who is on the other side of a transfer.
  public init(
    member: MemberNumber, account: ClubAccount, points: Int, balance: Int, source: Code,
    reference: Reference? = nil, businessDate: Day, reverses: EntryID? = nil, debt: Int = 0,
    expires: Day? = nil, activeFrom: Day? = nil, lots: [LotUse] = [], earning: Earning? = nil,
    transfer: MemberNumber? = nil
  ) {
    self.member = member
    self.account = account
    self.points = points
    self.balance = balance
    self.source = source
    self.reference = reference
    self.businessDate = businessDate
    self.reverses = reverses
    self.debt = debt
    self.expires = expires
    self.activeFrom = activeFrom
    self.lots = lots
    self.earning = earning
    self.transfer = transfer
  }
}

/// The club's side of the ledger.
public enum ClubAccount: String, CaseIterable, Hashable, Sendable {
  /// 发放: points the club has given.
  case issued
  /// 兑换: points that members have spent.
  case redeemed
  /// 过期: points that have lapsed.
  case expired
  /// 调整: corrections that are neither.
  case adjusted
  /// 转赠: points on their way from one member of a family to another; it comes to zero in every record.
  case transferred
}

/// The name of an entry: where it stands in the journal, written `P123-1`.
public struct EntryID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Where the entry stands.
  public let position: Position

  /// - Parameter position: where the entry stands.
  public init(_ position: Position) {
    self.position = position
  }

  /// Reads `P123-1` and nothing else.
  public init?(_ text: some StringProtocol) {
    guard let position = Position(text, mark: "P") else { return nil }
    self.position = position
  }

  /// `P123-1`.
  public var description: String { position.text(mark: "P") }

  /// Orders as the journal does.
  public static func < (lhs: EntryID, rhs: EntryID) -> Bool { lhs.position < rhs.position }
}
