import CivilTime
import Club
import ClubStore
import Hummingbird
import QRCode

/// Redeeming, cancelling, and the voucher itself without a script.
enum RewardsForms {
  static let all: [Endpoint] = [
    .form("/rewards/{slug}/redeem", [.member], [], lookOver).back(reward),
    .form("/rewards/{slug}/redeem/confirm", [.member], [.needed("key", .formKey)], confirm)
      .back(reward),
    .page("/me/vouchers/{voucher}", [.member], own).back(vouchers),
    .page("/desk/vouchers/{voucher}", .counter, atDesk),
    .form("/me/vouchers/{voucher}/cancel", [.member], [], lookOverCancelling).back(voucher),
    .form(
      "/me/vouchers/{voucher}/cancel/confirm", [.member], [.needed("key", .formKey)],
      confirmCancelling
    ).back(voucher),
  ]

  private static let reward = WayBack(
    words: Words("回兑换品页", "Back to the reward"), path: "/rewards/{slug}/")
  private static let vouchers = WayBack(words: Words("我的礼券", "My vouchers"), path: "/me/overview")
  private static let voucher = WayBack(
    words: Words("回这张礼券", "Back to the voucher"), path: "/me/vouchers/{voucher}")

  @Sendable
  private static func lookOver(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    try call.fields().finish()
    let member = try call.ownNumber()
    let reward = try await api.reward(call)
    // Whoever could not redeem it is told so now, and not after a second press.
    let redemption = Redemption(
      reward: reward.terms.slug, member: member, seed: VoucherSeed(0),
      code: VoucherCode(random: ClubStore.systemRandom(32)).hash)
    let decision = try await api.preview(.rewards(.redeem(redemption)), call)
    let text = Speaker(call.language)
    var rows = [(text("兑换品", "Reward"), reward.terms.title)]
    for fact in decision.facts {
      switch fact {
      case .points(.posted(let posting)) where posting.account == .redeemed:
        rows.append((text("所需积分", "Points"), "\(-posting.points)"))
        rows.append((text("兑换后结余", "Balance after it"), text.balance(posting.balance)))
      case .rewards(.redeemed(let voucher)):
        rows.append((text("礼券有效至", "Voucher good through"), shown(voucher.through, text)))
      default: break
      }
    }
    return confirmation(
      text("兑换", "Redeem"), rows, api, call, button: text("确认兑换", "Redeem"),
      back: "/rewards/\(reward.terms.slug)/")
  }

  @Sendable
  private static func confirm(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let slug = try call.rewardSlug()
    let member = try call.ownNumber()
    let outcome = try await api.submit(confirmed: call) { key in
      .rewards(.redeem(api.redemption(of: slug, for: member, by: key)))
    }
    guard let (id, _, balance) = outcome.redeemed else { throw Problem.unreadable }
    return slip(try await api.voucher(id), balance: balance, api, call, isOwn: true)
  }

  @Sendable
  private static func own(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    slip(try await api.ownVoucher(call), balance: nil, api, call, isOwn: true)
  }

  @Sendable
  private static func atDesk(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let view = try await api.voucher(try call.voucherID())
    guard api.store.reaches([view.voucher.member], by: call.identity.actor) else {
      throw Problem(.rewards(.unknownVoucher))
    }
    return slip(view, balance: nil, api, call, isOwn: false).showing([view.voucher.member])
  }

  /// The voucher to show and to print; one that can be used no longer has no code.
  private static func slip(
    _ view: VoucherView, balance: Int?, _ api: ClubAPI, _ call: Call, isOwn: Bool
  ) -> Answer {
    let text = Speaker(call.language)
    let voucher = view.voucher
    let today = call.now.day
    var rows = [
      (text("礼券号", "Voucher"), voucher.id.description),
      (text("会员号", "Member number"), voucher.member.description),
      (text("所用积分", "Points"), "\(voucher.price.points)"),
      (text("有效至", "Good through"), shown(voucher.through, text)),
      (text("状态", "Status"), status(voucher.status(on: today), text)),
    ]
    if let closed = voucher.closed { rows.append((text("日期", "On"), closed.day.iso)) }
    if let balance { rows.append((text("结余", "Balance"), text.balance(balance))) }
    let code = api.code(of: voucher, on: today)
    let cancelling = AnswerPage.Form(
      action: "/me/vouchers/\(voucher.id)/cancel", fields: [],
      button: text("不要了，退回积分", "Give it back"))
    return .page(
      AnswerPage(
        .slip, view.title ?? voucher.reward.text,
        lines: code == nil
          ? [] : [text("到前台出示此码领取，用一次。", "Show the code at the desk. It is good once.")],
        rows: rows, form: code != nil && isOwn ? cancelling : nil,
        links: isOwn
          ? [
            (text("我的礼券", "My vouchers"), "/me/overview"),
            (text("其他兑换品", "Other rewards"), "/rewards/"),
          ]
          : [(text("返回", "Back"), "/desk/")],
        code: code.flatMap { code in
          QRCode(code.scanned).map {
            .init(svg: $0.svg(label: text("券码", "Voucher code")), text: code.description)
          }
        }))
  }

  @Sendable
  private static func lookOverCancelling(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    try call.fields().finish()
    let view = try await api.ownVoucher(call)
    let decision = try await api.preview(.rewards(.cancel(view.voucher.id, reason: nil)), call)
    let text = Speaker(call.language)
    var rows = [
      (text("兑换品", "Reward"), view.title ?? view.voucher.reward.text),
      (text("退回积分", "Points that come back"), "\(view.voucher.price.points)"),
    ]
    for case .points(.posted(let posting)) in decision.facts.suffix(2) {
      rows.append((text("退回后结余", "Balance after it"), text.balance(posting.balance)))
    }
    return confirmation(
      text("取消礼券", "Give the voucher back"), rows, api, call,
      button: text("确认取消", "Give it back"), back: "/me/vouchers/\(view.voucher.id)")
  }

  @Sendable
  private static func confirmCancelling(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let id = try call.voucherID()
    let outcome = try await api.submit(confirmed: call) { _ in
      .rewards(.cancel(id, reason: nil))
    }
    return slip(
      try await api.ownVoucher(call), balance: outcome.lastBalance, api, call, isOwn: true)
  }

  private static func confirmation(
    _ title: String, _ rows: [(String, String)], _ api: ClubAPI, _ call: Call, button: String,
    back: String
  ) -> Answer {
    let subject = call.confirmationSubject(posting: call.request.uri.path + "/confirm")
    let key = FormKey(at: call.now).text(for: subject, api.store)
    return .page(
      AnswerPage(
        .confirm, title, rows: rows, form: .confirming(subject.form, [], key, button),
        links: [(Speaker(call.language)("返回", "Go back"), back)]))
  }

  private static func shown(_ through: Day?, _ text: Speaker) -> String {
    through?.iso ?? text("长期", "without an end")
  }

  /// How a voucher stands.
  static func status(_ status: Voucher.Status, _ text: Speaker) -> String {
    switch status {
    case .active: text("可用", "Good")
    case .used: text("已用", "Used")
    case .cancelled: text("已取消，积分已退回", "Given back, with its points")
    case .lapsed: text("已过期", "Lapsed")
    }
  }
}

extension ClubAPI {
  /// The voucher that a path names, if it is the member's own.
  func ownVoucher(_ call: Call) async throws -> VoucherView {
    let view = try await voucher(try call.voucherID())
    guard case .member(let own, _) = call.identity, view.voucher.member == own else {
      throw Problem(.rewards(.unknownVoucher))
    }
    return view
  }
}
