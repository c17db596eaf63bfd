import Club

/// What the endpoints of joining and of members promise.
enum MembershipContract {
  static let signUp = Contract(
    "入会", "Joining",
    detail: Words(
      "访客从网站入会，回答里带登录用的cookie；工作人员为前台或会刊回函的来人办理，不带cookie。预览只给工作人员。会里不发验证码时，访客的联系方式记为未核实，有没有别人在用，回答都一样。",
      "A visitor joins by the website and is signed in by the cookie in the answer; staff enter"
        + " whoever stands at the desk or has sent the magazine's form. Previews are for staff. Where the"
        + " club sends no codes a visitor's contacts are unconfirmed, and the answer is the same whether"
        + " another uses them or not."),
    body: SignUpFields.declared + [
      .optional("channel", .channel), .optional("guardian", .member),
      .optional("region", .region),
    ],
    answers: [
      AnswerContract(
        201, "已入会", "The new member",
        .object([.number, .card, .joined, .channel, .balance, .referral]),
        hasLocation: true, setsCookie: true),
      AnswerContract(
        200, "预览：将要写下的内容", "The preview: what would be written",
        .object([
          Property("name", .anyText, "姓名", "The name"),
          Property("phone", .nullable(.anyText), "电话", "The phone"),
          Property("email", .nullable(.anyText), "邮箱", "The e-mail address"),
          .channel, .consent, .region,
          Property(
            "guardian", .memberNumber, "监护人的会员号，有监护人时",
            "The guardian's number, where there is one", isRequired: false),
          .referral,
        ])),
    ],
    limit: .signUps,
    problems: [
      .contactMissing, .duplicateContact, .outdatedConsent, .unknownConsent, .noConsentAdopted,
      .unknownMember, .memberHasLeft, .guardianIsWard, .channelNotOpen, .codeNeeded, .wrongCode,
      .codesNotSent, .alreadyMember, .signInNeeded, .unknownRegion, .regionNeeded,
    ] + ReferralContract.refusals)

  static let find = Contract(
    "找会员", "Finding a member",
    detail: Words(
      "电话打码。经理与审计也可以不填find，按入会先后逐页看。",
      "Phones are masked. Managers and auditors may leave `find` out and go through the members in the"
        + " order of their joining."),
    query: [
      .optional("find", .find), .optional("joinedFrom", .day), .optional("joinedThrough", .day),
      .optional("state", .memberState), .optional("region", .region),
      .optional("segment", .segment),
    ] + .paging,
    answers: [
      AnswerContract(
        200, "找到的会员", "The members found",
        .object([
          Property(
            "members",
            .list(
              .object([
                .number, .card, .name,
                Property(
                  "phone", .nullable(.anyText), "打了码的电话", "The phone, masked"),
                .unconfirmed, .joined,
                Property(
                  "left", .nullable(.instant), "退会时间，在会为null",
                  "When the member left, null while one"),
                .balance,
              ])), "会员", "The members"),
          .truncated, Cursor.property,
        ]))
    ])

  private static let who: [Property] = [
    .number, .card, .name,
    Property("phone", .nullable(.anyText), "电话", "The phone"),
    Property("email", .nullable(.anyText), "邮箱", "The e-mail address"),
    .unconfirmed, .joined, .channel, .consent,
    Property(
      "left", .nullable(.instant), "退会时间，在会为null", "When the member left, null while one"
    ),
    .guardian, .wards,
    Property(
      "referrer", .nullable(.memberNumber), "介绍人的会员号，没有时为null",
      "The number of whoever brought the member, null where nobody did"),
  ]

  private static let standing: [Property] = [
    .balance, .pending, .tier, .tierSteps, RegistrationContract.registrations,
  ]

  static let show = Contract(
    "一位会员", "A member, as staff see them",
    answers: [
      AnswerContract(
        200, "会员", "The member",
        .named(
          "Member",
          .object(who + Property.profile + standing)))
    ], tagged: .member, problems: [.unknownMember])
}
