public import CivilTime

/// What the points room can be asked to do.
public enum PointsCommand: Hashable, Sendable {
  /// Points are given.
  case award(PointsOrder)
  /// Points are taken for something the member gets.
  case spend(PointsOrder)
  /// An entry is taken back, whole.
  case reverse(Reversal)
  /// What has lapsed is taken off the accounts, as far as one record holds it. The club's own doing,
  /// once a day and after every day on which it could not be done: what has lapsed lapses once.
  /// - after: the lot of the last entry of the record before; nil for the first one.
  case expire(after: EntryID?)
  /// Pending points whose day has come can be spent, as far as one record holds it. The club's own doing,
  /// as lapsing is: what is active stays so.
  /// - after: the lot of the last fact of the record before; nil for the first one.
  case activate(after: EntryID?)
  /// What rules give by themselves to members who have come to a tier, as far as one record goes. The
  /// club's own doing, as lapsing is.
  /// - from: the ordinal of the first member to look at.
  case grant(from: Int)
  /// What was earned by coming to events that have been called off is taken back, as far as one record
  /// goes. The club's own doing, as lapsing is: what was taken back is taken back once.
  /// - from: the row of the first entry to look at.
  /// - reason: what the members read.
  case withdraw(from: Int, reason: Reason)
}

/// An award or a spending to be posted.
public struct PointsOrder: Hashable, Sendable {
  /// Whose account.
  public var member: MemberNumber
  /// How many points. Where an award's rule says how many it may be left out, and is otherwise what whoever
  /// posts has been shown: the same comes out, or nothing is posted.
  public var amount: Amount?
  /// By which rule: a code of the adopted rules, or one of `PointSource`.
  public var source: Code
  /// How much money was paid, where the rule asks.
  public var money: Money?
  /// Which event was attended, where the rule asks.
  public var event: Code?
  /// What it refers to in another book.
  public var reference: Reference?
  /// The day it belongs to, which may be before the day it is posted; nil means that day, and the event's
  /// where one was attended.
  public var businessDate: Day?
  /// Why, in the clerk's words; kept in the annex. Nil where the club posts by itself: the rule says why.
  public var reason: Reason?
  /// Whether it is refused where the member's books hold an entry of the same source and reference that
  /// was not taken back, or such a one waits for a second person: of a file, which may come twice.
  public var isOnce: Bool

  /// - Parameters:
  ///   - member: whose account.
  ///   - amount: how many points.
  ///   - source: a code of the adopted rules, or one of `PointSource`.
  ///   - money: how much money was paid.
  ///   - event: which event was attended.
  ///   - reference: what it refers to in another book.
  ///   - businessDate: the day it belongs to; nil means the day it is posted.
  ///   - reason: why, in the clerk's words.
  ///   - isOnce: whether it is refused where the same stands in the books.
  public init(
    member: MemberNumber, amount: Amount?, source: Code, money: Money? = nil, event: Code? = nil,
    reference: Reference? = nil, businessDate: Day? = nil, reason: Reason, isOnce: Bool = false
  ) {
    self.member = member
    self.amount = amount
    self.source = source
    self.money = money
    self.event = event
    self.reference = reference
    self.businessDate = businessDate
    self.reason = reason
    self.isOnce = isOnce
  }

  /// What coming to an event earns; the rule says how much and why.
  init(attending event: Code, _ member: MemberNumber, by rule: Code) {
    self.member = member
    self.event = event
    source = rule
    isOnce = false
  }
}

/// An entry to be taken back.
public struct Reversal: Hashable, Sendable {
  /// Which entry.
  public var entry: EntryID
  /// Whether the account may go below zero, as an explicit debt. A manager's decision: nothing is
  /// ever clamped to zero, so an award that has been spent is either owed back or not reversed.
  public var allowsDebt: Bool
  /// Why, in the clerk's words; kept in the annex.
  public var reason: Reason
  /// Who of the staff has posted the entry, as its record tells; nil where it was somebody else. They
  /// neither allow its debt nor give its lapsed points anew.
  public var postedBy: StaffID?

  /// - Parameters:
  ///   - entry: which entry.
  ///   - allowsDebt: whether the account may go below zero.
  ///   - reason: why, in the clerk's words.
  ///   - postedBy: who of the staff has posted the entry.
  public init(
    entry: EntryID, allowsDebt: Bool = false, reason: Reason, postedBy: StaffID? = nil
  ) {
    self.entry = entry
    self.allowsDebt = allowsDebt
    self.reason = reason
    self.postedBy = postedBy
  }
}

/// Sources that exist without a rule in the content.
public enum PointSource {
  /// Posted by hand.
  public static let manual = Code(literal: "manual")
  /// Spent on something the member got.
  public static let redemption = Code(literal: "redemption")
  /// Posted by taking another entry back.
  public static let reversal = Code(literal: "reversal")
  /// Posted because the points have lapsed.
  public static let expiry = Code(literal: "expiry")
  /// Posted because the member has left: nobody is there to spend what was left, or to owe it.
  public static let leaving = Code(literal: "leaving")

  /// Given by one member of a family to another.
  public static let transfer = Code(literal: "transfer")

  /// The codes that no rule of the content may have.
  public static let all: Set<Code> = [manual, redemption, reversal, expiry, leaving, transfer]
}
