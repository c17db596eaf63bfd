import Club

/// What the endpoints of families promise.
enum FamilyContract {
  private static let relative = Schema.named(
    "Relative",
    .object([
      .member, .card,
      Property("name", .nullable(.anyText), "姓名", "The name"),
    ]))

  private static let invitation = Schema.named(
    "Invitation",
    .object([
      .member, .card,
      Property("name", .nullable(.anyText), "邀请人的姓名", "The name of whoever asks"),
      Property("asked", .instant, "邀请的时间", "When they asked"),
    ]))

  private static let members: [Property] = [
    Property(
      "limit", .nullable(.integer()), "一个家庭最多几人；会里没有家庭时为null",
      "How many members a family has at most, null where the club has none"),
    Property("members", .list(relative), "家人，自己也在内；没有时为空", "The family, oneself included"),
    Property(
      "invitations", .list(invitation), "等我同意的邀请，先邀请的在前",
      "Who asks for one's consent, the first first"),
  ]

  /// The same with those who were asked, as the member reads it.
  static let whole: [Property] =
    members + [
      Property(
        "asked",
        .list(.object([.member, Property("asked", .instant, "邀请的时间", "When they were asked")])),
        "我邀请而还没有答复的", "Whom the member has asked and who has not answered")
    ]

  /// On whose behalf: a child's, by whoever answers for it.
  private static let behalf = Field.optional("for", .ward)

  static let show = Contract(
    "我的家庭", "The family of the member who is signed in",
    query: .paging,
    answers: [
      AnswerContract(
        200, "家人与邀请", "The family and invitations", .object(whole + [Cursor.property]))
    ], tagged: .family)

  static let invite = Contract(
    "邀请一位会员做家人", "Asking a member to be of one family",
    detail: Words(
      "对方三十天内同意才算；谁在谁的家里，不告诉别人。",
      "It counts once they agree, within thirty days; who is of which family nobody else is told."),
    body: [.needed("member", .member), behalf],
    answers: [AnswerContract(201, "已邀请", "They are asked", .object([.member]))],
    tagged: .family,
    problems: [.noFamilies, .familyOfOne, .unknownMember, .memberHasLeft, .familyFull])

  static let accept = Contract(
    "同意做家人", "Agreeing to be of one family",
    body: [.needed("member", .member), behalf],
    answers: [AnswerContract(201, "成为一家人", "They are of one family", .object(members))],
    tagged: .family,
    problems: [.noFamilies, .alreadyInFamily, .noInvitation, .familyFull, .memberHasLeft])

  static let decline = Contract(
    "不同意，或撤回邀请", "Not agreeing, or taking an invitation back",
    body: [.needed("member", .member), behalf],
    answers: [AnswerContract(200, "邀请作废", "The invitation is void", .object([.member]))],
    tagged: .family,
    problems: [.noInvitation])

  static let leave = Contract(
    "退出家庭", "Leaving the family",
    body: [behalf],
    answers: [AnswerContract(200, "已退出", "It is done", .object([.member]))],
    tagged: .family,
    problems: [.notInFamily, .memberHasLeft])

  static let transfer = Contract(
    "转赠积分给家人", "Giving points to one of the family",
    detail: Words(
      "一批一批转过去，各批的有效期不变；待生效的不能转。冲正其中一笔，整次转赠一起退回。前台代办的不超过复核的限额。",
      "Lot by lot, each keeping its last day; what is pending stays. Whoever reverses one of the entries"
        + " takes the whole transfer back. At the desk, up to the threshold of approval."),
    body: [.needed("to", .member), .needed("points", .points), .optional("reason", .reason)],
    answers: [
      AnswerContract(
        201, "已转赠", "It is done",
        .object([
          .member, Property("to", .memberNumber, "收方的会员号", "Who gets them"),
          Property("points", .integer(), "积分", "How many points"), .balance,
          Property("entries", .list(.place("P")), "双方的分录", "The entries of both"),
        ])),
      PointsContract.preview,
    ],
    tagged: .member,
    problems: [
      .unknownMember, .memberHasLeft, .familyOfOne, .notOneFamily, .insufficientPoints,
      .transferNeedsMember, .tooManyLots, .lapsingUnderWay,
    ])
}
