import CivilTime

extension EntryReader {
  /// The rules by which points are given.
  func pointRules(_ fields: Fields, _ tiers: [ClubSettings.Tier]) -> [ClubSettings.PointRule] {
    var rules: [ClubSettings.PointRule] = []
    for item in fields.mappings("point_rules", .pointRule) {
      guard let rule = pointRule(item, tiers) else { continue }
      if rules.contains(where: { $0.code == rule.code }), let node = item.entry("code")?.value {
        item.refuse(
          node, "code", "is “\(rule.code)”, which another rule has",
          remedy: "give each rule a code of its own; points already awarded name it")
      }
      if rule.referral != nil, rules.contains(where: { $0.referral != nil }),
        let node = item.entry("referral")?.value
      {
        item.refuse(
          node, "referral", "is said by another rule already",
          remedy: "leave it with one rule: a member is brought once")
      }
      rules.append(rule)
    }
    return rules
  }

  private func pointRule(
    _ item: Fields, _ tiers: [ClubSettings.Tier]
  ) -> ClubSettings.PointRule? {
    let code = item.code(
      "code", reserved: ["manual", "redemption", "reversal", "expiry", "leaving", "transfer"])
    let (title, text) = (item.text("title"), item.text("text"))
    let points = item.number("points", in: 1...1_000_000)
    let isAttendance = item.flag("attendance")
    checkPoints(item, isAttendance)
    guard let code, let title, points != nil || isAttendance else { return nil }
    var rule = ClubSettings.PointRule(code: code, title: title, points: points, text: text)
    rule.isAttendance = isAttendance
    rule.perYuan = item.number("per_yuan", in: 1...1_000_000)
    rule.validity = validity(item, "validity")
    (rule.from, rule.through) = term(item)
    rule.reference = item.choice("reference", ["free": .free, "receipt": .receipt]) ?? .free
    if let caps = item.mapping("caps", .caps) {
      for (name, period) in periods {
        caps.number(name, in: 1...1_000_000).map {
          rule.caps.append(ClubSettings.Cap(period: period, points: $0))
        }
      }
    }
    rule.once = item.choice(
      "once", ["day": ClubSettings.Period.day, "month": .month, "year": .year, "ever": .ever])
    rule.needsApproval = item.flag("approval")
    readTiers(item, tiers, into: &rule)
    readReferral(item, into: &rule)
    rule.pendingDays = item.number("pending_days", in: 1...3650)
    return rule
  }

  /// What a rule gives for bringing a member: to both what is fixed, and once.
  private func readReferral(_ item: Fields, into rule: inout ClubSettings.PointRule) {
    guard let terms = item.mapping("referral", .referral) else { return }
    rule.referral = ClubSettings.Referral(
      newcomer: terms.number("newcomer", in: 1...1_000_000),
      days: terms.number("within_days", in: 0...3650) ?? 30)
    let others: [StaticString] = [
      "per_yuan", "attendance", "when_tier", "reference", "once", "tiers", "tier_times",
    ]
    for name in others {
      guard let node = item.entry(name)?.value else { continue }
      item.refuse(
        node, name, "does not go with “referral”: both get what is fixed, once",
        remedy: "leave one of the two out")
    }
  }

  private var periods: [(StaticString, ClubSettings.Period)] {
    [("day", .day), ("month", .month), ("year", .year), ("ever", .ever)]
  }

  /// A rule says how many points it gives, or that the event does, and not both.
  private func checkPoints(_ item: Fields, _ isAttendance: Bool) {
    if !isAttendance, item.isComplete, item.entry("points") == nil {
      report.error(
        at: item.position, "“points” of a point rule is missing",
        remedy: "add “points: 120”, or “attendance: true” where the event's page says how many")
    }
    guard isAttendance else { return }
    for name: StaticString in ["points", "per_yuan"] {
      guard let node = item.entry(name)?.value else { continue }
      item.refuse(
        node, name,
        "does not go with “attendance”: the event's page says how many points there are",
        remedy: "leave one of the two out")
    }
  }

  /// The first and the last day.
  private func term(_ item: Fields) -> (Day?, Day?) {
    let (from, through) = (item.day("from"), item.day("through"))
    if let from, let through, through < from, let node = item.entry("through")?.value {
      item.refuse(
        node, "through", "is before “from”, \(from.iso)",
        remedy: "write the last day, \(from.iso) or later")
    }
    return (from, through)
  }

  /// The campaigns; they are for rules that there are.
  func campaigns(
    _ fields: Fields, _ rules: [ClubSettings.PointRule]
  ) -> [ClubSettings.Campaign] {
    var campaigns: [ClubSettings.Campaign] = []
    for item in fields.mappings("campaigns", .campaign) {
      let (code, title, text) = (item.code("code"), item.text("title"), item.text("text"))
      let (from, through) = term(item)
      let named = item.texts("rules")
      for name in named where !rules.contains(where: { $0.code == name.value }) {
        report.error(
          at: name.position, "there is no rule “\(name.value)”",
          remedy: Nearest.remedy(for: name.value, among: rules.map(\.code), noun: "rules"))
      }
      let points = item.number("points", in: 1...1_000_000)
      let percent = percent(item, "times")
      if percent == nil, points == nil, item.isComplete, item.entry("times") == nil {
        report.error(
          at: item.position, "a campaign changes nothing",
          remedy: "add “times: 2”, or “points: 3” for other points than the rule's own")
      }
      guard let code, let title, let from, let through else { continue }
      if campaigns.contains(where: { $0.code == code }), let node = item.entry("code")?.value {
        item.refuse(
          node, "code", "is “\(code)”, which another campaign has",
          remedy: "give each campaign a code of its own; points already awarded name it")
      }
      campaigns.append(
        ClubSettings.Campaign(
          code: code, title: title, text: text, from: from, through: through,
          rules: named.map(\.value), percent: percent ?? 100, points: points))
    }
    return campaigns
  }

  /// How many times as much, in a hundredth: `1.5` is 150.
  func percent(_ item: Fields, _ name: StaticString) -> Int? {
    guard let text = item.text(name), let node = item.entry(name)?.value else { return nil }
    if let percent = Decimals.hundredths(text), (1...10_000).contains(percent) { return percent }
    item.refuse(
      node, name, "is “\(text)”, which is no multiple",
      remedy: "write a number from 0.01 to 100 with at most two decimals, such as 2 or 1.5")
    return nil
  }
}

/// Numbers with decimals, without binary fractions.
enum Decimals {
  /// `1.5` as 150; nil where it is no such number.
  static func hundredths(_ text: String) -> Int? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.utf8.count <= 4 }),
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let whole = Int(parts[0])
    else { return nil }
    guard parts.count == 2 else { return whole * 100 }
    guard parts[1].utf8.count <= 2, let rest = Int(parts[1]) else { return nil }
    return whole * 100 + (parts[1].utf8.count == 1 ? rest * 10 : rest)
  }
}
