import CivilTime
import Club

extension Problem {
  init(_ rejection: RewardsRejection) {
    switch rejection {
    case .unknownReward:
      self.init(
        .unknownReward, "没有这件兑换品，或它已经撤下。", "There is no such reward, or it was withdrawn.")
    case .notYetOffered(let from):
      self.init(
        .rewardNotYetOffered, "自\(from.iso)起可以兑换。", "It can be redeemed from \(from.iso) on.")
    case .noLongerOffered(let through):
      self.init(
        .rewardNoLongerOffered, "兑换已于\(through.iso)截止。",
        "It could be redeemed through \(through.iso).")
    case .soldOut:
      self.init(.rewardSoldOut, "已经兑完。", "None is left.")
    case .limitReached(let limit):
      self.init(
        .rewardLimitReached, "每人限兑\(limit)件，已经兑满。",
        "One member may have \(limit), and has.")
    case .tierNeeded(let tier):
      self.init(
        .tierNeeded, "只给等级“\(tier.title)”及以上的会员。",
        "It is for members of the tier \(tier.code) and higher ones.")
    case .codeInUse:
      self.init(.voucherCodeInUse, "请换一个Idempotency-Key再试。", "Try another Idempotency-Key.")
    case .unknownVoucher:
      self.init(
        .unknownVoucher, "没有这张礼券，请核对券码。", "There is no such voucher. Check the code.")
    case .voucherUsed(let day):
      self.init(
        .voucherUsed, "这张礼券已于\(day.iso)用过。", "The voucher was used on \(day.iso).")
    case .voucherCancelled:
      self.init(
        .voucherCancelled, "这张礼券已经取消，积分已退回。",
        "The voucher was cancelled and its points have come back.")
    case .voucherLapsed(let through):
      self.init(
        .voucherLapsed, "这张礼券有效至\(through.iso)，已经过期。",
        "The voucher was good through \(through.iso) and has lapsed.")
    case .voucherNeedsManager:
      self.init(
        .voucherNeedsManager, "礼券已用过或已过期，取消须由经理办理。",
        "The voucher was used or has lapsed: a manager may cancel it.")
    case .entryPaysVoucher(let id):
      self.init(
        .entryPaysVoucher, "这笔积分换了礼券\(id)，请取消礼券，积分随之退回。",
        "The entry pays for voucher \(id). Cancel the voucher, and the points come back.")
    case .stockNotCounted:
      self.init(.stockNotCounted, "这件兑换品不限量，不必盘点。", "There are always enough: nothing is counted.")
    case .impossibleCorrection(let left):
      self.init(
        .impossibleCorrection, "账上还剩\(left)件，盘点后不能少于零，也不能一次改动过大。",
        "\(left) are left by the books; a count cannot leave less than none.")
    }
  }
}
