import CivilTime
import Club
import JSON

extension FactCoding {
  static func write(_ fact: TermsFact, _ json: inout JSONWriter) {
    switch fact {
    case .rulesAdopted(let rules):
      json.member("type", "terms.rules-adopted")
      if let consent = rules.consent { json.member("consent", consent.text) }
      json.key("rules")
      json.array { json in
        for rule in rules.pointRules { write(rule, &json) }
      }
      if rules.validity != .unlimited { json.member("validity", rules.validity.text) }
      if rules.approval.manual { json.member("approveManual", true) }
      if let above = rules.approval.above { json.member("approveAbove", above.points) }
      if !rules.campaigns.isEmpty {
        json.key("campaigns")
        json.array { json in
          for campaign in rules.campaigns { write(campaign, &json) }
        }
      }
      if !rules.tiers.isEmpty {
        json.key("tiers")
        json.array { json in
          for tier in rules.tiers { write(tier, &json) }
        }
      }
      if let family = rules.family { json.member("familyMembers", family.members) }
      if !rules.regions.isEmpty { write(rules.regions, "regions", &json) }
      if !rules.segments.isEmpty { write(rules.segments, "segments", &json) }
    case .eventAdopted(let event):
      json.member("type", "terms.event-adopted")
      json.member("event", event.slug.text)
      json.member("title", event.title)
      json.member("start", event.start.milliseconds)
      if let end = event.end { json.member("end", end.milliseconds) }
      if let closes = event.closes { json.member("closes", closes.milliseconds) }
      if let capacity = event.capacity { json.member("capacity", capacity) }
      if let points = event.points { json.member("points", points.points) }
      json.member("cancelled", event.cancelled)
    case .eventWithdrawn(let slug):
      json.member("type", "terms.event-withdrawn")
      json.member("event", slug.text)
    case .rewardAdopted(let reward):
      json.member("type", "terms.reward-adopted")
      json.member("reward", reward.slug.text)
      json.member("title", reward.title)
      json.member("points", reward.price.points)
      if let stock = reward.stock { json.member("stock", stock) }
      if let from = reward.from { json.member("from", from.iso) }
      if let through = reward.through { json.member("through", through.iso) }
      if let limit = reward.limit { json.member("limit", limit) }
      if let tier = reward.tier { json.member("tier", tier.text) }
      if reward.validity != .unlimited { json.member("validity", reward.validity.text) }
      if reward.refundsLapsed { json.member("refunds", true) }
    case .rewardWithdrawn(let slug):
      json.member("type", "terms.reward-withdrawn")
      json.member("reward", slug.text)
    }
  }

  static func readTerms(_ reader: inout FactReader) throws(JSONError) -> TermsFact? {
    switch reader.type {
    case "terms.rules-adopted":
      .rulesAdopted(try clubRules(&reader))
    case "terms.event-adopted":
      .eventAdopted(
        EventTerms(
          slug: try reader.read("event", FactValue.code),
          title: try reader.read("title", FactValue.text),
          start: try reader.read("start", FactValue.instant),
          end: try reader.readIfThere("end", FactValue.instant),
          closes: try reader.readIfThere("closes", FactValue.instant),
          capacity: try reader.readIfThere("capacity", FactValue.integer),
          points: try reader.readIfThere("points", FactValue.amount),
          cancelled: try reader.read("cancelled", FactValue.flag)))
    case "terms.event-withdrawn":
      .eventWithdrawn(try reader.read("event", FactValue.code))
    case "terms.reward-adopted":
      .rewardAdopted(
        RewardTerms(
          slug: try reader.read("reward", FactValue.code),
          title: try reader.read("title", FactValue.text),
          price: try reader.read("points", FactValue.amount),
          stock: try reader.readIfThere("stock", FactValue.integer),
          from: try reader.readIfThere("from", FactValue.day),
          through: try reader.readIfThere("through", FactValue.day),
          limit: try reader.readIfThere("limit", FactValue.integer),
          tier: try reader.readIfThere("tier", FactValue.code),
          validity: try reader.readIfThere("validity", FactValue.validity) ?? .unlimited,
          refundsLapsed: try reader.readIfThere("refunds", FactValue.flag) ?? false))
    case "terms.reward-withdrawn":
      .rewardWithdrawn(try reader.read("reward", FactValue.code))
    default: nil
    }
  }

  private static func clubRules(_ reader: inout FactReader) throws(JSONError) -> ClubRules {
    var rules = ClubRules(
      consent: try reader.readIfThere("consent", FactValue.code),
      pointRules: try reader.read("rules", pointRules),
      validity: try reader.readIfThere("validity", FactValue.validity) ?? .unlimited)
    rules.approval = ApprovalTerms(
      manual: try reader.readIfThere("approveManual", FactValue.flag) ?? false,
      above: try reader.readIfThere("approveAbove", FactValue.amount))
    rules.campaigns = try reader.readIfThere("campaigns", campaigns) ?? []
    rules.tiers = try reader.readIfThere("tiers", tiers) ?? []
    rules.family = try reader.readIfThere("familyMembers", FactValue.integer)
      .map { FamilyTerms(members: $0) }
    rules.regions = try reader.readIfThere("regions", tags) ?? []
    rules.segments = try reader.readIfThere("segments", tags) ?? []
    return rules
  }
}
