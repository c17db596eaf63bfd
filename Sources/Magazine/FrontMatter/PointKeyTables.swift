extension KeyTable {
  static let pointRule = KeyTable(
    subject: "a point rule", place: "point_rules, in club.yml",
    keys: [
      Key("code", .code, required: true, "The stable code; no two rules share one", "attend"),
      Key("title", .text, required: true, "The name", "活动签到"),
      Key(
        "points", .number, "The points, 1 to 1000000; left out where `attendance` is true", "120"),
      Key(
        "per_yuan", .number,
        "Gives its points for each so many yuan, rounded down; the clerk types "
          + "the amount", "10"),
      Key(
        "attendance", .flag, "Once for each event, as many points as the event's page says", "true"),
      Key("text", .text, "The explanation for members", "每场一次。"),
      Key("validity", .text, "How long its points are good, if not as all others", "year-end"),
      Key("from", .day, "The first business date for which it holds", "2026-11-01"),
      Key("through", .day, "The last business date for which it holds", "2027-10-31"),
      Key(
        "reference", .choice, "free, or receipt: it is needed, and in the whole club good once",
        "receipt"),
      Key(
        "caps", .mapping, "The most points that it gives to a member within a time", "{day: 200}"),
      Key(
        "once", .choice,
        "Gives points to a member once a day, month or year, or once for good (ever)",
        "ever"),
      Key("approval", .flag, "Every award of it is approved by a second person", "true"),
      Key("tiers", .texts, "The tiers whose members it is for; none means everybody", "[senior]"),
      Key(
        "tier_times", .mapping, "How many times as many points members of a tier get, 0.01 to 100",
        "{senior: 1.5}"),
      Key(
        "when_tier", .text,
        "Gives its points by itself, once, on the day a member comes to this tier",
        "senior"),
      Key(
        "referral", .mapping,
        "Gives its points for bringing a member, to both of them or to neither; `{}` will do",
        "{newcomer: 500}"),
      Key(
        "pending_days", .number,
        "For how many days after the business date its points are seen and cannot be spent", "7"),
    ])

  static let referral = KeyTable(
    subject: "a referral", place: "referral, of a rule in club.yml",
    keys: [
      Key(
        "newcomer", .number, "What whoever came gets; as many as `points` where it is left out",
        "500"),
      Key(
        "within_days", .number,
        "For how many days after joining the desk can add who it was; 30 where it is left out", "30"
      ),
    ])

  static let tier = KeyTable(
    subject: "a tier", place: "tiers, in club.yml",
    keys: [
      Key("code", .code, required: true, "The stable code", "senior"),
      Key("title", .text, required: true, "The name", "资深会员"),
      Key("months", .number, "For how many months somebody has to be a member", "12"),
      Key("earned", .number, "How many points somebody has to have earned", "2000"),
      Key("within_months", .number, "Within how many months they have to be earned", "12"),
      Key("homes", .number, "How many homes somebody has to own, as the staff have noted", "1"),
      Key("benefits", .texts, "What its members get, a line each", "[活动优先报名]"),
    ])

  static let tag = KeyTable(
    subject: "a region or segment", place: "regions or segments, in club.yml",
    keys: [
      Key("code", .code, required: true, "The stable code, which members' records name", "north"),
      Key("title", .text, required: true, "The name", "城北"),
      Key(
        "title_hant", .text, "The name in Traditional characters, where no converter can tell",
        "半山台"),
    ])

  static let caps = KeyTable(
    subject: "a cap", place: "caps, of a rule in club.yml",
    keys: [
      Key("day", .number, "The most points on one business date", "200"),
      Key("month", .number, "The most points in a calendar month", "1000"),
      Key("year", .number, "The most points in a calendar year", "5000"),
      Key("ever", .number, "The most points in all", "10000"),
    ])

  static let campaign = KeyTable(
    subject: "a campaign", place: "campaigns, in club.yml",
    keys: [
      Key("code", .code, required: true, "The stable code, which entries name", "new-year"),
      Key("title", .text, required: true, "The name", "新年双倍"),
      Key("text", .text, "The explanation for members", "元旦三天，会所消费双倍记分。"),
      Key("from", .day, required: true, "The first business date", "2027-01-01"),
      Key("through", .day, required: true, "The last business date", "2027-01-03"),
      Key("rules", .texts, "The codes of the rules that it is for; none means all", "[purchase]"),
      Key("times", .text, "How many times as many points, 0.01 to 100, rounded down", "2"),
      Key("points", .number, "How many points instead of the rule's own", "3"),
    ])
}
