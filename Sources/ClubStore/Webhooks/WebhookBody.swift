public import CivilTime
public import Club
import JSON

extension WebhookEvent {
  /// What is told, as Standard Webhooks asks for it: `type`, `timestamp`, `data`. The same bytes every time.
  ///
  /// - Parameter time: the time of its record.
  /// - Returns: JSON.
  public func body(at time: Instant) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("type", type.rawValue)
      json.member("timestamp", time.rfc3339)
      json.key("data")
      json.object { json in writeData(to: &json) }
    }
    return json.bytes
  }

  /// Every member is always there: whoever reads it need not ask whether it is.
  private func writeData(to json: inout JSONWriter) {
    switch self {
    case .memberJoined(let member, let channel):
      json.member("member", member.digits)
      json.member("channel", channel.rawValue)
    case .tierChanged(let change):
      json.member("member", change.member.digits)
      json.member("from", change.from?.text)
      json.member("to", change.to?.text)
      json.member("since", change.since.iso)
      json.member("cause", change.cause.rawValue)
    case .pointsPosted(let entry, let posting):
      json.member("member", posting.member.digits)
      json.member("entry", entry.description)
      json.member("account", posting.account.rawValue)
      json.member("points", posting.points)
      json.member("source", posting.source.text)
      json.member("businessDate", posting.businessDate.iso)
      json.member("reverses", posting.reverses?.description)
    case .registrationPromoted(let registration, let event, let member):
      json.member("member", member.digits)
      json.member("registration", registration.description)
      json.member("event", event.text)
    }
  }
}
