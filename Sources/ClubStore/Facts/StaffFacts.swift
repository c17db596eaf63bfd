import Club
import JSON

extension FactCoding {
  static func write(_ fact: StaffFact, _ json: inout JSONWriter) {
    switch fact {
    case .added(let id, let role, let tokenHash):
      json.member("type", "staff.added")
      json.member("staff", id.number)
      json.member("role", role.rawValue)
      json.member("token", tokenHash.hex)
    case .revoked(let id):
      json.member("type", "staff.revoked")
      json.member("staff", id.number)
    }
  }

  static func readStaff(_ reader: inout FactReader) throws(JSONError) -> StaffFact? {
    switch reader.type {
    case "staff.added":
      .added(
        try reader.read("staff", FactValue.staff),
        role: try reader.read("role", FactValue.word),
        tokenHash: try reader.read("token", FactValue.tokenHash))
    case "staff.revoked":
      .revoked(try reader.read("staff", FactValue.staff))
    default: nil
    }
  }
}
