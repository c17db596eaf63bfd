import CivilTime
import Club
import ClubStore

/// What the member's own page shows, for a browser that runs no script.
enum OverviewPage {
  static let all: [Endpoint] = [
    .page("/me/overview", [.member], show).back(.me)
  ]

  @Sendable
  private static func show(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let number = try call.ownNumber()
    let (unconfirmed, balance, pending, registrations, vouchers) = try await api.store.read {
      club, _ in
      (
        club.membership.member(number)?.unconfirmed ?? [],
        club.points.balance(of: number),
        club.points.upcomingActivations(of: number).reduce(0) { $0 + $1.points },
        RegistrationView.all(of: number, in: club), VoucherView.all(of: number, in: club)
      )
    }
    let text = Speaker(call.language)
    var rows = [
      (text("会员号", "Member number"), number.description),
      (text("可用积分", "Points to spend"), text.balance(balance - pending)),
    ]
    if pending > 0 { rows.append((text("待生效", "Pending"), "\(pending)")) }
    var links: [(String, String)] = []
    // What is to come stands first, the next of it on top; below it what was, the latest first.
    let coming = registrations.filter { !$0.hasBegun(at: call.now) }
    let past = registrations.filter { $0.hasBegun(at: call.now) }
    for registration in coming {
      rows.append((text("报名", "Registration"), line(registration, call)))
      guard registration.status != .cancelled else { continue }
      links.append((registration.title, "/events/\(registration.slug)/"))
      links.append(
        (
          text("退出报名：", "Cancel: ") + registration.title,
          "/registrations/\(registration.id)/cancel"
        ))
    }
    for registration in past.reversed() {
      rows.append((text("以前的报名", "Earlier"), line(registration, call)))
    }
    for view in vouchers {
      let title = view.title ?? view.voucher.reward.text
      let status = view.voucher.status(on: call.now.day)
      rows.append(
        (text("礼券", "Voucher"), "\(title) · \(RewardsForms.status(status, text))"))
      if status == .active {
        links.append((text("礼券：", "Voucher: ") + title, "/me/vouchers/\(view.voucher.id)"))
      }
    }
    return .page(
      AnswerPage(
        .own, text("积分、报名与礼券", "Points, registrations and vouchers"),
        lines: unconfirmed.isEmpty ? [] : [text.confirmAtDesk], rows: rows,
        links: links + [
          (text("按月对账单", "Statement by month"), "/me/statement"),
          (text("会员卡", "Membership card"), "/me/card"),
          (text("资料与隐私", "Data and privacy"), "/me/privacy"),
          (text("其他活动", "Other events"), "/events/"),
        ]))
  }

  private static func line(_ registration: RegistrationView, _ call: Call) -> String {
    let text = Speaker(call.language)
    let state =
      switch registration.status {
      case .seated where registration.hasBegun(at: call.now): text("报过名", "Was registered")
      case .waiting where registration.hasBegun(at: call.now): text("没有候补上", "Got no seat")
      default: RegistrationForms.words(of: registration.status, text)
      }
    let day = registration.event?.start.day.iso
    return [registration.title, day, state].compactMap { $0 }.joined(separator: " · ")
  }
}
