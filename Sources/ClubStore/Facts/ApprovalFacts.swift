import CivilTime
import Club
import JSON

extension FactCoding {
  static func write(_ fact: ApprovalFact, _ json: inout JSONWriter) {
    switch fact {
    case .requested(let request):
      json.member("type", "approval.requested")
      if let author = request.author { json.member("staff", author.number) }
      json.member("member", request.member.digits)
      json.member("account", request.account.rawValue)
      json.member("points", request.amount.points)
      json.member("source", request.source.text)
      if let reference = request.reference { json.member("reference", reference.text) }
      json.member("date", request.businessDate.iso)
      if let money = request.money { json.member("fen", money.fen) }
      if let event = request.event { json.member("event", event.text) }
      if let newcomer = request.newcomer { json.member("newcomer", newcomer.digits) }
      if let entry = request.reverses { json.member("reverses", entry.description) }
      if request.allowsDebt { json.member("debt", true) }
    case .approved(let id, let member):
      json.member("type", "approval.approved")
      json.member("request", id.description)
      json.member("member", member.digits)
    case .refused(let id, let member):
      json.member("type", "approval.refused")
      json.member("request", id.description)
      json.member("member", member.digits)
    }
  }

  static func readApproval(_ reader: inout FactReader) throws(JSONError) -> ApprovalFact? {
    switch reader.type {
    case "approval.requested":
      .requested(try request(&reader))
    case "approval.approved":
      .approved(
        try reader.read("request", FactValue.request),
        member: try reader.read("member", FactValue.member))
    case "approval.refused":
      .refused(
        try reader.read("request", FactValue.request),
        member: try reader.read("member", FactValue.member))
    default: nil
    }
  }

  private static func request(_ reader: inout FactReader) throws(JSONError) -> ApprovalRequest {
    var request = ApprovalRequest(
      author: try reader.readIfThere("staff", FactValue.staff),
      member: try reader.read("member", FactValue.member),
      account: try reader.read("account", FactValue.word),
      amount: try reader.read("points", FactValue.amount),
      source: try reader.read("source", FactValue.code),
      reference: try reader.readIfThere("reference", FactValue.reference),
      businessDate: try reader.read("date", FactValue.day))
    request.money = try reader.readIfThere("fen", FactValue.money)
    request.event = try reader.readIfThere("event", FactValue.code)
    request.newcomer = try reader.readIfThere("newcomer", FactValue.member)
    request.reverses = try reader.readIfThere("reverses", FactValue.entry)
    request.allowsDebt = try reader.readIfThere("debt", FactValue.flag) ?? false
    return request
  }
}
