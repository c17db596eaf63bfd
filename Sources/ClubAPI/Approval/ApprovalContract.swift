/// What the endpoints of approval promise.
enum ApprovalContract {
  private static let requestTitle = Property(
    "title", .nullable(.anyText), "规则名称，手工记的为null；冲正的是原分录的名称",
    "The rule's title, null for one by hand; of a reversal that of the entry it takes back")
  private static let action = Property(
    "action", .oneOf(["award", "spend", "reverse"]), "发放、兑换或冲正", "Awarding, spending or reversing")
  private static let points = Property(
    "points", .integer(), "积分；冲正时为账户的变动，收回为负",
    "The points; of a reversal what the account gains, below zero where they are taken back")
  private static let reversal = [
    Property("reverses", .place("P"), "要冲正的分录", "The entry to be taken back", isRequired: false),
    Property(
      "allowsDebt", .boolean, "冲正时是否允许欠分",
      "Of a reversal, whether the member may come to owe points",
      isRequired: false),
  ]

  /// The same as the member sees it: without who asked for it, and whom they brought.
  static let ownRequest = Schema.named(
    "OwnRequest",
    .object(
      [
        Property("request", .place("Q"), "申请编号", "The request's name"),
        Property("status", .oneOf(["waiting"]), "状态", "The state"),
        Property("requested", .nullable(.instant), "申请时间", "When it was asked for"),
        .businessDate,
        action, points, .source, requestTitle,
        Property.amountFen.whereKnown, Property.event.whereKnown,
      ] + reversal + [.reference, .reason]))

  /// What waits for a second person.
  static let request = Schema.named(
    "Request",
    .object(
      [
        Property("request", .place("Q"), "申请编号", "The request's name"),
        Property("status", .oneOf(["waiting"]), "状态", "The state"), .member,
        Property("requested", .nullable(.instant), "申请时间", "When it was asked for"),
        .businessDate,
        action, points, .source, requestTitle,
        Property.amountFen.whereKnown, Property.event.whereKnown,
      ] + reversal + [
        Property(
          "newcomer", .memberNumber, "由这位会员介绍入会的人，双方一同记分",
          "Whom the member brought: both get points, or neither", isRequired: false), .reference,
        .reason, .actor,
        .actorName,
      ]))

  static let list = Contract(
    "待复核的申请", "What waits for a second person, the oldest first",
    query: [.optional("member", .member)] + .paging,
    answers: [
      AnswerContract(
        200, "申请", "The requests",
        .object([
          Property("requests", .list(request), "申请", "The requests"), Cursor.property,
        ]))
    ])

  static let approve = Contract(
    "批准", "A manager who has not asked for it agrees, and it is posted",
    answers: [PointsContract.posted, PointsContract.preview],
    problems: [.unknownRequest, .requestAlreadyDecided, .ownRequest, .noReferrals]
      + PointsContract.refusals
      + PointsContract.ruleRefusals
      + PointsContract.reversalRefusals.filter { !PointsContract.refusals.contains($0) }
      + [.voucherCancelled])

  static let refuse = Contract(
    "退回", "A manager refuses, or whoever asked takes it back",
    body: [.needed("reason", .reason)],
    answers: [
      AnswerContract(
        200, "已退回", "It is refused",
        .object([
          Property("request", .place("Q"), "申请编号", "The request's name"),
          Property("status", .oneOf(["refused"]), "状态", "The state"),
          Property("decided", .instant, "退回时间", "When it was refused"), .reason,
        ]))
    ], problems: [.unknownRequest, .requestAlreadyDecided, .requestNotYours])
}
