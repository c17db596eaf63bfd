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
      (text("可用积分", "Points to spend"), "\(balance - pending)"),
    ]
    if pending > 0 { rows.append((text("待生效", "Pending"), "\(pending)")) }
    var links: [(String, String)] = []
    for registration in registrations {
      let title = registration.event?.title ?? registration.slug.text
      let day = registration.event.map { " · \($0.start.day.iso)" } ?? ""
      rows.append(
        (
          text("报名", "Registration"),
          "\(title)\(day) · \(RegistrationForms.words(of: registration.status, text))"
        ))
      if case .cancelled = registration.status { continue }
      links.append((title, "/events/\(registration.slug)/"))
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
}
