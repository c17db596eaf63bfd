import Club

/// What the endpoints of messages promise.
enum OutboxContract {
  static let list = Contract(
    "没有送到的消息", "The messages that have not arrived, the latest first",
    detail: Words(
      "等着送的，和三十天以内没有送成的；刊物信件只是在排队的不列。发给谁、写什么，这里都不显示。",
      "What waits, and what went wrong in the last thirty days; letters with an issue that only wait"
        + " for their turn are left out. Whom it goes to and what it says is not shown."),
    query: [.optional("status", .messageStatus)] + .paging,
    answers: [
      AnswerContract(
        200, "消息", "The messages",
        .object([
          Property("messages", .list(message), "消息", "The messages"), .truncated,
          Cursor.property,
        ]))
    ])

  static let statuses = ["queued", "waiting", "handing-over", "unknown", "failed", "dropped"]

  private static let message = Schema.named(
    "Message",
    .object([
      Property("id", .place("M"), "消息编号", "The message's name"),
      Property("kind", .anyText, "说的是什么，如sign-in-code", "What it is about: sign-in-code …"),
      Property(
        "member", .nullable(.memberNumber), "会员号；还不是会员的为null",
        "The member's number, null where it is nobody's yet"),
      Property(
        "status", .oneOf(statuses),
        "到了哪一步；unknown是可能已送到，不自动重发",
        "How far it has come; unknown may have arrived and is not sent again by itself"),
      Property("tries", .integer(), "交出去的次数", "How often it was handed over"),
      Property("queued", .instant, "产生的时间", "When it came to be"),
      Property("updated", .instant, "这一步的时间", "When it came so far"),
      Property(
        "until", .nullable(.instant), "下一次再试的时间", "When it is tried again"),
      Property("reason", .nullable(.anyText), "原因", "Why"),
    ]))
}
