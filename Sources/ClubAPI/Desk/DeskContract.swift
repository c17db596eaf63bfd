import Club

/// What the endpoints of the desk promise.
enum DeskContract {
  private static let person = AnswerContract(
    200, "工作人员", "Who is signed in",
    .named(
      "Staff",
      .object([
        .actor, Property("name", .nullable(.anyText), "姓名", "The name"),
        Property("role", .oneOf(Role.self), "角色", "The role"),
        Property(
          "regions", .list(.code), "只管哪些区域的会员；空着为全会",
          "The regions whose members it is for; none: the whole club"),
        Property("may", .list(.anyText), "可以做的事", "What the person may do"),
      ])), setsCookie: true)

  static let signIn = Contract(
    "工作台登录", "Signing in at the desk",
    detail: Words(
      "令牌放进cookie，脚本读不到。", "The token goes into a cookie that no script can read."),
    body: [.needed("token", .token)], answers: [person],
    limit: .deskSignIns)

  static let show = Contract("谁在工作台", "Who is signed in at the desk", answers: [person])

  static let signOut = Contract(
    "退出工作台", "Signing out at the desk",
    answers: [AnswerContract(204, "已退出", "It is done", nil, setsCookie: true)])

  static let rules = Contract(
    "前台可选的项", "What the desk chooses from: rules, versions of the terms, regions and segments",
    answers: [
      AnswerContract(
        200, "规则", "The rules",
        .object([
          Property(
            "pointRules",
            .list(
              .object([
                Property("code", .code, "代码", "The code"),
                Property("title", .anyText, "名称", "The title"),
                Property(
                  "points", .nullable(.integer()), "分值，不定时为null",
                  "The points, null where the event says how many"),
                Property(
                  "perFen", .integer(Money.range), "每多少分（钱）给一次",
                  "For how much money they are given once",
                  isRequired: false),
                Property(
                  "automatic", .boolean, "自动记分，不由人记", "Whether it gives its points by itself",
                  isRequired: false),
                Property(
                  "needs", .list(.oneOf(PointRule.Need.allCases.map(\.field))), "记分时要填的项",
                  "The fields that an award by it takes"),
              ])), "积分规则", "The point rules"),
          Property(
            "approvalAbove", .nullable(.integer(Amount.range)), "超过多少分的一笔须第二人复核，没有定为null",
            "Entries of more points than this need a second person; null where no number does"),
          Property("consent", .nullable(.code), "现行条款", "The current terms"),
          Property("consents", .list(.code), "各版条款，旧的在前", "All versions, the oldest first"),
          Property("regions", .list(tag), "区域", "The regions"),
          Property("segments", .list(tag), "人群", "The segments"),
        ]))
    ])

  private static let tag = Schema.named(
    "Tag",
    .object([
      Property("code", .code, "代码", "The code"),
      Property("title", .anyText, "名称", "The title"),
    ]))

  private static let sum = Schema.named(
    "Sum",
    .object([
      Property("count", .integer(), "笔数", "How many"),
      Property("points", .integer(), "积分合计", "The points, added up"),
    ]))

  static let today = Contract(
    "今日合计", "What was posted today, by author, and the latest entries",
    detail: Words(
      "actor只收窄latest，合计不变。", "`actor` narrows `latest` alone; the totals are the day's."),
    query: [.optional("actor", .author)] + .paging,
    answers: [
      AnswerContract(
        200, "今日", "The day",
        .object([
          Property("day", .day, "日期", "The day"),
          Property(
            "totals",
            .list(
              .object([
                Property(
                  "actor", .anyText, "经手：staff:3、system；会员自己办的合为member",
                  "Who did it: staff:3, system; all members by themselves as `member`"),
                .actorName, Property("awards", sum, "发放", "Awards"),
                Property("spends", sum, "兑换", "Spendings"),
                Property("reversals", sum, "冲正", "Reversals"),
              ])), "各人合计", "The totals by author"),
          Property(
            "latest",
            .list(
              .object([
                Property("id", .place("P"), "分录编号", "The entry's name"), .member, .name,
                .posted, .account, .points, .source, .entryTitle,
                Property("actor", .nullable(.anyText), "经手", "Who did it"), .actorName,
                .reverses, .reversedBy,
              ])), "最近的分录，新的在前", "The latest entries, the newest first"),
          .truncated, Cursor.property,
        ]))
    ])
}
