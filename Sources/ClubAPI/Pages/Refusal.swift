import JSON

/// A refusal of something that came from a page, and what there is to make a page of it.
struct Refusal {
  let problem: Problem
  let endpoint: Endpoint
  let language: Language
  /// What was posted; nothing where the request was refused before that was read.
  let fields: [FormField]
  /// Whether codes are sent to members.
  let sendsCodes: Bool
  /// The path's parameters, as they came.
  let parameter: (String) -> String?

  /// The page of joining, where that is the form to go on with.
  var joining: JoiningAgain? {
    guard let again, case .joining = again.shape else { return nil }
    var faults: [String: String] = [:]
    for error in problem.errors {
      let name = String(error.pointer.description.dropFirst())
      faults[name] = faults[name] ?? error.detail.text(in: language)
    }
    var entered = Dictionary(fields.map { ($0.name, $0.value) }) { first, _ in first }
    entered[WayOn.field] = wayOn?.text
    return JoiningAgain(
      message: problem.pageDetail.text(in: language), entered: entered, faults: faults,
      sendsCodes: sendsCodes)
  }

  /// The refusal as a page: what is wrong, the form where it helps, and the ways on.
  var page: AnswerPage {
    var lines = [problem.pageDetail.text(in: language)]
    lines += problem.errors.map { $0.detail.text(in: language) }
    if problem.type == .signInNeeded, isForStaff {
      lines[0] = Words("请先在工作台登录。", "Sign in at the desk first.").text(in: language)
    }
    var page = AnswerPage(
      .problem, problem.type.title.text(in: language), lines: lines, form: form)
    page.links = links.reduce(into: []) { links, link in
      guard !links.contains(where: { $0.url == link.1 }) else { return }
      links.append(AnswerPage.Link(label: link.0.text(in: language), url: link.1))
    }
    return page
  }

  private var isForStaff: Bool { endpoint.access.isDisjoint(with: [.member, .visitor]) }

  /// The first of the endpoint's forms that answers this refusal and can be made of what was posted.
  private var again: FormAgain? {
    guard !fields.isEmpty else { return nil }
    return endpoint.again.first { again in
      guard again.after.contains(problem.type) else { return false }
      guard case .inputs(let inputs, _) = again.shape else { return true }
      return inputs.contains { input in fields.contains { $0.name == input.name } }
    }
  }

  private var form: AnswerPage.Form? {
    // Whoever was about to register or redeem signs in here, and is led back.
    if problem.type == .signInNeeded, let wayBack {
      return sendsCodes
        ? form(
          .contact("手机或邮箱", "Phone or e-mail", button: Words("发验证码", "Send the code")),
          at: "/sign-in/code", Optional(wayBack).formFields)
        : form(.signIn, at: "/sign-in", Optional(wayBack).formFields)
    }
    guard let again, case .inputs(let inputs, _) = again.shape else { return nil }
    let known = endpoint.contract.body.map(\.name)
    let seen = inputs.map(\.name)
    return form(
      again, at: endpoint.path,
      fields.filter { known.contains($0.name) && !seen.contains($0.name) }.map {
        ($0.name, $0.value)
      })
  }

  private func form(
    _ again: FormAgain, at path: String, _ hidden: [(String, String)]
  ) -> AnswerPage.Form? {
    guard case .inputs(let inputs, let button) = again.shape else { return nil }
    return AnswerPage.Form(
      action: path, fields: hidden.map { AnswerPage.Row(label: $0.0, value: $0.1) },
      inputs: inputs.map { input in
        AnswerPage.Input(
          name: input.name, label: input.label.text(in: language),
          autocomplete: input.autocomplete, keys: input.keys,
          value: input.isKept ? fields.first { $0.name == input.name }?.value ?? "" : "",
          isLong: input.isLong)
      },
      button: button.text(in: language))
  }

  private var links: [(Words, String)] {
    var links: [(Words, String)] = []
    if problem.type == .signInNeeded, !isForStaff {
      links.append((Words("登录", "Sign in"), wayOn.carried(by: "/me/")))
      links.append((Words("入会", "Join"), wayOn.carried(by: "/join/")))
    }
    if isForStaff {
      links.append((Words("回工作台", "Back to the desk"), "/desk/"))
    } else if let back = endpoint.back {
      let path = path(of: back)
      // Pages where one signs in or joins carry further what they were given.
      links.append(
        (back.words, ["/me/", "/join/"].contains(path) ? wayOn.carried(by: path) : path))
    }
    links.append((Words("回首页", "Home"), "/"))
    return links
  }

  /// The page of an event or a reward that the refusal leads back to; nil where it is none.
  private var wayBack: WayOn? { endpoint.back.flatMap { WayOn(page: path(of: $0)) } }

  /// Where whoever signs in or joins now is led on to.
  private var wayOn: WayOn? {
    guard endpoint.contract.body.contains(where: { $0.name == WayOn.field }) else { return wayBack }
    return fields.first { $0.name == WayOn.field }.flatMap { WayOn($0.value) }
  }

  /// Never the address that a request names: a path of the endpoint's own. What is not there is looked
  /// for in the list of those that are.
  private func path(of back: WayBack) -> String {
    guard problem.type.status != 404 else { return String(back.path.prefix { $0 != "{" }) }
    return endpoint.parameters.reduce(back.path) { path, name in
      path.replacing("{\(name.rawValue)}", with: parameter(name.rawValue) ?? "")
    }
  }
}

extension Problem {
  /// The detail as members read it on a page: without what it says to staff and to programs.
  var pageDetail: Words {
    switch type {
    case .signInNeeded:
      Words("请先登录；还不是会员的，请先入会。", "Sign in first, or join if you are no member yet.")
    case .noConsentAdopted:
      Words(
        "会里还没有公布入会条款，暂时不能在网上入会，请到前台办理。",
        "The club has published no terms of joining yet. Please join at the desk.")
    case .bodyTooLarge:
      Words(
        "太长了，这里收不下。请留好底稿，删短以后再寄。",
        "This is too long to be taken here. Keep your text and send it again when it is shorter.")
    default: detail
    }
  }
}
