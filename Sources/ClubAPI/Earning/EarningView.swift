import Club
import JSON

extension Earning {
  /// Writes the member `earning`: why an award has as many points as it has.
  func write(to json: inout JSONWriter) {
    json.key("earning")
    json.object { json in
      json.member("version", version)
      json.member("base", base)
      json.member("amountFen", money?.fen)
      json.member("event", event?.text)
      json.member("registration", registration?.description)
      json.member("campaign", campaign?.text)
      json.member("percent", percent)
      json.member("tier", tier?.text)
      json.member("tierPercent", tierPercent)
      json.member("cut", cut)
      if let referral { json.member("referral", referral.digits) }
    }
  }
}

extension [CapStanding] {
  /// Writes the member `caps`: what the rule's caps leave to the member afterwards.
  func write(to json: inout JSONWriter) {
    json.key("caps")
    json.array { json in
      for standing in self {
        json.object { json in
          json.member("period", standing.cap.period.rawValue)
          json.member("points", standing.cap.points.points)
          json.member("left", standing.left)
        }
      }
    }
  }
}

extension PointRule.Need {
  /// The field of a request that holds it.
  var field: String {
    switch self {
    case .points: "points"
    case .money: "amountFen"
    case .event: "event"
    case .reference: "reference"
    }
  }
}
