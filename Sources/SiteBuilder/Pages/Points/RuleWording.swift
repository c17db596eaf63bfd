import CivilTime
import Magazine

extension Wording {
  /// 120, 每10元1分, 见活动页: what a rule gives.
  func worth(of rule: ClubSettings.PointRule) -> String {
    guard let points = rule.points else { return choose("见活动页", "見活動頁", "see the event") }
    guard let yuan = rule.perYuan else { return count(points) }
    return choose(
      "每\(count(yuan))元\(count(points))分", "每\(count(yuan))元\(count(points))分",
      "\(count(points)) for every \(count(yuan)) yuan")
  }

  /// 每人每天最多200分；凭收据: the bounds of a rule; nil where it has none.
  func terms(of rule: ClubSettings.PointRule, _ tiers: [ClubSettings.Tier] = []) -> String? {
    func title(_ code: String) -> String { tiers.first { $0.code == code }?.title ?? code }
    var terms: [String] = []
    if let tier = rule.whenTier.map(title) {
      terms.append(
        choose("成为\(tier)当日自动记入", "成為\(tier)當日自動記入", "given by itself on becoming \(tier)"))
    }
    if let referral = rule.referral {
      let points = count(referral.newcomer ?? rule.points ?? 0)
      terms.append(
        choose(
          "新会员同时记\(points)分，要么都记，要么都不记", "新會員同時記\(points)分，要麼都記，要麼都不記",
          "\(points) for whoever came, at once: both or neither"))
    }
    if !rule.tiers.isEmpty {
      let names = list(rule.tiers.map(title))
      terms.append(choose("限\(names)", "限\(names)", "for \(names)"))
    }
    terms += rule.tierPercents.map { share in
      let (name, times) = (title(share.tier), multiple(share.percent))
      return choose("\(name)\(times)倍", "\(name)\(times)倍", "\(times) times for \(name)")
    }
    if let term = term(from: rule.from, through: rule.through) { terms.append(term) }
    if let once = rule.once {
      terms.append(
        choose("\(each(once))一次", "\(each(once))一次", "once \(each(once))"))
    }
    terms += rule.caps.map { cap in
      choose(
        "\(each(cap.period))最多\(count(cap.points))分", "\(each(cap.period))最多\(count(cap.points))分",
        "at most \(count(cap.points)) \(each(cap.period))")
    }
    if rule.reference == .receipt {
      terms.append(choose("凭收据，一张收据记一次", "憑收據，一張收據記一次", "by a receipt, each good once"))
    }
    if let days = rule.pendingDays {
      terms.append(
        choose("\(days)天后可用", "\(days)天後可用", "good to spend after \(days) days"))
    }
    if rule.needsApproval {
      terms.append(choose("须第二个人复核", "須第二個人複核", "approved by a second person"))
    }
    return terms.isEmpty ? nil : terms.joined(separator: choose("；", "；", "; "))
  }

  /// 2027年1月1日至2027年1月3日; nil where it is without bounds.
  func term(from: Day?, through: Day?) -> String? {
    switch (from, through) {
    case (let from?, let through?):
      choose(
        "\(date(from))至\(date(through))", "\(date(from))至\(date(through))",
        "\(date(from)) to \(date(through))")
    case (let from?, nil):
      choose("\(date(from))起", "\(date(from))起", "from \(date(from))")
    case (nil, let through?):
      choose("至\(date(through))止", "至\(date(through))止", "through \(date(through))")
    case (nil, nil): nil
    }
  }

  /// 入会满12个月；近12个月得满2,000分: what brings a member to a tier.
  func condition(of tier: ClubSettings.Tier) -> String {
    var conditions: [String] = []
    if let months = tier.months {
      conditions.append(
        choose("入会满\(months)个月", "入會滿\(months)個月", "a member for \(months) months"))
    }
    if let earned = tier.earned {
      let points = count(earned)
      conditions.append(
        tier.within.map { months in
          choose(
            "近\(months)个月得满\(points)分", "近\(months)個月得滿\(points)分",
            "\(points) points earned within \(months) months")
        } ?? choose("累计得满\(points)分", "累計得滿\(points)分", "\(points) points earned"))
    }
    if let homes = tier.homes {
      conditions.append(
        choose("名下满\(homes)套房", "名下滿\(homes)套房", "\(homes) homes of one's own"))
    }
    return conditions.isEmpty
      ? choose("入会即是", "入會即是", "from joining on")
      : conditions.joined(separator: choose("，", "，", ", "))
  }

  /// 会所消费：2倍: what a campaign changes; without rules it is for all.
  func effect(of campaign: ClubSettings.Campaign, on rules: [String]) -> String {
    var effects: [String] = []
    if let points = campaign.points {
      effects.append(
        choose("改记\(count(points))分", "改記\(count(points))分", "\(count(points)) points instead"))
    }
    if campaign.percent != 100 {
      let times = multiple(campaign.percent)
      effects.append(choose("\(times)倍", "\(times)倍", "\(times) times as many"))
    }
    let subject = rules.isEmpty ? choose("各项", "各項", "everything") : list(rules)
    return pair(subject, list(effects))
  }

  /// 1.5 for 150.
  func multiple(_ percent: Int) -> String {
    let (whole, rest) = (percent / 100, percent % 100)
    if rest == 0 { return "\(whole)" }
    return "\(whole)." + (rest % 10 == 0 ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)")
  }

  private func each(_ period: ClubSettings.Period) -> String {
    switch period {
    case .day: choose("每人每天", "每人每天", "a day")
    case .month: choose("每人每月", "每人每月", "a month")
    case .year: choose("每人每年", "每人每年", "a year")
    case .ever: choose("每人一共", "每人一共", "in all")
    }
  }

  private func choose(_ simplified: String, _ traditional: String, _ english: String) -> String {
    switch language {
    case .simplifiedChinese: simplified
    case .traditionalChinese: traditional
    case .english: english
    }
  }
}
