import Club

/// Members that mean the same wherever they stand.
extension Property {
  static let number = Property("number", .memberNumber, "会员号", "The member's number")
  static let member = Property("member", .memberNumber, "会员号", "The member's number")
  static let card = Property("card", .card, "会员号，卡上的写法", "The number as it stands on the card")
  static let qr = Property("qr", .qrCode, "会员号的二维码", "The number as a QR code")
  static let name = Property(
    "name", .nullable(.anyText), "姓名，已删除时为null", "The name, null where it was erased")
  static let joined = Property("joined", .instant, "入会时间", "When the member joined")
  static let unconfirmed = Property(
    "unconfirmed", .list(.oneOf(ContactRoute.self)),
    "还没有核实的联系方式：在网站入会时填的，是不是本人的还没有人看过",
    "The contacts that are not confirmed yet: typed into the site's form, and nobody has made sure whose"
      + " they are")
  static let channel = Property(
    "channel", .oneOf(JoiningChannel.self), "入会途径", "By which route the member joined")
  static let consent = Property("consent", .code, "同意的条款版本", "The version of the terms agreed to")
  static let guardian = Property(
    "guardian", .nullable(.memberNumber), "未满十四周岁的，监护人的会员号",
    "The guardian's number, for a member under fourteen")
  static let wards = Property(
    "wards", .list(.memberNumber), "由这位会员监护的会员",
    "The members under fourteen it answers for")
  static let balance = Property("balance", .integer(), "余额", "What the account holds")
  static let balanceAfter = Property("balance", .integer(), "记账后的余额", "The balance afterwards")
  static let points = Property(
    "points", .integer(), "账户增加的积分，减少为负", "What the account gained, negative where it lost")
  static let posted = Property("posted", .instant, "记账时间", "When it was posted")
  static let businessDate = Property("businessDate", .day, "业务日期", "The day it belongs to")
  static let account = Property(
    "account", .oneOf(ClubAccount.self), "会方科目", "The club's side of the entry")
  static let debt = Property(
    "debt", .integer(), "比此前多欠的积分", "What the member owes more than before")
  static let expires = Property(
    "expires", .nullable(.day), "最后有效日，不过期为null",
    "The last day on which the points are good, null where they do not lapse")
  static let activeFrom = Property(
    "activeFrom", .day, "待生效的，从哪天起可用", "From which day on pending points can be spent",
    isRequired: false)
  static let transfer = Property(
    "transfer", .memberNumber, "转赠的另一方", "Who is on the other side of a transfer",
    isRequired: false)
  static let transferName = Property(
    "transferName", .anyText, "另一方的姓名，只给会员本人，只在还是一家人的时候",
    "What they are called, to the member alone and while the two are of one family",
    isRequired: false)
  static let pending = Property(
    "pending", .integer(), "余额里待生效的积分，还不能用",
    "How many of the balance are pending and cannot be spent")
  static let activating = Property(
    "activating",
    .list(
      .named(
        "Activation",
        .object([
          Property("from", .day, "从哪天起可用", "From which day on they can be spent"),
          Property("points", .integer(), "积分", "The points"),
        ]))), "即将生效的积分，最早的在前", "What becomes active when, the soonest first")
  static let source = Property("source", .code, "来源，即规则", "The rule that it stands on")
  static let entryTitle = Property(
    "title", .nullable(.anyText), "事项的名称：规则或兑换品的；冲正的，是所冲那一笔的；没有为null",
    "What it is for: the title of the rule or the reward, of a reversal that of the entry it takes"
      + " back; null where there is none")
  static let reference = Property(
    "reference", .nullable(.anyText), "参考号", "The number in another book")
  static let reason = Property(
    "reason", .nullable(.anyText), "事由，已删除时为null", "Why, null where it was erased")
  static let actor = Property(
    "actor", .anyText, "经手：staff:3、system、member:…；会员只见desk、system、member",
    "Who did it: staff:3, system, member:…; to members desk, system or member")
  static let actorName = Property(
    "actorName", .nullable(.anyText), "经手人姓名，只给工作人员", "Their name, to staff only")
  static let reverses = Property(
    "reverses", .nullable(.place("P")), "冲正的是哪一笔", "The entry that it takes back")
  static let reversedBy = Property(
    "reversedBy", .nullable(.place("P")), "被哪一笔冲正", "The entry that took it back")
  static let truncated = Property(
    "truncated", .boolean, "还有更多，这里没有列出", "Whether there is more than is given here")
  static let expiring = Property(
    "expiring",
    .list(
      .named(
        "Expiry",
        .object([
          Property("through", .day, "最后有效日", "The last day on which they are good"),
          Property("points", .integer(), "积分", "The points"),
        ]))), "即将过期的积分，最早的在前", "What lapses when, the soonest first")
}

extension Schema {
  /// A QR code as a page draws it.
  static let qrCode = Schema.named(
    "QRCode",
    .object([
      Property(
        "size", .integer(), "宽与高，以模块计，含四格空白",
        "Width and height in modules, with the quiet zone of four"),
      Property("path", .anyText, "深色模块，SVG路径", "The dark modules as an SVG path"),
    ]))
}
