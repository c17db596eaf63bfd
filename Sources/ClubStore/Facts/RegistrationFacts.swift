import Club
import JSON

extension FactCoding {
  static func write(_ fact: RegistrationFact, _ json: inout JSONWriter) {
    switch fact {
    case .seated(let event, let member):
      json.member("type", "registration.seated")
      json.member("event", event.text)
      json.member("member", member.digits)
    case .waitlisted(let event, let member, let place):
      json.member("type", "registration.waitlisted")
      json.member("event", event.text)
      json.member("member", member.digits)
      json.member("place", place)
    case .cancelled(let id, let event, let member):
      json.member("type", "registration.cancelled")
      json.member("registration", id.description)
      json.member("event", event.text)
      json.member("member", member.digits)
    case .promoted(let id, let event, let member):
      json.member("type", "registration.promoted")
      json.member("registration", id.description)
      json.member("event", event.text)
      json.member("member", member.digits)
    case .attended(let id, let event, let member):
      json.member("type", "registration.attended")
      json.member("registration", id.description)
      json.member("event", event.text)
      json.member("member", member.digits)
    }
  }

  static func readRegistration(_ reader: inout FactReader) throws(JSONError) -> RegistrationFact? {
    switch reader.type {
    case "registration.seated":
      .seated(
        event: try reader.read("event", FactValue.code),
        member: try reader.read("member", FactValue.member))
    case "registration.waitlisted":
      .waitlisted(
        event: try reader.read("event", FactValue.code),
        member: try reader.read("member", FactValue.member),
        place: try reader.read("place", FactValue.integer))
    case "registration.cancelled":
      .cancelled(
        try reader.read("registration", FactValue.registration),
        event: try reader.read("event", FactValue.code),
        member: try reader.read("member", FactValue.member))
    case "registration.promoted":
      .promoted(
        try reader.read("registration", FactValue.registration),
        event: try reader.read("event", FactValue.code),
        member: try reader.read("member", FactValue.member))
    case "registration.attended":
      .attended(
        try reader.read("registration", FactValue.registration),
        event: try reader.read("event", FactValue.code),
        member: try reader.read("member", FactValue.member))
    default: nil
    }
  }
}
