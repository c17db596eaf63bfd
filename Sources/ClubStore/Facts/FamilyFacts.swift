import Club
import JSON

extension FactCoding {
  static func write(_ fact: FamilyFact, _ json: inout JSONWriter) {
    switch fact {
    case .invited(let member, let other):
      write("family.invited", member, other, &json)
    case .joined(let member, let other):
      write("family.joined", member, other, &json)
    case .declined(let member, let other):
      write("family.declined", member, other, &json)
    case .left(let member):
      json.member("type", "family.left")
      json.member("member", member.digits)
    }
  }

  private static func write(
    _ type: String, _ member: MemberNumber, _ other: MemberNumber, _ json: inout JSONWriter
  ) {
    json.member("type", type)
    json.member("member", member.digits)
    json.member("by", other.digits)
  }

  static func readFamily(_ reader: inout FactReader) throws(JSONError) -> FamilyFact? {
    switch reader.type {
    case "family.invited":
      .invited(
        member: try reader.read("member", FactValue.member),
        by: try reader.read("by", FactValue.member))
    case "family.joined":
      .joined(
        member: try reader.read("member", FactValue.member),
        by: try reader.read("by", FactValue.member))
    case "family.declined":
      .declined(
        member: try reader.read("member", FactValue.member),
        by: try reader.read("by", FactValue.member))
    case "family.left":
      .left(member: try reader.read("member", FactValue.member))
    default: nil
    }
  }
}
