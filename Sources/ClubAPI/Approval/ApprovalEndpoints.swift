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
    let meanings = try await api.store.read { club, _ in
      waiting.map { club.meaning(of: $0.request) }
    }
    return Answer.json { json in
      json.key("requests")
      json.array { json in
        for ((id, request), meaning) in zip(waiting, meanings) {
          let record = records[UInt64(id.position.sequence)]
          json.object { json in
            RequestView(
              id: id, request: request, meaning: meaning, time: record?.time,
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
    let request = try await api.store.read { club, _ in club.approvals.request(id) }
    var author: StaffID?
    if let request, let entry = request.reverses {
      author = try await api.author(of: entry, allowsDebt: request.allowsDebt, call)
    }
    return try await PointsEndpoints.answer(
      api, call, .approval(.approve(id, reason: reason, postedBy: author)))
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
  let meaning: Meaning
  let time: Instant?
  let reason: String?
  /// Who asked, by name.
  var name: String?

  /// What the club's books tell of a request.
  struct Meaning: Sendable {
    /// What it is for, by the club's name for it.
    let title: String?
    /// What it would change in the member's account.
    let change: Int
  }

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
    let isReversal = request.reverses != nil
    let action = request.account == .redeemed ? "spend" : "award"
    json.member("action", isReversal ? "reverse" : action)
    // How many an order names has no sign; what a reversal does depends on its entry.
    json.member("points", isReversal ? meaning.change : request.amount.points)
    json.member("source", request.source.text)
    json.member("title", meaning.title)
    if let money = request.money { json.member("amountFen", money.fen) }
    if let event = request.event { json.member("event", event.text) }
    if let entry = request.reverses {
      json.member("reverses", entry.description)
      json.member("allowsDebt", request.allowsDebt)
    }
  }

  private func writeGrounds(to json: inout JSONWriter) {
    json.member("reference", request.reference?.text)
    json.member("reason", reason)
  }
}

extension RequestView {
  /// What an outcome asks for in place of what was ordered; nil where it was done.
  init?(_ outcome: Outcome, by asker: Identity, _ store: ClubStore) {
    guard case .approval(.requested(let request))? = outcome.facts.first else { return nil }
    id = ApprovalID(outcome.position(of: 0))
    self.request = request
    meaning = Meaning(title: store.title(of: request), change: store.change(by: request))
    time = outcome.time
    reason = outcome.annex["reason"]
    name = asker.staffName
  }

  /// The answer that it waits.
  var asked: Answer { Answer.json(202) { writeMembers(to: &$0) } }
}

extension Club {
  /// What the books tell of a request.
  func meaning(of request: ApprovalRequest) -> RequestView.Meaning {
    RequestView.Meaning(title: title(of: request), change: change(by: request))
  }
}

extension Call {
  /// The request's name in the path.
  fileprivate func requestID() throws -> ApprovalID {
    try parameter("request", orElse: Problem(.approval(.unknownRequest))) { ApprovalID($0) }
  }
}
