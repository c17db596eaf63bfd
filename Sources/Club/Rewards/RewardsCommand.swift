public import CivilTime

/// What the rewards room can be asked to do.
public enum RewardsCommand: Hashable, Sendable {
  /// A member's points for a voucher.
  case redeem(Redemption)
  /// The member gets what a voucher is for.
  case use(VoucherKey)
  /// A voucher is given up, and its points go back to their lots. The reason is the staff's; a member
  /// needs none. Who of the staff has redeemed it gives no lapsed points anew for it.
  case cancel(VoucherID, reason: Reason?, postedBy: StaffID? = nil)
  /// Vouchers whose last day has passed lapse, as far as one record holds them. The club's own doing,
  /// once a day and after every day on which it could not be done: what has lapsed lapses once.
  /// - after: the last voucher of the record before; nil for the first one.
  case lapse(after: VoucherID?)
  /// The shelf was counted: there are so many more than the books say, or fewer.
  case correctStock(reward: Code, change: Int, reason: Reason)
}

/// A voucher about to be got.
public struct Redemption: Hashable, Sendable {
  /// The reward's slug.
  public var reward: Code
  /// Whose points, and whose voucher.
  public var member: MemberNumber
  /// What the voucher's code is made of.
  public var seed: VoucherSeed
  /// The hash of the voucher's code.
  public var code: TokenHash

  /// - Parameters:
  ///   - reward: the reward's slug.
  ///   - member: whose points, and whose voucher.
  ///   - seed: what the voucher's code is made of.
  ///   - code: the hash of the voucher's code.
  public init(reward: Code, member: MemberNumber, seed: VoucherSeed, code: TokenHash) {
    self.reward = reward
    self.member = member
    self.seed = seed
    self.code = code
  }
}

/// What a voucher is known by at the counter.
public enum VoucherKey: Hashable, Sendable {
  /// The hash of its code, which whoever holds it has shown.
  case code(TokenHash)
  /// Its name: somebody has made sure who the member is.
  case id(VoucherID)
}

/// What has happened in the rewards room. A reason stands in the record's annex: `reason`.
public enum RewardsFact: Hashable, Sendable {
  /// A member got a voucher; the entry that pays for it stands right before it.
  case redeemed(NewVoucher)
  /// The member got what the voucher is for.
  case used(VoucherID, reward: Code, member: MemberNumber)
  /// The voucher was given up; the entry that gives its points back stands before it.
  case cancelled(VoucherID, reward: Code, member: MemberNumber)
  /// The voucher's last day passed without use; where its points come back, their entry stands before it.
  case lapsed(VoucherID, reward: Code, member: MemberNumber)
  /// The shelf holds so many more than the books said, or fewer.
  case stockCorrected(reward: Code, change: Int)
}

/// A voucher as the journal keeps it.
public struct NewVoucher: Hashable, Sendable {
  /// The reward's slug.
  public var reward: Code
  /// Whose it is.
  public var member: MemberNumber
  /// What was paid for it.
  public var price: Amount
  /// What its code is made of.
  public var seed: VoucherSeed
  /// The hash of its code.
  public var code: TokenHash
  /// The last day on which it is good; nil where it never lapses.
  public var through: Day?
  /// Whether its points come back when it lapses.
  public var refundsLapsed: Bool

  /// - Parameters:
  ///   - reward: the reward's slug.
  ///   - member: whose it is.
  ///   - price: what was paid for it.
  ///   - seed: what its code is made of.
  ///   - code: the hash of its code.
  ///   - through: the last day on which it is good.
  ///   - refundsLapsed: whether its points come back when it lapses.
  public init(
    reward: Code, member: MemberNumber, price: Amount, seed: VoucherSeed, code: TokenHash,
    through: Day? = nil, refundsLapsed: Bool = false
  ) {
    self.reward = reward
    self.member = member
    self.price = price
    self.seed = seed
    self.code = code
    self.through = through
    self.refundsLapsed = refundsLapsed
  }
}
