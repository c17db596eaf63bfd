import Club

/// What the endpoints of points promise.
enum PointsContract {
  /// An entry as it was posted.
  static let entry = Schema.named(
    "Entry",
    .object([
      Property("id", .place("P"), "分录编号", "The entry's name"), .member, .posted, .businessDate,
      .account, .points, .balanceAfter, .debt, .expires, .activeFrom, .source, .entryTitle,
      .reference, .reason, .actor, .actorName, .reverses, .transfer, .earning,
    ]))

  /// What would be posted.
  static let preview = AnswerContract(
    200, "预览：将要记的账，什么也没有写下", "The preview: what would be posted; nothing is",
    .named(
      "PostingPreview",
      .object([
        Property(
          "needsApproval", .boolean, "是否须第二人复核", "Whether a second person has to agree"),
        Property(
          "entries",
          .list(
            .object([
              .member, .businessDate, .account,
              Property("before", .integer(), "现有的余额", "What the account holds now"),
              .points, .balanceAfter, .debt, .expires, .activeFrom, .source, .entryTitle,
              .reference, .reason, .reverses, .transfer, .earning,
            ])), "分录", "The entries"),
        .caps,
      ])))

  static let posted = AnswerContract(201, "已记账", "The entry, posted", entry)

  static let waiting = AnswerContract(
    202, "须第二人复核，尚未记账", "It waits for a second person; nothing is posted yet",
    ApprovalContract.request)

  /// Why a posting is refused, whoever asked for it.
  static let refusals: [ProblemType] = [
    .unknownMember, .insufficientPoints, .unknownSource, .pointsDifferFromRule,
    .businessDateOutOfRange, .alreadyLapsed, .lapsingUnderWay, .memberHasLeft,
  ]

  /// Why an award is refused besides.
  static let ruleRefusals: [ProblemType] = [
    .pointsMissing, .ruleNeedsDiffer, .ruleNotInForce, .givenByItself, .tierNeeded, .capReached,
    .onlyOnce, .alreadyAwarded,
    .alreadyRequested, .nothingEarned, .tooManyPoints, .unknownEvent, .eventCancelled,
    .eventWithoutPoints, .eventNotBegun,
  ]

  static let post = Contract(
    "发放或兑换积分", "Awarding and spending points",
    body: order, answers: [posted, waiting, preview], tagged: .member,
    problems: refusals + ruleRefusals)

  /// What is to be posted.
  static let order: [Field] = [
    .needed("action", .action), .optional("points", .points), .needed("source", .source),
    .optional("amountFen", .money), .optional("event", .event),
    .optional("reference", .reference), .optional("businessDate", .day),
    .needed("reason", .reason),
  ]

  static let reverse = Contract(
    "冲正一笔分录", "Taking an entry back, whole and once",
    body: [.optional("allowsDebt", .allowsDebt), .needed("reason", .reason)],
    answers: [posted, waiting, preview], problems: reversalRefusals + [.alreadyRequested])

  /// Why nothing is taken back.
  static let reversalRefusals: [ProblemType] = [
    .memberHasLeft,
    .unknownEntry, .alreadyReversed, .entryIsReversal, .awardAlreadySpent, .debtNeedsManager,
    .ownEntry, .refundNeedsManager, .lapsingUnderWay, .entryPaysVoucher,
  ]

  static let cancel = Contract(
    "撤销一张收据的积分", "Taking back what a receipt has earned",
    detail: Words(
      "供收银系统退货、撤单时用：按规则与收据号找到那笔分录，冲正。",
      "For a till whose sale is cancelled: the entry is found by its rule and receipt, and reversed."
    ),
    body: [
      .needed("source", .source), .needed("reference", .reference),
      .optional("allowsDebt", .allowsDebt), .needed("reason", .reason),
    ],
    answers: [posted, waiting, preview], problems: reversalRefusals + [.alreadyRequested])

  /// A line of a statement.
  static let line = Schema.named(
    "StatementLine",
    .object([
      Property("id", .place("P"), "分录编号", "The entry's name"), .posted, .businessDate, .account,
      .points, .balanceAfter, .expires, .activeFrom,
      Property(
        "pending", .boolean, "待生效，还不能用", "Whether they are pending still", isRequired: false),
      .source, .entryTitle, .reference, .reason, .actor,
      Property.actorName.whereKnown, .reverses, .reversedBy, .transfer, .transferName, .earning,
      Property("rule", .nullable(.anyText), "规则名称", "The rule's title"),
      Property("request", .nullable(.place("Q")), "复核的申请", "The request that was approved"),
      Property("requestedBy", .nullable(.anyText), "申请人", "Who asked for it"),
      Property(
        "requestedByName", .nullable(.anyText), "申请人姓名，只给工作人员", "Their name, to staff only",
        isRequired: false),
    ]))

  static let statement = Contract(
    "对账单", "The statement",
    detail: Words(
      "期初加各行等于期末。会员只看自己的；别人的会员号回答unknown-member。",
      "The opening balance and the lines make the closing balance. A member sees the own statement"
        + " only; another's number answers unknown-member."),
    query: StatementPeriod.fields + .paging,
    answers: [
      AnswerContract(
        200, "对账单", "The statement",
        .object([
          .member, Property("opening", .integer(), "期初余额", "The balance before the first line"),
          Property("lines", .list(line), "明细，按记账先后", "The lines in the order of posting"),
          Property("closing", .integer(), "期末余额", "The balance after the last line"),
          .truncated,
          Property(
            "next", .nullable(.anyText), "更早的各行，作after传回；没有了为null",
            "The lines before these, to be sent back as `after`; null where there are none"),
          .tier, .tierSteps, .pending, .activating, .expiring,
        ]))
    ], problems: [.unknownMember])
}
