import Club
import JSON

extension FactCoding {
  static func write(_ fact: NewsletterFact, _ json: inout JSONWriter) {
    switch fact {
    case .agreed(let member, let edition):
      json.member("type", "newsletter.agreed")
      json.member("member", member.digits)
      json.member("edition", edition.rawValue)
    case .withdrawn(let member):
      json.member("type", "newsletter.withdrawn")
      json.member("member", member.digits)
    case .addressed(let member, let issue):
      json.member("type", "newsletter.addressed")
      json.member("member", member.digits)
      json.member("issue", issue.text)
    case .sent(let issue):
      json.member("type", "newsletter.sent")
      json.member("issue", issue.text)
    }
  }

  static func readNewsletter(_ reader: inout FactReader) throws(JSONError) -> NewsletterFact? {
    switch reader.type {
    case "newsletter.agreed":
      .agreed(
        member: try reader.read("member", FactValue.member),
        try reader.read("edition", FactValue.word))
    case "newsletter.withdrawn":
      .withdrawn(member: try reader.read("member", FactValue.member))
    case "newsletter.addressed":
      .addressed(
        member: try reader.read("member", FactValue.member),
        issue: try reader.read("issue", FactValue.code))
    case "newsletter.sent":
      .sent(issue: try reader.read("issue", FactValue.code))
    default: nil
    }
  }
}
