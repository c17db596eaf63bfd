/// What the endpoints of codes to phones and mailboxes promise.
enum CodeContract {
  private static let sent = AnswerContract(
    202, "已受理：这个联系方式若该收到验证码，就会收到",
    "Taken: where the contact is to get a code, it is on its way",
    .object([
      Property(
        "code", .anyText, "这个验证码的名字，交回时用", "The code's name, to be given back with its digits"),
      Property("expires", .instant, "失效时间", "When it is good no longer"),
    ]))

  /// A phone or an e-mail address, one of the two.
  static let contact: [Field] = [.optional("phone", .phone), .optional("email", .email)]
  /// What comes back of a code.
  static let proof: [Field] = [.needed("code", .codeName), .needed("digits", .digits)]

  static let askToSignIn = Contract(
    "取登录验证码", "Asking for a code to sign in",
    detail: Words(
      "发到会员自己的手机或邮箱。这个联系方式是不是会员的，回答和时间都一样。",
      "It goes to a member's own phone or mailbox. The answer, and the time it takes, are the same"
        + " whether the contact is a member's or not."),
    body: contact, answers: [sent], limit: .codes, problems: [.contactMissing, .codesNotSent])

  static let signIn = Contract(
    "凭验证码登录", "Signing in by a code",
    body: contact + proof,
    answers: [
      AnswerContract(
        200, "已登录", "The member who is signed in", .object([.number, .card]), setsCookie: true)
    ], limit: .signIns, problems: [.contactMissing, .wrongCode])

  /// What comes back of two codes.
  static let bothProofs: [Field] = proof + [.needed("oldDigits", .digits)]

  static let askToChange = Contract(
    "取更改联系方式的验证码", "Asking for codes to change a contact",
    detail: Words(
      "新的联系方式和会里已有的一个各收一个。", "One goes to the new contact, one to a contact that the club knows."),
    body: contact,
    answers: [
      AnswerContract(
        202, "两个验证码都已发出", "Both codes are on their way",
        .object([
          Property("code", .anyText, "两个验证码共用的名字", "The name of both codes"),
          Property("expires", .instant, "失效时间", "When they are good no longer"),
          Property("old", .anyText, "原来的联系方式，打了码", "The known contact, masked"),
        ]))
    ], limit: .codes, problems: [.contactMissing, .codesNotSent])

  private static let changed = AnswerContract(
    200, "已更改", "It is changed",
    .object([
      .member, Property("phone", .nullable(.anyText), "新的电话", "The new phone"),
      Property("email", .nullable(.anyText), "新的邮箱", "The new e-mail address"),
    ]))

  static let change = Contract(
    "更改自己的联系方式", "Changing a contact of one's own",
    detail: Words(
      "digits是新的收到的，oldDigits是原来的收到的。",
      "`digits` are those of the new contact, `oldDigits` those of the known one."),
    body: contact + bothProofs, answers: [changed], tagged: .me,
    problems: [.contactMissing, .codesNotSent, .wrongCode, .duplicateContact])

  static let changeAtDesk = Contract(
    "在前台更改或核实联系方式", "Changing or confirming a contact at the desk",
    detail: Words(
      "先核对身份。原来的联系方式随即作废；送来的就是会里记着、还没有核实的，就是核实它。",
      "Make sure who it is first. The contact before it is good no longer; one that is known and not"
        + " confirmed yet is confirmed by sending it once more."),
    body: contact, answers: [changed], tagged: .member,
    problems: [.contactMissing, .unknownMember, .memberHasLeft, .duplicateContact])

  static let askToJoin = Contract(
    "取入会验证码", "Asking for a code to join",
    detail: Words(
      "会里发得出验证码时，从网站入会要先收一个，由此知道联系方式是本人的。",
      "Where the club sends codes, whoever joins by the website gets one first: so the contact is"
        + " known to be theirs."),
    body: contact, answers: [sent], limit: .codes, problems: [.contactMissing, .codesNotSent])
}
