import Club

/// What the endpoints of referrals promise.
enum ReferralContract {
  /// Why it is refused to say who brought a member.
  static let refusals: [ProblemType] = [
    .noReferrals, .unknownReferrer, .refersThemselves, .referrerCameLater, .referrerIsGuardian,
    .alreadyReferred, .tooLateToRefer, .ruleNotInForce, .capReached, .alreadyLapsed,
    .lapsingUnderWay,
  ]

  fileprivate static let members = [
    Property(
      "referrer", .nullable(.memberNumber), "介绍人的会员号", "The number of whoever brought the member"),
    Property(
      "points", .nullable(.integer()), "新会员得的分，待复核的回答里为null",
      "What whoever came gets, null in the answer where it waits"),
    Property(
      "referrerPoints", .nullable(.integer()), "介绍人得的分", "What whoever brought them gets"),
    Property(
      "needsApproval", .boolean, "是否须第二人复核；复核以前双方都不记",
      "Whether a second person has to agree; neither gets any before"),
  ]

  static let name = Contract(
    "补填介绍人", "Saying who brought a member",
    detail: Words(
      "入会时没有填的，规则的限期内由前台补填。双方同时记分，或都不记；每位会员只记一次。",
      "For whoever has not said it on joining, at the desk, within the days of the rule. Both get"
        + " their points at once or neither does, and once for a member."),
    body: [.needed("referrer", .referrer)],
    answers: [
      AnswerContract(201, "已记下", "It is known", .object([.member] + members)),
      AnswerContract(
        200, "预览：双方将得的分", "The preview: what both would get", .object([.member] + members)),
    ], tagged: .member, problems: [.unknownMember, .memberHasLeft] + refusals)
}

extension Property {
  /// Who brought a new member; left out where nobody did.
  static let referral = Property(
    "referral", .named("Referral", .object(ReferralContract.members)), "欢笑分享，有介绍人时",
    "The referral, where somebody brought the member", isRequired: false)
}
