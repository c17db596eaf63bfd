import CivilTime
import Club
import ClubStore
import Hummingbird
import JSON

/// What waits for a second person: the list, approving, refusing.
enum ApprovalEndpoints {
  static let all: [Endpoint] = [
    .json(.get, "/points/requests", [.clerk, .manager, .auditor], ApprovalContract.list, list),
    .json(
      .post, "/points/requests/{request}/approval", [.manager], effect: .writesOrPreviews,
      ApprovalContract.approve, approve),
    .json(
      .post, "/points/requests/{request}/refusal", .counter,
      ApprovalContract.refuse, refuse),
  ]

  @Sendable
  private static func list(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let member = try call.query("member") { MemberNumber($0) }
    let actor = call.identity.actor
    let all = try await api.store.read { club, _ in
      club.approvals.waiting.filter { _, request in
        (member.map { $0 == request.member } ?? true) && club.reaches(request, by: actor)
      }
    }
    let part = try call.part(of: all, orElse: 1000, api) { id, _ in
      CollectionPlace(id.position.sequence, id.position.index)
    }
    let waiting = part.elements
    let records = try await api.store.records(waiting.map { UInt64($0.id.position.sequence) })
    let titles = try await api.store.read { club, _ in
      waiting.map { club.title(of: $0.request) }
    }
    return Answer.json { json in
      json.key("requests")
      json.array { json in
        for ((id, request), title) in zip(waiting, titles) {
          let record = records[UInt64(id.position.sequence)]
          json.object { json in
            RequestView(
              id: id, request: request, title: title, time: record?.time,
              reason: record?.annex["reason"],
              name: request.author.flatMap { api.store.name(of: $0) }
            ).writeMembers(to: &json)
          }
        }
      }
      json.member("next", part.next)
    }.showing(waiting.map { $0.request.member })
  }

  @Sendable
  private static func approve(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let id = try call.requestID()
    try call.fields().finish()
    // Whoever asked has said why; where that was erased meanwhile, nothing is left to be said.
    let record = try await api.store.record(UInt64(id.position.sequence))
    guard let reason = Reason(record?.annex["reason"] ?? "—") else { throw Problem.unreadable }
    return try await PointsEndpoints.answer(api, call, .approval(.approve(id, reason: reason)))
  }

  @Sendable
  private static func refuse(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let id = try call.requestID()
    var fields = try call.fields()
    let reason = fields.required("reason") { Reason($0) }
    try fields.finish()
    guard let reason else { throw Problem.unreadable }
    let outcome = try await api.submit(.approval(.refuse(id, reason: reason)), call)
    return Answer.json { json in
      json.member("request", id.description)
      json.member("status", "refused")
      json.member("decided", outcome.time.rfc3339)
      json.member("reason", outcome.annex["reason"])
    }
  }
}

/// A request that waits.
struct RequestView: Sendable {
  let id: ApprovalID
  let request: ApprovalRequest
  /// What it is for, by the club's name for it.
  let title: String?
  let time: Instant?
  let reason: String?
  /// Who asked, by name.
  var name: String?

  /// Writes the object's members as staff see it.
  func writeMembers(to json: inout JSONWriter) {
    json.member("request", id.description)
    json.member("status", "waiting")
    json.member("member", request.member.digits)
    writeOrder(to: &json)
    if let newcomer = request.newcomer { json.member("newcomer", newcomer.digits) }
    writeGrounds(to: &json)
    json.member("actor", request.author.map { "staff:\($0.number)" } ?? "visitor")
    json.member("actorName", name)
  }

  /// Writes the object's members as the member sees it whose points they would be.
  func writeOwnMembers(to json: inout JSONWriter) {
    json.member("request", id.description)
    json.member("status", "waiting")
    writeOrder(to: &json)
    writeGrounds(to: &json)
  }

  private func writeOrder(to json: inout JSONWriter) {
    json.member("requested", time?.rfc3339)
    json.member("businessDate", request.businessDate.iso)
    json.member("action", request.account == .redeemed ? "spend" : "award")
    json.member("points", request.amount.points)
    json.member("source", request.source.text)
    json.member("title", title)
    if let money = request.money { json.member("amountFen", money.fen) }
    if let event = request.event { json.member("event", event.text) }
  }

  private func writeGrounds(to json: inout JSONWriter) {
    json.member("reference", request.reference?.text)
    json.member("reason", reason)
  }
}

extension Call {
  /// The request's name in the path.
  fileprivate func requestID() throws -> ApprovalID {
    try parameter("request", orElse: Problem(.approval(.unknownRequest))) { ApprovalID($0) }
  }
}
