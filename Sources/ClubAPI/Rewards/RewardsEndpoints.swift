import CivilTime
import Club
import ClubStore
import Hummingbird
import JSON
import QRCode

/// Rewards with what is left of them, redeeming, and counting the shelf.
enum RewardsEndpoints {
  static let all: [Endpoint] = [
    .json(.get, "/rewards", .everybody, RewardsContract.list, list),
    .json(.get, "/rewards/{slug}", .everybody, RewardsContract.show, show),
    .json(
      .post, "/rewards/{slug}/vouchers", [.member, .clerk, .manager], effect: .writesOrPreviews,
      RewardsContract.redeem, redeem),
    .json(.post, "/rewards/{slug}/stock", [.manager], RewardsContract.correctStock, correctStock),
  ]

  @Sendable
  private static func list(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let status = try call.query("status") { RewardView.Status(rawValue: $0) }
    let most = try call.query("maxPoints") { Int($0).flatMap { Amount($0) } }
    let today = call.now.day
    let rewards = try await api.store.read { club, _ in
      club.terms.currentRewards.map { RewardView($0, in: club) }.filter { reward in
        (status.map { $0 == reward.status(on: today) } ?? true)
          && (most.map { reward.terms.price.points <= $0.points } ?? true)
      }
    }
    let part = try call.part(of: rewards, api) { reward in
      CollectionPlace(reward.terms.price.points, name: reward.terms.slug.text)
    }
    return Answer.json { json in
      json.key("rewards")
      json.array { json in
        for reward in part.elements {
          json.object { json in reward.writeMembers(to: &json, on: today) }
        }
      }
      json.member("next", part.next)
    }
  }

  @Sendable
  private static func show(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let reward = try await api.reward(call)
    return Answer(status: 200, body: .json(reward.body(on: call.now.day)))
  }

  @Sendable
  private static func redeem(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let slug = try call.rewardSlug()
    var fields = try call.fields()
    let member: MemberNumber?
    if case .member(let own, _) = call.identity {
      member = fields.optional("member") { MemberNumber($0) } ?? own
    } else {
      member = fields.required("member") { MemberNumber($0) }
    }
    try fields.finish()
    guard let member else { throw Problem.unreadable }
    if call.isPreview { return try await preview(slug, member, api, call) }
    guard let key = call.idempotency else { throw Problem.unreadable }
    let outcome = try await api.submit(
      .rewards(.redeem(api.redemption(of: slug, for: member, by: key))), call)
    guard let (id, made, balance) = outcome.redeemed else { throw Problem.unreadable }
    let view = try await api.voucher(id)
    // A request that is sent again gets its first answer; the code only as long as it is good.
    let code = api.code(of: view.voucher, on: call.now.day)
    return Answer.json(201) { json in
      view.writeMembers(to: &json, on: call.now.day, code: code)
      json.member("balance", balance)
      json.member("posted", outcome.time.rfc3339)
      json.member("qr", code.flatMap { QRCode($0.scanned) })
    }.at("/api/v1/members/\(made.member.digits)/vouchers")
  }

  private static func preview(
    _ slug: Code, _ member: MemberNumber, _ api: ClubAPI, _ call: Call
  ) async throws -> Answer {
    let noCode = VoucherCode(random: ClubStore.systemRandom(32))
    let redemption = Redemption(
      reward: slug, member: member, seed: VoucherSeed(0), code: noCode.hash)
    return PostingPreview.answer(api, try await api.preview(.rewards(.redeem(redemption)), call))
  }

  @Sendable
  private static func correctStock(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let slug = try call.rewardSlug()
    var fields = try call.fields()
    let change = fields.requiredInteger("change") { change -> Int? in
      (-1_000_000...1_000_000).contains(change) && change != 0 ? change : nil
    }
    let reason = fields.required("reason") { Reason($0) }
    try fields.finish()
    guard let change, let reason else { throw Problem.unreadable }
    let outcome = try await api.submit(
      .rewards(.correctStock(reward: slug, change: change, reason: reason)), call)
    let reward = try await api.reward(call)
    return Answer.json(201) { json in
      json.member("reward", slug.text)
      json.member("change", change)
      json.member("reason", outcome.annex["reason"])
      json.member("stock", reward.stock.total)
      json.member("left", reward.stock.left)
    }
  }
}

extension ClubAPI {
  /// A redemption whose voucher's code is made of the key, so that an answer lost on its way can be asked
  /// for again.
  func redemption(of slug: Code, for member: MemberNumber, by key: IdempotencyKey) -> Redemption {
    let seed = store.voucherSeed(for: key)
    return Redemption(
      reward: slug, member: member, seed: seed, code: store.voucherCode(seed).hash)
  }
}
