import CivilTime
import Club
import JSON

extension FactCoding {
  static func write(_ fact: TierFact, _ json: inout JSONWriter) {
    switch fact {
    case .changed(let change):
      json.member("type", "tier.changed")
      json.member("member", change.member.digits)
      if let from = change.from { json.member("from", from.text) }
      if let to = change.to { json.member("to", to.text) }
      json.member("since", change.since.iso)
      json.member("cause", change.cause.rawValue)
    }
  }

  static func readTiers(_ reader: inout FactReader) throws(JSONError) -> TierFact? {
    guard reader.type == "tier.changed" else { return nil }
    return .changed(
      TierChange(
        member: try reader.read("member", FactValue.member),
        from: try reader.readIfThere("from", FactValue.code),
        to: try reader.readIfThere("to", FactValue.code),
        since: try reader.read("since", FactValue.day),
        cause: try reader.read("cause", FactValue.word)))
  }

  /// Writes the terms of a tier.
  static func write(_ tier: Tier, _ json: inout JSONWriter) {
    json.object { json in
      json.member("code", tier.code.text)
      json.member("title", tier.title)
      if let months = tier.months { json.member("months", months) }
      if let earned = tier.earned { json.member("earned", earned.points) }
      if let within = tier.within { json.member("within", within) }
      if let homes = tier.homes { json.member("homes", homes) }
      if !tier.benefits.isEmpty {
        json.key("benefits")
        json.array { json in
          for benefit in tier.benefits { json.string(benefit) }
        }
      }
    }
  }

  static func tiers(_ json: inout JSONScanner) throws(JSONError) -> [Tier] {
    var tiers: [Tier] = []
    try json.beginArray()
    while try json.nextElement() {
      var reader = try ObjectReader(json, name: "tier")
      tiers.append(
        Tier(
          code: try reader.read("code", FactValue.code),
          title: try reader.read("title", FactValue.text),
          months: try reader.readIfThere("months", FactValue.integer),
          earned: try reader.readIfThere("earned", FactValue.amount),
          within: try reader.readIfThere("within", FactValue.integer),
          homes: try reader.readIfThere("homes", FactValue.integer),
          benefits: try reader.readIfThere("benefits", texts) ?? []))
      json = try reader.end()
    }
    return tiers
  }

  private static func texts(_ json: inout JSONScanner) throws(JSONError) -> [String] {
    var texts: [String] = []
    try json.beginArray()
    while try json.nextElement() { texts.append(try json.string()) }
    return texts
  }
}
