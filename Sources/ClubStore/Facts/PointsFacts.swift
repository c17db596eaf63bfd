import CivilTime
import Club
import JSON

extension FactCoding {
  static func write(_ fact: PointsFact, _ json: inout JSONWriter) {
    switch fact {
    case .posted(let posting):
      json.member("type", "points.posted")
      json.member("member", posting.member.digits)
      json.member("account", posting.account.rawValue)
      json.member("points", posting.points)
      json.member("balance", posting.balance)
      json.member("source", posting.source.text)
      if let reference = posting.reference { json.member("reference", reference.text) }
      json.member("date", posting.businessDate.iso)
      if let reverses = posting.reverses { json.member("reverses", reverses.description) }
      if posting.debt != 0 { json.member("debt", posting.debt) }
    }
  }

  static func readPoints(_ reader: inout FactReader) throws(JSONError) -> PointsFact? {
    guard reader.type == "points.posted" else { return nil }
    return .posted(
      Posting(
        member: try reader.read("member", FactValue.member),
        account: try reader.read("account", FactValue.word),
        points: try reader.read("points", FactValue.integer),
        balance: try reader.read("balance", FactValue.integer),
        source: try reader.read("source", FactValue.code),
        reference: try reader.readIfThere("reference", FactValue.reference),
        businessDate: try reader.read("date", FactValue.day),
        reverses: try reader.readIfThere("reverses", FactValue.entry),
        debt: try reader.readIfThere("debt", FactValue.integer) ?? 0))
  }
}
