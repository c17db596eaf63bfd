/// What the endpoints of members' sessions promise.
enum SessionContract {
  static let me = Contract(
    "我的会员页", "The member who is signed in",
    answers: [
      AnswerContract(
        200, "会员、余额、最近\(SessionEndpoints.recentLines)笔分录、报名",
        "The member, the balance, the latest \(SessionEndpoints.recentLines) entries, registrations",
        .object([
          .number, .card, .qr, .name, .unconfirmed, .joined, .balance, .tier, .tierSteps, .pending,
          .activating, .expiring,
          Property(
            "recent", .list(PointsContract.line), "最近的分录，新的在前",
            "The latest entries, the newest first"),
          RegistrationContract.registrations, RewardsContract.vouchersMember,
        ]))
    ], tagged: .me)

  static let grant = Contract(
    "登录码", "A code that signs a member in once, within ten minutes",
    detail: Words(
      "给身份已核对、人在前台的会员。先前的登录码随即作废。",
      "For a member who is at the desk and whose identity has been checked. The code before it is"
        + " good no longer."),
    answers: [
      AnswerContract(
        201, "登录码", "The code",
        .object([
          .member, Property("code", .anyText, "登录码", "The code"),
          Property("expires", .instant, "失效时间", "When it expires"),
          Property(
            "link", .nullable(.anyText), "会员页的链接，号与码在 # 之后，浏览器不外发",
            "The member's page, with number and code in the fragment, which no browser sends"),
          Property("qr", .nullable(.qrCode), "链接的二维码", "The link as a QR code"),
        ]))
    ], tagged: .member, problems: [.unknownMember, .memberHasLeft])

  static let signIn = Contract(
    "会员登录", "Signing in as a member, by number and code",
    body: [.needed("number", .member), .needed("code", .signInCode)],
    answers: [
      AnswerContract(
        200, "已登录", "The member who is signed in", .object([.number, .card]), setsCookie: true)
    ], limit: .signIns, problems: [.wrongSignInCode])

  static let signOut = Contract(
    "退出登录", "Signing out",
    answers: [AnswerContract(204, "已退出", "It is done", nil, setsCookie: true)])
}
