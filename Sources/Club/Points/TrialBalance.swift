/// The totals of a ledger, fit to be published: they say nothing about anybody.
public struct TrialBalance: Hashable, Sendable {
  /// 发放: points given, less what was taken back.
  public private(set) var issued = 0
  /// 兑换: points spent, less what was given back.
  public private(set) var redeemed = 0
  /// 过期: points lapsed.
  public private(set) var expired = 0
  /// 调整: corrections in the members' favour, less those against them.
  public private(set) var adjusted = 0
  /// The sum of all members' balances; debts count as less than nothing.
  public private(set) var outstanding = 0
  /// 欠分: what members owe, already subtracted in `outstanding`.
  public private(set) var debts = 0

  /// The books of a new club.
  public init() {}

  /// The sum of all accounts, the members' and the club's: zero, always.
  public var sum: Int { outstanding - issued + redeemed + expired - adjusted }

  mutating func post(_ posting: Posting) {
    switch posting.account {
    case .issued: issued += posting.points
    case .redeemed: redeemed -= posting.points
    case .expired: expired -= posting.points
    case .adjusted: adjusted += posting.points
    }
    let before = posting.balance - posting.points
    outstanding += posting.balance - before
    debts += max(0, -posting.balance) - max(0, -before)
  }
}
