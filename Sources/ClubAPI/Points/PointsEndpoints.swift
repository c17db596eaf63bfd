import CivilTime
import Club
import ClubStore
import Hummingbird
import JSON

/// Awarding, spending, reversing, and statements.
enum PointsEndpoints {
  static let all: [Endpoint] = [
    .json(
      .post, "/members/{number}/points", .counter, effect: .writesOrPreviews, PointsContract.post,
      post),
    .json(
      .post, "/points/batch", .counter, effect: .writesOrPreviews, PointsBatch.contract,
      PointsBatch.post),
    .json(
      .post, "/points/import", .counter, effect: .writesOrPreviews, PointsImport.contract,
      PointsImport.post),
    .json(
      .post, "/points/{entry}/reversal", .counter, effect: .writesOrPreviews,
      PointsContract.reverse, reverse),
    .json(
      .post, "/points/cancellations", .counter, effect: .writesOrPreviews, PointsContract.cancel,
      cancel),
    .json(
      .get, "/members/{number}/points", [.member, .clerk, .manager, .auditor],
      PointsContract.statement, StatementAnswer.show),
  ]

  @Sendable
  private static func post(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let number = try call.memberNumber()
    var fields = try call.fields()
    let command = order(&fields, of: number)
    try fields.finish()
    guard let command else { throw Problem.unreadable }
    return try await answer(api, call, command)
  }

  /// What is to be posted, as the fields say it; nil where some are wrong.
  static func order(_ fields: inout FieldReader, of member: MemberNumber) -> Command? {
    let isAward = fields.required("action") { text -> Bool? in
      switch text {
      case "award": true
      case "spend": false
      default: nil
      }
    }
    let amount = fields.optionalInteger("points") { Amount($0) }
    let source = fields.required("source") { Code($0) }
    let money = fields.optionalInteger("amountFen") { Money(fen: $0) }
    let event = fields.optional("event") { Code($0) }
    let reference = fields.optional("reference") { Reference($0) }
    let businessDate = fields.optional("businessDate") { Day($0) }
    let reason = fields.required("reason") { Reason($0) }
    guard let isAward, let source, let reason else { return nil }
    let order = PointsOrder(
      member: member, amount: amount, source: source, money: money, event: event,
      reference: reference, businessDate: businessDate, reason: reason)
    return .points(isAward ? .award(order) : .spend(order))
  }

  @Sendable
  private static func reverse(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let entry = try call.parameter("entry", orElse: Problem(.points(.unknownEntry))) {
      EntryID($0)
    }
    var fields = try call.fields()
    let allowsDebt = fields.flag("allowsDebt")
    let reason = fields.required("reason") { Reason($0) }
    try fields.finish()
    guard let reason else { throw Problem.unreadable }
    return try await takeBack(entry, allowsDebt: allowsDebt, reason, api, call)
  }

  @Sendable
  private static func cancel(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    var fields = try call.fields()
    let source = fields.required("source") { Code($0) }
    let receipt = fields.required("reference") { Reference($0) }
    let allowsDebt = fields.flag("allowsDebt")
    let reason = fields.required("reason") { Reason($0) }
    try fields.finish()
    guard let source, let receipt, let reason else { throw Problem.unreadable }
    let actor = call.identity.actor
    let found = try await api.store.read { club, _ in
      Result { () throws(Rejection) in
        try club.award(forReceipt: receipt, by: source, askedBy: actor)
      }
    }
    let entry: EntryID
    do throws(Rejection) {
      entry = try found.get()
    } catch .points(.unknownEntry) {
      // The till knows no name of an entry that could be wrong.
      throw Problem(
        .unknownEntry, "按这条规则没有记过这张收据。请核对source与reference。",
        "No award by this rule has this receipt. Check `source` and `reference`.")
    } catch {
      throw Problem(error)
    }
    return try await takeBack(entry, allowsDebt: allowsDebt, reason, api, call)
  }

  /// Takes an entry back, or shows what that would be.
  private static func takeBack(
    _ entry: EntryID, allowsDebt: Bool, _ reason: Reason, _ api: ClubAPI, _ call: Call
  ) async throws -> Answer {
    let reversal = Reversal(
      entry: entry, allowsDebt: allowsDebt, reason: reason,
      postedBy: try await api.author(of: entry, allowsDebt: allowsDebt, call))
    return try await answer(api, call, .points(.reverse(reversal)))
  }

  /// Posts what is asked for, or shows what would be posted.
  static func answer(
    _ api: ClubAPI, _ call: Call, _ command: Command
  ) async throws -> Answer {
    guard call.isPreview else {
      return try posted(api, await api.submit(command, call), by: call.identity)
    }
    return PostingPreview.answer(api, try await api.preview(command, call))
  }

  /// The entry that was asked for; where it waits for a second person, the request.
  private static func posted(
    _ api: ClubAPI, _ outcome: Outcome, by poster: Identity
  ) throws -> Answer {
    if let waiting = RequestView(outcome, by: poster, api.store) { return waiting.asked }
    // What has lapsed is posted before what was asked for, in the same record.
    for case (let index, .points(.posted(let posting))) in outcome.facts.enumerated().reversed() {
      let id = EntryID(outcome.position(of: index))
      return Answer.json(201) { json in
        json.member("id", id.description)
        json.member("member", posting.member.digits)
        json.member("posted", outcome.time.rfc3339)
        json.member("businessDate", posting.businessDate.iso)
        json.member("account", posting.account.rawValue)
        json.member("points", posting.points)
        json.member("balance", posting.balance)
        json.member("debt", posting.debt)
        json.member("expires", posting.expires?.iso)
        if let day = posting.activeFrom { json.member("activeFrom", day.iso) }
        json.member("source", posting.source.text)
        json.member("title", api.store.title(of: id))
        json.member("reference", posting.reference?.text)
        json.member("reason", outcome.annex["reason"])
        Author(poster.actor.text, name: poster.staffName, toldTo: poster).write(to: &json)
        json.member("reverses", posting.reverses?.description)
        if let other = posting.transfer { json.member("transfer", other.digits) }
        posting.earning?.write(to: &json)
      }
    }
    throw Problem.unreadable
  }
}
