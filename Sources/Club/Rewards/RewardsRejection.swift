public import CivilTime

/// Why the rewards room refuses.
public enum RewardsRejection: Hashable, Sendable {
  /// No reward has this slug, or it was withdrawn.
  case unknownReward
  /// It cannot be redeemed before that day.
  case notYetOffered(from: Day)
  /// It could be redeemed through that day.
  case noLongerOffered(through: Day)
  /// None is left.
  case soldOut
  /// One member may have so many, and this one has.
  case limitReached(Int)
  /// It is for members of this tier and higher ones.
  case tierNeeded(TierName)
  /// The code is in use already; codes are random, so this one was not made as it should be.
  case codeInUse
  /// No voucher has this name or code.
  case unknownVoucher
  /// The member got what it is for, on that day.
  case voucherUsed(on: Day)
  /// It was given up, or its points have come back already.
  case voucherCancelled
  /// It was good through that day.
  case voucherLapsed(through: Day)
  /// Only a manager may take back what was used or has lapsed.
  case voucherNeedsManager
  /// The entry pays for a voucher: that is to be cancelled.
  case entryPaysVoucher(VoucherID)
  /// There are always enough of it: nothing is counted.
  case stockNotCounted
  /// The shelf cannot hold less than nothing; the books say that so many are left.
  case impossibleCorrection(left: Int)

  /// The stable name of the refusal, part of the API's contract.
  public var code: String {
    switch self {
    case .unknownReward: "unknown-reward"
    case .notYetOffered: "reward-not-yet-offered"
    case .noLongerOffered: "reward-no-longer-offered"
    case .soldOut: "reward-sold-out"
    case .limitReached: "reward-limit-reached"
    case .tierNeeded: "tier-needed"
    case .codeInUse: "voucher-code-in-use"
    case .unknownVoucher: "unknown-voucher"
    case .voucherUsed: "voucher-used"
    case .voucherCancelled: "voucher-cancelled"
    case .voucherLapsed: "voucher-lapsed"
    case .voucherNeedsManager: "voucher-needs-manager"
    case .entryPaysVoucher: "entry-pays-voucher"
    case .stockNotCounted: "stock-not-counted"
    case .impossibleCorrection: "impossible-correction"
    }
  }
}
