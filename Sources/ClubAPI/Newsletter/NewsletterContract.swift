import Club

/// What the endpoints of letters promise.
enum NewsletterContract {
  static let consent: [Property] = [
    Property("agreed", .boolean, "是否同意收信", "Whether the member has agreed to letters"),
    Property(
      "edition", .nullable(.oneOf(NewsletterEdition.self)),
      "用什么字：original同会刊，hant繁体；没有同意时为null",
      "In which characters: as the magazine is written, or hant; null where there is no consent"),
  ]

  static let show = Contract(
    "我收不收会刊来信", "Whether the member gets letters with the magazine's issues",
    answers: [AnswerContract(200, "现在的选择", "What the member has chosen", .object(consent))])

  static let agree = Contract(
    "同意收会刊来信", "Agreeing to letters",
    detail: Words(
      "只能由本人同意，随时可以不再收。信寄到邮箱；没有邮箱的，先补上。",
      "The member's own doing, and undone at any time. Letters go to the e-mail address; without one"
        + " there are none."),
    body: [.optional("edition", edition)],
    answers: [AnswerContract(201, "已同意", "It is agreed", .object(consent))],
    problems: [.memberHasLeft])

  static let withdraw = Contract(
    "不再收会刊来信", "Wanting no more letters",
    answers: [AnswerContract(204, "不再寄", "There will be no more", nil)])

  static let edition = FieldRule(
    "edition为original或hant。", "The edition is original or hant.",
    .oneOf(NewsletterEdition.self))
}
