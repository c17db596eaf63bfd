import CivilTime
import Club
import ClubStore
import Hummingbird
import JSON

/// Vouchers at the counter: using, cancelling, and those of a member.
enum VoucherEndpoints {
  static let all: [Endpoint] = [
    .json(
      .get, "/members/{number}/vouchers", [.member, .clerk, .manager, .auditor],
      RewardsContract.vouchers, list),
    .json(.post, "/vouchers/use", .counter, effect: .writesOrPreviews, RewardsContract.use, use),
    .json(
      .post, "/vouchers/{voucher}/cancellation", [.member, .clerk, .manager],
      effect: .writesOrPreviews, RewardsContract.cancel, cancel),
  ]

  @Sendable
  private static func list(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let number = try call.memberNumber()
    var isOwn = false
    // To a member other members look as if they did not exist.
    if case .member(let own, _) = call.identity {
      guard own == number else { throw Problem(.membership(.unknownMember)) }
      isOwn = true
    }
    let status = try call.query("status") { Voucher.Status(rawValue: $0) }
    let found = try await api.store.read { club, _ -> [VoucherView]? in
      club.knows(number, to: call.identity.actor) ? VoucherView.all(of: number, in: club) : nil
    }
    guard let vouchers = found else { throw Problem(.membership(.unknownMember)) }
    let wanted = vouchers.filter { view in
      status.map { $0 == view.voucher.status(on: call.now.day) } ?? true
    }
    let part = try call.part(of: wanted, isDescending: true, orElse: 1000, api) { view in
      CollectionPlace(view.voucher.id.position.sequence, view.voucher.id.position.index)
    }
    return Answer.json { json in
      json.key("vouchers")
      part.elements.write(to: &json, on: call.now.day) { voucher in
        isOwn ? api.code(of: voucher, on: call.now.day) : nil
      }
      json.member("next", part.next)
    }.showing([number])
  }

  /// By the code that somebody shows, or by its name where the desk has made sure who the member is. The
  /// code comes in the body: addresses stand in the logs of proxies.
  @Sendable
  private static func use(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    var fields = try call.fields()
    let id = fields.optional("voucher") { VoucherID($0) }
    let code =
      id == nil
      ? fields.required("code") { VoucherCode(scanned: $0) }
      : fields.optional("code") { VoucherCode(scanned: $0) }
    try fields.finish()
    let key: VoucherKey
    if let code {
      key = .code(code.hash)
    } else if let id {
      key = .id(id)
    } else {
      throw Problem.unreadable
    }
    let command = Command.rewards(.use(key))
    let facts =
      call.isPreview
      ? try await api.preview(command, call).facts : try await api.submit(command, call).facts
    guard case .rewards(.used(let found, _, _))? = facts.first else { throw Problem.unreadable }
    let view = try await api.voucher(found)
    return Answer.json { json in
      view.writeMembers(to: &json, on: call.now.day, code: nil)
    }.showing([view.voucher.member])
  }

  @Sendable
  private static func cancel(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let id = try call.voucherID()
    var fields = try call.fields()
    var reason: Reason?
    if case .member = call.identity {
      reason = fields.optional("reason") { Reason($0) }
    } else {
      reason = fields.required("reason") { Reason($0) }
    }
    try fields.finish()
    let entry = try await api.store.read { club, _ in club.rewards.voucher(id)?.entry }
    var author: StaffID?
    if let entry { author = try await api.author(of: entry, call) }
    let command = Command.rewards(.cancel(id, reason: reason, postedBy: author))
    if call.isPreview { return PostingPreview.answer(api, try await api.preview(command, call)) }
    let outcome = try await api.submit(command, call)
    if let waiting = RequestView(outcome, by: call.identity, api.store) { return waiting.asked }
    let view = try await api.voucher(id)
    guard let balance = outcome.lastBalance else { throw Problem.unreadable }
    return Answer.json(201) { json in
      view.writeMembers(to: &json, on: call.now.day, code: nil)
      json.member("balance", balance)
    }
  }
}

extension [VoucherView] {
  /// Writes the vouchers as an array.
  func write(
    to json: inout JSONWriter, on today: Day, code: (Voucher) -> VoucherCode?
  ) {
    json.array { json in
      for view in self {
        json.object { json in
          view.writeMembers(to: &json, on: today, code: code(view.voucher))
        }
      }
    }
  }
}

extension VoucherCode {
  /// A code as it is typed, or as a scanner reads it.
  init?(scanned text: String) {
    self.init(text.uppercased().hasPrefix("HKV:") ? text.dropFirst(4) : text[...])
  }
}

extension Outcome {
  /// The balance after the last entry of the record; nil where there is none.
  var lastBalance: Int? {
    for case .points(.posted(let posting)) in facts.reversed() { return posting.balance }
    return nil
  }
}
