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
      if let expires = posting.expires { json.member("expires", expires.iso) }
      if let active = posting.activeFrom { json.member("active", active.iso) }
      if !posting.lots.isEmpty {
        json.key("lots")
        json.array { json in
          for use in posting.lots {
            json.object { json in
              json.member("entry", use.lot.description)
              json.member("points", use.points)
            }
          }
        }
      }
      if let earning = posting.earning { write(earning, &json) }
      if let other = posting.transfer { json.member("transfer", other.digits) }
    case .activated(let lot, let member, let points):
      json.member("type", "points.activated")
      json.member("member", member.digits)
      json.member("entry", lot.description)
      json.member("points", points)
    }
  }

  static func readPoints(_ reader: inout FactReader) throws(JSONError) -> PointsFact? {
    if reader.type == "points.activated" {
      let member = try reader.read("member", FactValue.member)
      return .activated(
        lot: try reader.read("entry", FactValue.entry), member: member,
        points: try reader.read("points", FactValue.integer))
    }
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
        debt: try reader.readIfThere("debt", FactValue.integer) ?? 0,
        expires: try reader.readIfThere("expires", FactValue.day),
        activeFrom: try reader.readIfThere("active", FactValue.day),
        lots: try reader.readIfThere("lots", lots) ?? [],
        earning: try reader.readIfThere("earning", earning),
        transfer: try reader.readIfThere("transfer", FactValue.member)))
  }

  private static func lots(_ json: inout JSONScanner) throws(JSONError) -> [LotUse] {
    var uses: [LotUse] = []
    try json.beginArray()
    while try json.nextElement() {
      var reader = try ObjectReader(json, name: "lot")
      uses.append(
        LotUse(
          lot: try reader.read("entry", FactValue.entry),
          points: try reader.read("points", FactValue.integer)))
      json = try reader.end()
    }
    return uses
  }
}
