import Club

/// What the endpoints of a member's own data promise.
enum PrivacyContract {
  private static let session = Schema.named(
    "Session",
    .object([
      Property("id", .pattern("[0-9a-f]{16}", example: "00112233445566aa"), "登录编号", "Its name"),
      Property("opened", .instant, "登录时间", "Since when"),
      Property("expires", .instant, "到期时间", "When it ends by itself"),
      Property("current", .boolean, "就是这一次", "Whether it is this one"),
    ]))
  private static let sessionList = Property(
    "sessions", .list(session), "登录，新的在前", "The sessions, the latest first")

  static let sessions = Contract(
    "我在哪里登录着", "Where the member is signed in", query: .paging,
    answers: [
      AnswerContract(200, "登录", "The sessions", .object([sessionList, Cursor.property]))
    ])

  static let endSession = Contract(
    "结束一次登录", "Ending a session of one's own",
    answers: [AnswerContract(204, "已结束", "It has ended", nil, setsCookie: true)],
    problems: [.unknownSession])

  private static let who: [Property] = [
    .number, .name,
    Property("phone", .nullable(.anyText), "电话", "The phone"),
    Property("email", .nullable(.anyText), "邮箱", "The e-mail address"),
    .unconfirmed, .joined, .channel, .consent, .guardian, .wards,
    Property(
      "referrer", .nullable(.memberNumber), "介绍人的会员号，没有时为null",
      "The number of whoever brought the member, null where nobody did"),
  ]

  private static let newsletter = Property(
    "newsletter", .nullable(.oneOf(NewsletterEdition.self)),
    "同意收的会刊来信用什么字，没有同意时为null",
    "In which characters letters with the issues were agreed to, null where they were not")

  private static let kept: [Property] = [
    .tier, .tierSteps, Property("entries", .list(PointsContract.line), "全部分录", "All entries"),
    Property(
      "requests", .list(ApprovalContract.ownRequest), "待复核的申请，旧的在前",
      "What waits for a second person, the oldest first"),
    RegistrationContract.registrations, RewardsContract.vouchersMember,
    Property(
      "family", .object(FamilyContract.whole), "家庭", "The family, and who was asked to be of one"),
    sessionList,
  ]

  static let data = Contract(
    "会里存着我的什么", "Everything that the club keeps about the member",
    answers: [
      AnswerContract(
        200, "全部资料", "All of it",
        .object(who + Property.profile + [newsletter] + kept))
    ])

  /// The same for the member and at the desk, but for what the path names.
  static func leave(_ tagged: TaggedResource) -> Contract {
    Contract(
      "退会", "Leaving the club",
      detail: Words(
        "未开始的活动取消报名，名额给候补；余下的积分作废，欠分一笔勾销；所有登录结束。姓名与联系方式随后删除。",
        "Registrations for what has not begun are cancelled and become others' seats; what is left of"
          + " the points lapses, a debt is written off, all sessions end. Name and contacts are then erased."
      ),
      answers: [
        AnswerContract(
          200, "已退会，或预览：将要了结的", "It is done, or the preview: what it would come to",
          .object([
            .member,
            Property(
              "points", .integer(), "作废的积分，欠分为负", "The points that lapse, a debt below zero"),
            Property("registrations", .integer(), "取消的报名", "The registrations cancelled"),
          ]), setsCookie: true)
      ], tagged: tagged,
      problems: [.unknownMember, .memberHasLeft, .hasWards, .lapsingUnderWay])
  }
}
