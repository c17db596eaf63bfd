import CivilTime
import Club
import ClubStore
import Hummingbird

/// The same as pages, which need no script.
enum PrivacyPages {
  static let all: [Endpoint] = [
    .page("/me/privacy", [.member], show).back(.me),
    .form("/me/sessions/end", [.member], [], endOthers).back(.privacy),
    .page("/me/leaving", [.member], lookOver).back(.privacy),
    .form(leavingPath, [.member], [.needed("key", .formKey)], leave).back(
      "重新核对", "Look it over again", to: "/me/leaving"),
  ]

  private static let leavingPath = "/me/leaving/confirm"

  @Sendable
  private static func show(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let data = try await MemberData(of: call, api)
    let text = Speaker(call.language)
    var rows = data.rows(text)
    for session in data.sessions {
      let opened = session.session.opened
      rows.append(
        (
          session.isCurrent
            ? text("这里登录于", "Signed in here") : text("别处登录于", "Signed in elsewhere"),
          "\(opened.day.iso) \(opened.clock)"
        ))
    }
    let hasOthers = data.sessions.contains { !$0.isCurrent }
    return .page(
      AnswerPage(
        .own, text("资料与隐私", "Data and privacy"),
        lines: [
          text(
            "姓名与联系方式只用来办理会务，退会后删除。积分流水只记会员号。",
            "Name and contacts serve the club's business alone and are erased when you leave. Entries hold your number and no name."
          )
        ],
        rows: rows,
        form: hasOthers
          ? AnswerPage.Form(
            action: "/me/sessions/end", fields: [],
            button: text("退出别处的登录", "Sign out elsewhere")) : nil,
        links: [
          (text("积分、报名与礼券", "Points, registrations and vouchers"), "/me/overview"),
          (text("按月对账单", "Statement by month"), "/me/statement"),
          (text("下载全部资料（JSON文件）", "Download everything (a JSON file)"), "/api/v1/me/data"),
          (text("更改联系方式", "Change a contact"), "/me/contact"),
          (text("会刊来信", "Letters"), "/me/newsletter"),
          (text("退会", "Leave the club"), "/me/leaving"),
          (text("回“我的”", "My page"), "/me/"),
        ]))
  }

  @Sendable
  private static func endOthers(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    try call.fields().finish()
    let others = try await api.ownSessions(call).filter { !$0.isCurrent }
    try await api.end(others, call)
    let text = Speaker(call.language)
    return .page(
      AnswerPage(
        .done, text("别处都已退出", "Signed out elsewhere"),
        rows: [(text("结束的登录", "Sessions ended"), "\(others.count)")],
        links: [(text("资料与隐私", "Data and privacy"), "/me/privacy")]))
  }

  @Sendable
  private static func lookOver(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let number = try call.ownNumber()
    let decision = try await api.preview(.membership(.leave(number)), call)
    guard let leaving = Leaving(decision.facts) else { throw Problem.unreadable }
    let text = Speaker(call.language)
    let points =
      leaving.points < 0
      ? text("欠的积分一笔勾销", "what you owe is written off")
      : text("余下的积分作废", "what is left of your points lapses")
    let subject = call.confirmationSubject(posting: leavingPath)
    let key = FormKey(at: call.now).text(for: subject, api.store)
    return .page(
      AnswerPage(
        .confirm, text("退会", "Leave the club"),
        lines: [
          text(
            "退会后不能恢复：\(points)，未开始的活动取消报名，姓名与联系方式随后删除。会员号不再给别人。",
            "It cannot be undone: \(points), registrations are cancelled, name and contacts are then erased. Nobody gets your number."
          )
        ],
        rows: leaving.rows(text),
        form: .confirming(leavingPath, [], key, text("确认退会", "Leave")),
        links: [(text("不退了", "Stay"), "/me/")]))
  }

  @Sendable
  private static func leave(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let number = try call.ownNumber()
    let outcome = try await api.submit(.membership(.leave(number)), confirmed: call)
    guard let leaving = Leaving(outcome.facts) else { throw Problem.unreadable }
    let text = Speaker(call.language)
    return Answer.page(
      AnswerPage(
        .done, text("已经退会", "You have left"),
        lines: [
          text(
            "谢谢您的陪伴。姓名与联系方式将按入会条款删除。",
            "Thank you. Name and contacts will be erased as the terms say.")
        ],
        rows: [(text("会员号", "Member number"), number.description)] + leaving.rows(text),
        links: [(text("回首页", "Home"), "/")])
    ).setting(SessionCookie(api.configuration).clearing)
  }
}
