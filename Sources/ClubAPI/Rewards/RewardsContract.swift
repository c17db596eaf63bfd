import Club

/// What the endpoints of rewards and vouchers promise.
enum RewardsContract {
  private static let reward = Schema.named(
    "Reward",
    .object([
      Property("slug", .code, "短名", "The slug"), Property("title", .anyText, "名称", "The title"),
      Property("points", .integer(Amount.range), "所需积分", "What it costs"),
      Property(
        "status", .oneOf(RewardView.Status.self), "能否兑换",
        "Whether it can be redeemed today"),
      Property(
        "stock", .nullable(.integer()), "总数，含盘点，不限时为null",
        "How many were procured and counted, null where there are always enough"),
      Property("left", .nullable(.integer()), "余下件数", "How many are left"),
      Property("from", .nullable(.day), "起兑日", "The first day"),
      Property("through", .nullable(.day), "截止日，含当日", "The last day"),
      Property("limit", .nullable(.integer()), "每人限兑件数", "How many one member may have"),
      Property("tier", .nullable(.code), "所需等级", "The lowest tier whose members may have it"),
      Property("validity", .anyText, "礼券有效期", "How long a voucher is good"),
      Property(
        "refundsLapsed", .boolean, "礼券过期是否退回积分",
        "Whether a voucher that lapses gives its points back"),
    ]))

  private static let voucherMembers: [Property] = [
    Property("voucher", .place("V"), "礼券编号", "The voucher's name"),
    Property("reward", .code, "兑换品的短名", "The reward's slug"),
    Property("title", .nullable(.anyText), "兑换品名称", "The reward's title"), .member,
    Property("points", .integer(Amount.range), "所用积分", "What was paid for it"),
    Property("status", .oneOf(Voucher.Status.self), "状态", "What became of it"),
    Property("redeemed", .instant, "兑换时间", "When it was got"),
    Property(
      "through", .nullable(.day), "有效至，含当日，长期为null",
      "The last day on which it is good, null where it never lapses"),
    Property(
      "closed", .nullable(.instant), "用过、取消或过期的时间", "When it was used, cancelled or lapsed"),
    Property("entry", .place("P"), "付积分的分录", "The entry that paid for it"),
    Property(
      "code", .nullable(.anyText), "券码，只给持有人，且只在可用时",
      "The code, to its holder alone and only while it is good"),
  ]

  private static let voucher = Schema.named("Voucher", .object(voucherMembers))

  /// A member's vouchers.
  static let vouchersMember = Property(
    "vouchers", .list(voucher), "礼券，新的在前", "The vouchers, the newest first")

  private static let refusals: [ProblemType] = [
    .unknownReward, .rewardNotYetOffered, .rewardNoLongerOffered, .rewardSoldOut,
    .rewardLimitReached, .tierNeeded, .voucherCodeInUse, .insufficientPoints, .lapsingUnderWay,
    .unknownMember,
    .memberHasLeft,
  ]

  static let list = Contract(
    "兑换品", "The rewards with what is left of them, the cheapest first",
    query: [.optional("status", .rewardStatus), .optional("maxPoints", .maxPoints)] + .paging,
    answers: [
      AnswerContract(
        200, "兑换品", "The rewards",
        .object([Property("rewards", .list(reward), "兑换品", "The rewards"), Cursor.property]))
    ])

  static let show = Contract(
    "一件兑换品", "A reward with what is left of it",
    answers: [AnswerContract(200, "兑换品", "The reward", reward)], tagged: .reward,
    problems: [.unknownReward])

  static let redeem = Contract(
    "兑换", "Redeeming: points for a voucher",
    detail: Words(
      "会员只为自己兑换，可以不填member；工作人员必填。用同一个Idempotency-Key再问，是同一张礼券。",
      "A member redeems for nobody else and may leave `member` out; staff need it. Asked again with the"
        + " same Idempotency-Key it is the same voucher."),
    body: [.optional("member", .member)],
    answers: [
      AnswerContract(
        201, "礼券，附券码与二维码", "The voucher, with its code",
        .object(
          voucherMembers + [
            .balanceAfter, .posted,
            Property("qr", .nullable(.qrCode), "券码的二维码", "The code as a QR code"),
          ]), hasLocation: true), PointsContract.preview,
    ], tagged: .reward, problems: refusals)

  static let correctStock = Contract(
    "盘点", "The shelf was counted: so many more than the books say, or fewer",
    body: [.needed("change", .stockChange), .needed("reason", .reason)],
    answers: [
      AnswerContract(
        201, "已入账", "It is in the books",
        .object([
          Property("reward", .code, "兑换品的短名", "The reward's slug"),
          Property("change", .integer(), "差数", "The change"), .reason,
          Property("stock", .nullable(.integer()), "盘点后的总数", "How many there are in all"),
          Property("left", .nullable(.integer()), "余下件数", "How many are left"),
        ]))
    ], tagged: .reward, problems: [.unknownReward, .stockNotCounted, .impossibleCorrection])

  static let vouchers = Contract(
    "会员的礼券", "A member's vouchers, the newest first",
    query: [.optional("status", .voucherStatus)] + .paging,
    answers: [
      AnswerContract(200, "礼券", "The vouchers", .object([vouchersMember, Cursor.property]))
    ],
    problems: [.unknownMember])

  static let use = Contract(
    "领取：用掉一张礼券", "The member gets what a voucher is for",
    detail: Words(
      "凭出示的券码（code）；身份已核对、没带券码的，凭礼券编号（voucher）。",
      "By the code that is shown, or by the voucher's name where the desk has made sure who it is."),
    body: [.optional("code", .voucherCode), .optional("voucher", .voucher)],
    answers: [
      AnswerContract(
        200, "用掉的礼券；预览时是将要用掉的", "The voucher, used; in a preview as it still is", voucher)
    ],
    problems: [.unknownVoucher, .voucherUsed, .voucherCancelled, .voucherLapsed])

  static let cancel = Contract(
    "取消礼券", "Giving a voucher back; its points go back to their lots",
    detail: Words(
      "会员取消自己还能用的礼券，可以不填reason；用过或过期的须由经理取消，大额的还须第二人复核。",
      "A member gives back what can still be used and may leave `reason` out; what was used or has lapsed"
        + " needs a manager, and a second person where it is many points."),
    body: [.optional("reason", .reason)],
    answers: [
      AnswerContract(
        201, "取消的礼券，积分已退回", "The voucher, cancelled; its points are back",
        .object(voucherMembers + [.balanceAfter])), PointsContract.waiting, PointsContract.preview,
    ],
    problems: [
      .unknownVoucher, .voucherUsed, .voucherCancelled, .voucherLapsed, .voucherNeedsManager,
      .refundNeedsManager, .ownEntry, .lapsingUnderWay, .memberHasLeft, .alreadyRequested,
    ])
}
