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

  /// The books of a new club.
  public init() {}

  mutating func post(_ posting: Posting) {
    switch posting.account {
    case .issued: issued += posting.points
    case .redeemed: redeemed -= posting.points
    case .expired: expired -= posting.points
    case .adjusted: adjusted += posting.points
    // What one gives the other gets, in the same record.
    case .transferred: break
    }
    outstanding += posting.points
  }
}

extension TrialBalance {
  func write(to writer: inout StateWriter) {
    for sum in [issued, redeemed, expired, adjusted, outstanding] { writer.int(sum) }
  }

  init(from reader: inout StateReader) throws(UnreadableState) {
    issued = try reader.int()
    redeemed = try reader.int()
    expired = try reader.int()
    adjusted = try reader.int()
    outstanding = try reader.int()
  }
}
