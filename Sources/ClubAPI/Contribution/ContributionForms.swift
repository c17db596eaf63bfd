import CivilTime
import Club
import Hummingbird

/// Sending in a piece 投稿, with or without a script: one form, one page that says it has arrived.
enum ContributionForms {
  static let all: [Endpoint] = [
    .form(
      "/contribute", [.visitor, .member],
      [
        .needed("title", .draftTitle), .needed("pen_name", .penName),
        .needed("contact", .draftContact), .needed("text", .draftText),
        .needed("agree", .agreement),
      ], bodyLimit: 262_144, send
    ).back("回征稿页", "Back to the call", to: "/contribute/").again(.contribution)
  ]

  /// How many characters a text may have. A form takes more, so that a longer text comes back whole with
  /// the refusal.
  static let mostCharacters = 6_000

  @Sendable
  private static func send(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let draft = try read(call)
    guard let box = api.configuration.drafts else {
      throw Problem(
        .notFound, "本站不在网上收稿，请寄编辑部。", "Nothing is taken here; write to the editors.")
    }
    if let seconds = api.contributions.count(api.address(of: call), at: call.now) {
      throw Problem(
        waiting: seconds, "寄得太密了，稍后再寄；要紧的稿子请写信到编辑部。",
        "Too many at a time. Wait a while, or write to the editors.")
    }
    do {
      try await Blocking.run { () throws(DraftRefusal) in try box.put(draft) }
    } catch .full {
      throw Problem(
        waiting: 86_400, "编辑部的稿子堆满了，请过一天再寄，或写信来。",
        "The editors have more than they can read. Come back tomorrow, or write.")
    } catch .disk {
      throw Problem(
        .diskFull, "会里的磁盘写不进去，稿子没有收下；请留着底稿，稍后再寄。",
        "The club's disk would not take it. Keep your text and send it again later.")
    }
    let text = Speaker(call.language)
    return .page(
      AnswerPage(
        .done, text("稿子收到了", "It has arrived"),
        lines: [
          text(
            "它在编辑部的案头，只有编辑看得到，不会自己登出来。用与不用，都会照您留的联系方式回信。",
            "It is on the editors' desk, and nobody else sees it. They will write to you, whether they print it or not."
          )
        ],
        rows: [
          (text("题目", "Title"), draft.title), (text("署名", "Name to print"), draft.penName),
          (text("字数", "Characters"), "\(draft.text.filter { !$0.isWhitespace }.count)"),
        ],
        links: [(text("回征稿页", "Back to the call"), "/contribute/"), (text("回首页", "Home"), "/")]))
  }

  private static func read(_ call: Call) throws -> Draft {
    var fields = try call.fields()
    let title = fields.required("title") { plain($0, within: 1...60) }
    let penName = fields.required("pen_name") { plain($0, within: 1...30) }
    let contact = fields.required("contact") { plain($0, within: 5...120) }
    let text = fields.required("text") { body($0) }
    if let count = text?.count, count > mostCharacters {
      let excess = count - mostCharacters
      fields.refuse(
        "text",
        Words(
          "正文超出\(mostCharacters)字：现在\(count)字，多了\(excess)字。请删短，或寄到编辑部的邮箱。",
          "The text is longer than \(mostCharacters) characters: it has \(count), \(excess) too many. Shorten it, or send it by e-mail."
        ))
    }
    let agrees = fields.required("agree") { $0 == "yes" ? true : nil }
    try fields.finish()
    guard let title, let penName, let contact, let text, agrees != nil else {
      throw Problem.unreadable
    }
    return Draft(
      title: title, penName: penName, contact: contact, text: text, received: call.now)
  }

  /// One line without blanks at its ends; nil where it is too long, too short, or hides something.
  private static func plain(_ text: String, within lengths: ClosedRange<Int>) -> String? {
    let trimmed = self.trimmed(text)
    guard lengths.contains(trimmed.count),
      !trimmed.unicodeScalars.contains(where: { isHidden($0) || $0 == "\n" })
    else { return nil }
    return trimmed
  }

  /// A text with line feeds; nil where it is empty or hides something.
  private static func body(_ text: String) -> String? {
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    let joined = trimmed(lines.joined(separator: "\n"))
    guard !joined.isEmpty, !joined.unicodeScalars.contains(where: isHidden) else { return nil }
    return joined
  }

  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  /// Characters that a reader does not see and a terminal or an editor may obey: controls but for line
  /// feed and tab, and those that turn the direction of writing.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "\n" || scalar == "\t" { return false }
    return scalar.properties.generalCategory == .control
      || ("\u{202A}"..."\u{202E}").contains(scalar) || ("\u{2066}"..."\u{2069}").contains(scalar)
  }
}

extension FormAgain {
  /// The piece as it was sent, so that nothing of it is lost.
  fileprivate static let contribution = FormAgain(
    after: [.invalidRequest, .tooManyRequests, .diskFull],
    shape: .inputs(
      [
        Input(name: "title", label: Words("题目", "Title"), autocomplete: "off", keys: "text"),
        Input(
          name: "pen_name", label: Words("署名", "Name to print"), autocomplete: "nickname",
          keys: "text"),
        Input(
          name: "contact", label: Words("怎样回信给您", "How we can answer you"),
          autocomplete: "email", keys: "text"),
        Input(
          name: "text", label: Words("正文", "Text"), autocomplete: "off", keys: "text",
          isLong: true),
      ], button: Words("寄给编辑部", "Send it to the editors")))
}

extension FieldRule {
  fileprivate static let draftTitle = FieldRule(
    "题目为一至六十个字。", "A title has 1 to 60 characters.", .text(1..., example: "最后一只炉子"))
  fileprivate static let penName = FieldRule(
    "署名为一至三十个字。", "A name to print has 1 to 30 characters.", .text(1..., example: "何○○"))
  fileprivate static let draftContact = FieldRule(
    "请留一个邮箱或电话，编辑好回信。", "Leave an e-mail address or a phone number for the editors' answer.",
    .text(5..., example: "he@example.com"))
  fileprivate static let draftText = FieldRule(
    "正文为一至六千个字的纯文字；更长的请寄到编辑部的邮箱。",
    "A text has 1 to 6,000 plain characters; send longer ones by e-mail.",
    .text(1..., example: "火灭了。"))
  fileprivate static let agreement = FieldRule(
    "请勾选：稿子是自己写的，编辑可以改错字，刊出以前会再问。",
    "Tick that it is your own, and that the editors may correct slips.", .oneOf(["yes"]))
}
