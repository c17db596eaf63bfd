import Club

/// What the endpoints of a member's own data promise.
enum PrivacyContract {
  private static let session = Schema.named(
    "Session",
    .object(who + Property.profile + kept))
    ])

  static let leave = Contract(
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
    ], problems: [.unknownMember, .memberHasLeft, .hasWards, .lapsingUnderWay])
}
