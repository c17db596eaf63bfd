import Club

extension Property {
  static let amountFen = Property(
    "amountFen", .integer(Money.range), "金额，以分计", "How much was paid, in fen")
  static let event = Property("event", .code, "活动", "The event's slug")

  /// Why an award has as many points as it has; left out of everything else.
  static let earning = Property(
    "earning",
    .named(
      "Earning",
      .object([
        Property("version", .integer(), "规则的第几版", "Which version of the rule it was"),
        Property("base", .integer(), "规则本身算出的分", "What the rule itself comes to"),
        Property(
          "amountFen", .nullable(.integer(Money.range)), "金额，以分计", "How much was paid, in fen"),
        Property("event", .nullable(.code), "到场的活动", "The event that was attended"),
        Property(
          "registration", .nullable(.place("R")), "会员在那里的报名", "The member's seat there"),
        Property("campaign", .nullable(.code), "限时活动的代码", "The campaign in which it fell"),
        Property(
          "percent", .integer(), "倍数，以百分之一计", "What the campaign makes of it, in a hundredth"),
        Property(
          "tier", .nullable(.code), "业务日期时的等级，规则不看等级时为null",
          "The tier on the business date, null where the rule does not ask"),
        Property(
          "tierPercent", .integer(), "等级的倍数，以百分之一计",
          "What the tier makes of it, in a hundredth"),
        Property("cut", .integer(), "上限减去的分", "How many points a cap has cut off"),
        Property(
          "referral", .memberNumber, "欢笑分享的另一方",
          "Whoever brought the member, or whom the member brought", isRequired: false),
      ])), "按规则记的分怎样算出", "Why an award by a rule has as many points", isRequired: false)

  /// What the rule's caps leave to the member; left out where it has none.
  static let caps = Property(
    "caps",
    .list(
      .named(
        "Cap",
        .object([
          Property("period", .oneOf(Period.self), "期间", "Within which time"),
          Property("points", .integer(Amount.range), "上限", "The most points"),
          Property("left", .integer(), "还剩", "What is left afterwards"),
        ]))), "规则的上限与还剩多少", "The rule's caps and what they leave", isRequired: false)
}
