import Club
import ClubStore
import Hummingbird

/// The same as pages, which need no script; and the address in every letter by which its reader ends them.
enum NewsletterPages {
  static let all: [Endpoint] = [
    .page(path, [.member], query: [.optional("edition", NewsletterContract.edition)], show)
      .back(.me),
    .form("\(path)/agree", [.member], [.needed("edition", .anyWord)], agree).back(
      "会刊来信", "Letters", to: path),
    .form("\(path)/withdraw", [.member], [], withdraw).back("会刊来信", "Letters", to: path),
    .page(endPath, .everybody, query: [.needed("key", .anyWord)], lookOver),
    .oneClick(endPath, query: [.needed("key", .anyWord)], end),
  ]

  private static let path = "/me/newsletter"
  fileprivate static let endPath = "/newsletter/end"

  @Sendable
  private static func show(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let member = try call.ownNumber()
    let (edition, address, isConfirmed) = try await api.store.read { club, people in
      (
        club.newsletter.edition(of: member), people.person(member)?.email,
        club.membership.isConfirmed(member, .email)
      )
    }
    let wanted = try call.query("edition") { NewsletterEdition(rawValue: $0) }
    let text = Speaker(call.language)
    var lines = [
      text(
        "每期会刊出来时寄一封信，有目录和近期活动。不同意就不寄；同意了随时可以不再收，信里也有一键退订。",
        "One letter with each issue: its contents and the next events. None without your consent, which you can take back at any time, in every letter as well."
      )
    ]
    if address == nil {
      lines.append(
        text("您还没有留邮箱，补上以后才收得到。", "We have no e-mail address of yours; letters need one."))
    }
    if address != nil, !isConfirmed {
      lines.append(
        text(
          "您的邮箱还没有核实，请到前台核实，之后才收得到。",
          "Your address is not confirmed yet: have it confirmed at the desk, letters come after that."
        ))
    }
    return .page(
      AnswerPage(
        .own, text("会刊来信", "Letters"), lines: lines,
        rows: [
          (text("会刊来信", "Letters"), edition.map { $0.words(text) } ?? text("没有订阅", "None")),
          (text("邮箱", "E-mail"), address ?? "—"),
        ],
        form: form(edition, wanted, text),
        links: (address == nil
          ? [(text("补填邮箱", "Give an e-mail address"), "/me/contact")] : [])
          + other(than: wanted ?? edition ?? .original, api, text)
          + [(text("资料与隐私", "Data and privacy"), "/me/privacy")]))
  }

  private static func form(
    _ edition: NewsletterEdition?, _ wanted: NewsletterEdition?, _ text: Speaker
  ) -> AnswerPage.Form {
    if let edition, wanted == nil || wanted == edition {
      return AnswerPage.Form(
        action: "\(path)/withdraw", fields: [], button: text("不再收信", "No more letters"))
    }
    let wanted = wanted ?? .original
    return AnswerPage.Form(
      action: "\(path)/agree", fields: [AnswerPage.Row(label: "edition", value: wanted.rawValue)],
      button: wanted == .original
        ? text("同意收信", "Send me letters")
        : text("同意收信，用繁体字", "Send me letters in Traditional characters"))
  }

  /// The other characters, where the site has two editions.
  private static func other(
    than edition: NewsletterEdition, _ api: ClubAPI, _ text: Speaker
  ) -> [(String, String)] {
    guard api.configuration.hasTraditionalEdition else { return [] }
    let other: NewsletterEdition = edition == .original ? .traditional : .original
    return [(text("改", "Instead: ") + other.words(text), "\(path)?edition=\(other.rawValue)")]
  }

  @Sendable
  private static func agree(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let member = try call.ownNumber()
    var fields = try call.fields()
    let edition = fields.required("edition") { NewsletterEdition(rawValue: $0) }
    try fields.finish()
    guard let edition else { throw Problem.unreadable }
    try await api.submit(.agree(member, edition), by: .member(member))
    let text = Speaker(call.language)
    return done(
      text("已经订阅", "You will get letters"),
      text("下一期出来时寄给您。", "The next issue brings the first."), text)
  }

  @Sendable
  private static func withdraw(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let member = try call.ownNumber()
    try call.fields().finish()
    try await api.submit(.withdraw(member), by: .member(member))
    let text = Speaker(call.language)
    return done(
      text("不再寄信", "No more letters"),
      text("以后想收，随时回来。", "Should you want them again, come back at any time."), text)
  }

  private static func done(_ title: String, _ line: String, _ text: Speaker) -> Answer {
    .page(
      AnswerPage(
        .done, title, lines: [line],
        links: [
          (text("会刊来信", "Letters"), path), (text("回“我的”", "My page"), "/me/"),
        ]))
  }

  @Sendable
  private static func lookOver(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let (_, key) = try api.reader(call)
    let text = Speaker(call.language)
    return .page(
      AnswerPage(
        .confirm, text("不再收信", "No more letters"),
        lines: [text("以后各期会刊不再给您寄信。", "The issues to come will bring you no letter.")],
        form: AnswerPage.Form(
          action: ClubAPI.unsubscribePath(key), fields: [], button: text("不再收信", "No more letters")),
        links: [(text("回首页", "Home"), "/")]))
  }

  /// By a press of the button, or by the mail program itself (RFC 8058), which sends no cookie.
  @Sendable
  private static func end(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let (member, _) = try api.reader(call)
    // The key is theirs alone; a second click finds nothing left to end.
    try await api.submit(.withdraw(member), by: .system)
    let text = Speaker(call.language)
    return .page(
      AnswerPage(
        .done, text("不再寄信", "No more letters"),
        lines: [text("以后想收，请在“我的”里订阅。", "To get them again, see your own page.")],
        links: [(text("回首页", "Home"), "/")]))
  }
}

extension NewsletterEdition {
  /// In which characters the letters are.
  func words(_ text: Speaker) -> String {
    switch self {
    case .original: text("用会刊的字", "as the magazine is written")
    case .traditional: text("用繁体字", "in Traditional characters")
    }
  }
}

extension FieldRule {
  fileprivate static let anyWord = FieldRule("须填。", "This is needed.", .text(1...))
}

extension ClubAPI {
  /// Where a letter's reader ends the letters.
  ///
  /// - Parameter key: the reader's, as `ClubStore.unsubscribeKey(of:)` makes it.
  /// - Returns: the path with its query.
  public static func unsubscribePath(_ key: String) -> String {
    "\(NewsletterPages.endPath)?key=\(key)"
  }

  /// Whose letters the key in the address ends, and the key.
  ///
  /// - Throws: where it is none of this club's.
  fileprivate func reader(_ call: Call) throws -> (MemberNumber, key: String) {
    let key = try call.query("key") { $0 } ?? ""
    guard let member = MemberNumber(String(key.prefix { $0 != "-" })),
      TokenComparison.isEqual(Array(store.unsubscribeKey(of: member).utf8), Array(key.utf8))
    else {
      throw Problem(
        .invalidRequest, "这个退订地址不完整。请从信里再点一次，或在“我的”里退订。",
        "This address is not whole. Follow it from the letter again, or see your own page.")
    }
    return (member, key)
  }

  fileprivate func submit(_ command: NewsletterCommand, by actor: Actor) async throws {
    do {
      // What is so already is not written again, so it needs no key.
      try await store.submit(.newsletter(command), by: actor)
    } catch {
      throw Problem(error)
    }
  }
}
