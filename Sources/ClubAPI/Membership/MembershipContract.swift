import Club

/// What the endpoints of joining and of members promise.
enum MembershipContract {
  static let signUp = Contract(
    "入会", "Joining",
    detail: Words(
      "访客从网站入会，回答里带登录用的 cookie；工作人员为前台或会刊回函的来人办理，不带 cookie。预览只给工作人员。",
      "A visitor joins by the website and is signed in by the cookie in the answer; staff enter"
        + " whoever stands at the desk or has sent the magazine's form. Previews are for staff."),
    body: SignUpFields.declared + [
      .optional("channel", .channel), .optional("guardian", .member),
    ],
    answers: [
      AnswerContract(
        201, "已入会", "The new member",
        .object([.number, .card, .joined, .channel, .balance, .referral]),
        hasLocation: true, setsCookie: true),
      AnswerContract(
        200, "预览：将要写下的内容", "The preview: what would be written",
        .object(who + Property.profile + standing)))
    ], problems: [.unknownMember])
}
