import CivilTime
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
    case .renewed(let id, let tokenHash):
      json.member("type", "staff.renewed")
      json.member("staff", id.number)
      json.member("token", tokenHash.hex)
    case .limited(let id, let expires):
      json.member("type", "staff.limited")
      json.member("staff", id.number)
      json.member("expires", expires.milliseconds)
    case .bound(let id, let regions):
      json.member("type", "staff.bound")
      json.member("staff", id.number)
      write(regions, "regions", &json)
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
    case "staff.renewed":
      .renewed(
        try reader.read("staff", FactValue.staff),
        tokenHash: try reader.read("token", FactValue.tokenHash))
    case "staff.limited":
      .limited(
        try reader.read("staff", FactValue.staff),
        expires: try reader.read("expires", FactValue.instant))
    case "staff.bound":
      .bound(
        try reader.read("staff", FactValue.staff), regions: try reader.read("regions", codes))
    default: nil
    }
  }
}
