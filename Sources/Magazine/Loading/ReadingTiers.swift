extension EntryReader {
  /// The tiers of membership, the lowest first.
  func tiers(_ fields: Fields) -> [ClubSettings.Tier] {
    var tiers: [ClubSettings.Tier] = []
    for item in fields.mappings("tiers", .tier) {
      let (code, title) = (item.code("code"), item.text("title"))
      let (months, earned) = (
        item.number("months", in: 1...1200), item.number("earned", in: 1...1_000_000)
      )
      let within = item.number("within_months", in: 1...1200)
      if within != nil, item.entry("earned") == nil, let node = item.entry("within_months")?.value {
        item.refuse(
          node, "within_months", "says within which time, but not how many points",
          remedy: "add “earned: 2000”")
      }
      let homes = item.number("homes", in: 1...1000)
      let benefits = item.texts("benefits").map(\.value)
      guard let code, let title else { continue }
      if tiers.contains(where: { $0.code == code }), let node = item.entry("code")?.value {
        item.refuse(
          node, "code", "is “\(code)”, which another tier has",
          remedy: "give each tier a code of its own")
      }
      tiers.append(
        ClubSettings.Tier(
          code: code, title: title, months: months, earned: earned, within: within,
          homes: homes, benefits: benefits))
    }
    return tiers
  }

  /// The regions or the segments, each with a code of its own.
  func tags(_ fields: Fields, _ name: StaticString) -> [ClubSettings.Tag] {
    var tags: [ClubSettings.Tag] = []
    for item in fields.mappings(name, .tag) {
      let (code, title) = (item.code("code"), item.text("title"))
      guard let code, let title else { continue }
      if tags.contains(where: { $0.code == code }), let node = item.entry("code")?.value {
        item.refuse(
          node, "code", "is “\(code)”, which another one has",
          remedy: "give each a code of its own; members' records name it")
        continue
      }
      tags.append(
        ClubSettings.Tag(code: code, title: title, traditionalTitle: item.text("title_hant")))
    }
    return tags
  }

  /// What a rule says of tiers; they are tiers that there are.
  func readTiers(
    _ item: Fields, _ tiers: [ClubSettings.Tier], into rule: inout ClubSettings.PointRule
  ) {
    let codes = tiers.map(\.code)
    func check(_ code: String, at position: Position) -> Bool {
      if codes.contains(code) { return true }
      report.error(
        at: position, "there is no tier “\(code)”",
        remedy: Nearest.remedy(for: code, among: codes, noun: "tiers"))
      return false
    }
    rule.tiers = item.texts("tiers").filter { check($0.value, at: $0.position) }.map(\.value)
    if let when = item.located("when_tier"), check(when.value, at: when.position) {
      rule.whenTier = when.value
      if rule.points == nil || rule.perYuan != nil, let node = item.entry("when_tier")?.value {
        item.refuse(
          node, "when_tier", "is for a rule of fixed points",
          remedy: "leave “per_yuan” and “attendance” out")
      }
    }
    guard let node = item.entry("tier_times")?.value else { return }
    guard case .mapping(let entries) = node.value else {
      item.refuse(node, "tier_times", "takes tiers with a number each")
      return
    }
    for entry in entries where check(entry.key.text, at: entry.keyPosition) {
      guard case .scalar(let scalar) = entry.value.value,
        let percent = Decimals.hundredths(scalar.trimmed), (1...10_000).contains(percent)
      else {
        item.refuse(
          entry.value, "tier_times", "gives “\(entry.key.text)” no multiple",
          remedy: "write a number from 0.01 to 100 with at most two decimals, such as 2 or 1.5")
        continue
      }
      rule.tierPercents.append(.init(tier: entry.key.text, percent: percent))
    }
  }
}
