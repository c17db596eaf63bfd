import CivilTime
import Club
import JSON

extension FactCoding {
  /// Writes why an award has as many points as it has.
  static func write(_ earning: Earning, _ json: inout JSONWriter) {
    json.key("earning")
    json.object { json in
      json.member("version", earning.version)
      json.member("base", earning.base)
      if let money = earning.money { json.member("fen", money.fen) }
      if let event = earning.event { json.member("event", event.text) }
      if let registration = earning.registration {
        json.member("registration", registration.description)
      }
      if let campaign = earning.campaign { json.member("campaign", campaign.text) }
      if earning.percent != 100 { json.member("percent", earning.percent) }
      if let tier = earning.tier { json.member("tier", tier.text) }
      if earning.tierPercent != 100 { json.member("tierPercent", earning.tierPercent) }
      if earning.cut != 0 { json.member("cut", earning.cut) }
      if let claim = earning.claim { json.member("claim", claim.rawValue) }
      if let other = earning.referral { json.member("referral", other.digits) }
    }
  }

  static func earning(_ json: inout JSONScanner) throws(JSONError) -> Earning {
    var reader = try ObjectReader(json, name: "earning")
    let earning = Earning(
      version: try reader.read("version", FactValue.integer),
      base: try reader.read("base", FactValue.integer),
      money: try reader.readIfThere("fen", FactValue.money),
      event: try reader.readIfThere("event", FactValue.code),
      registration: try reader.readIfThere("registration", FactValue.registration),
      campaign: try reader.readIfThere("campaign", FactValue.code),
      percent: try reader.readIfThere("percent", FactValue.integer) ?? 100,
      tier: try reader.readIfThere("tier", FactValue.code),
      tierPercent: try reader.readIfThere("tierPercent", FactValue.integer) ?? 100,
      cut: try reader.readIfThere("cut", FactValue.integer) ?? 0,
      claim: try reader.readIfThere("claim", FactValue.word),
      referral: try reader.readIfThere("referral", FactValue.member))
    json = try reader.end()
    return earning
  }

  /// Writes the terms of a rule.
  static func write(_ rule: PointRule, _ json: inout JSONWriter) {
    json.object { json in
      json.member("code", rule.code.text)
      json.member("title", rule.title)
      if let points = rule.points { json.member("points", points.points) }
      if let validity = rule.validity { json.member("validity", validity.text) }
      if rule.version != 1 { json.member("version", rule.version) }
      if let per = rule.per { json.member("perFen", per.fen) }
      if rule.isAttendance { json.member("attendance", true) }
      write(rule.term, &json)
      if rule.reference != .free { json.member("reference", rule.reference.rawValue) }
      if !rule.caps.isEmpty {
        json.key("caps")
        json.array { json in
          for cap in rule.caps {
            json.object { json in
              json.member("period", cap.period.rawValue)
              json.member("points", cap.points.points)
            }
          }
        }
      }
      if let once = rule.once { json.member("once", once.rawValue) }
      if rule.needsApproval { json.member("approval", true) }
      if !rule.tiers.isEmpty { write(rule.tiers, "tiers", &json) }
      if !rule.tierPercents.isEmpty {
        json.key("tierPercents")
        json.array { json in
          for share in rule.tierPercents {
            json.object { json in
              json.member("tier", share.tier.text)
              json.member("percent", share.percent)
            }
          }
        }
      }
      if let tier = rule.whenTier { json.member("whenTier", tier.text) }
      if let referral = rule.referral {
        json.key("referral")
        json.object { json in
          if let points = referral.newcomer { json.member("newcomer", points.points) }
          json.member("days", referral.days)
        }
      }
      if let days = rule.pendingDays { json.member("pendingDays", days) }
    }
  }

  static func pointRules(_ json: inout JSONScanner) throws(JSONError) -> [PointRule] {
    var rules: [PointRule] = []
    try json.beginArray()
    while try json.nextElement() {
      var reader = try ObjectReader(json, name: "rule")
      var rule = PointRule(
        code: try reader.read("code", FactValue.code),
        title: try reader.read("title", FactValue.text),
        points: try reader.readIfThere("points", FactValue.amount),
        validity: try reader.readIfThere("validity", FactValue.validity))
      rule.version = try reader.readIfThere("version", FactValue.integer) ?? 1
      rule.per = try reader.readIfThere("perFen", FactValue.money)
      rule.isAttendance = try reader.readIfThere("attendance", FactValue.flag) ?? false
      rule.term = try term(&reader)
      rule.reference = try reader.readIfThere("reference", FactValue.word) ?? .free
      rule.caps = try reader.readIfThere("caps", caps) ?? []
      rule.once = try reader.readIfThere("once", FactValue.word)
      rule.needsApproval = try reader.readIfThere("approval", FactValue.flag) ?? false
      rule.tiers = try reader.readIfThere("tiers", codes) ?? []
      rule.tierPercents = try reader.readIfThere("tierPercents", tierPercents) ?? []
      rule.whenTier = try reader.readIfThere("whenTier", FactValue.code)
      rule.referral = try reader.readIfThere("referral", referral)
      rule.pendingDays = try reader.readIfThere("pendingDays", FactValue.integer)
      rules.append(rule)
      json = try reader.end()
    }
    return rules
  }

  private static func referral(_ json: inout JSONScanner) throws(JSONError) -> ReferralTerms {
    var reader = try ObjectReader(json, name: "referral")
    let terms = ReferralTerms(
      newcomer: try reader.readIfThere("newcomer", FactValue.amount),
      days: try reader.read("days", FactValue.integer))
    json = try reader.end()
    return terms
  }

  private static func caps(_ json: inout JSONScanner) throws(JSONError) -> [Cap] {
    var caps: [Cap] = []
    try json.beginArray()
    while try json.nextElement() {
      var reader = try ObjectReader(json, name: "cap")
      caps.append(
        Cap(
          period: try reader.read("period", FactValue.word),
          points: try reader.read("points", FactValue.amount)))
      json = try reader.end()
    }
    return caps
  }

  /// Writes a campaign.
  static func write(_ campaign: Campaign, _ json: inout JSONWriter) {
    json.object { json in
      json.member("code", campaign.code.text)
      json.member("title", campaign.title)
      write(campaign.term, &json)
      if !campaign.rules.isEmpty {
        write(campaign.rules, "rules", &json)
      }
      if campaign.percent != 100 { json.member("percent", campaign.percent) }
      if let points = campaign.points { json.member("points", points.points) }
    }
  }

  static func campaigns(_ json: inout JSONScanner) throws(JSONError) -> [Campaign] {
    var campaigns: [Campaign] = []
    try json.beginArray()
    while try json.nextElement() {
      var reader = try ObjectReader(json, name: "campaign")
      campaigns.append(
        Campaign(
          code: try reader.read("code", FactValue.code),
          title: try reader.read("title", FactValue.text), term: try term(&reader),
          rules: try reader.readIfThere("rules", codes) ?? [],
          percent: try reader.readIfThere("percent", FactValue.integer) ?? 100,
          points: try reader.readIfThere("points", FactValue.amount)))
      json = try reader.end()
    }
    return campaigns
  }

  private static func tierPercents(
    _ json: inout JSONScanner
  ) throws(JSONError) -> [TierPercent] {
    var shares: [TierPercent] = []
    try json.beginArray()
    while try json.nextElement() {
      var reader = try ObjectReader(json, name: "share")
      shares.append(
        TierPercent(
          tier: try reader.read("tier", FactValue.code),
          percent: try reader.read("percent", FactValue.integer)))
      json = try reader.end()
    }
    return shares
  }

  static func write(_ codes: [Code], _ key: StaticString, _ json: inout JSONWriter) {
    json.key(key)
    json.array { json in
      for code in codes { json.string(code.text) }
    }
  }

  static func codes(_ json: inout JSONScanner) throws(JSONError) -> [Code] {
    var codes: [Code] = []
    try json.beginArray()
    while try json.nextElement() { codes.append(try FactValue.code(&json)) }
    return codes
  }

  private static func write(_ term: Term, _ json: inout JSONWriter) {
    if let from = term.from { json.member("from", from.iso) }
    if let through = term.through { json.member("through", through.iso) }
  }

  private static func term(_ reader: inout ObjectReader) throws(JSONError) -> Term {
    Term(
      from: try reader.readIfThere("from", FactValue.day),
      through: try reader.readIfThere("through", FactValue.day))
  }
}
