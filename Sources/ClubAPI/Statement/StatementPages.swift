import CivilTime
import Club
import Hummingbird

/// A month's statement as a page to print and as a spreadsheet, for the member and for the desk.
enum StatementPages {
  static let all: [Endpoint] = [
    .page("/me/statement", [.member], query: StatementPeriod.fields, page),
    .page("/me/statement.csv", [.member], query: StatementPeriod.fields, sheet),
    .page("/desk/members/{number}/statement", .staff, query: StatementPeriod.fields, page),
    .page("/desk/members/{number}/statement.csv", .staff, query: StatementPeriod.fields, sheet),
  ]

  /// The most lines of one page or sheet.
  private static let most = 5000

  @Sendable
  private static func page(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let view = try await view(api, call)
    let words = StatementWords(text: Speaker(call.language))
    let text = words.text
    let place = call.request.uri.path
    var links: [(String, String)] = []
    if let (before, after) = view.period.neighbours {
      links.append((text("上一月", "Month before"), "\(place)?month=\(before.month ?? "")"))
      if let from = after.from, from <= call.now.day {
        links.append((text("下一月", "Month after"), "\(place)?month=\(after.month ?? "")"))
      }
      links.append((text("下载表格", "Spreadsheet"), "\(place).csv?month=\(view.period.month ?? "")"))
    } else {
      links.append((text("下载表格", "Spreadsheet"), "\(place).csv?\(call.request.uri.query ?? "")"))
    }
    links.append((text("返回", "Back"), isOwn(call) ? "/me/" : "/desk/"))
    var rows = [(text("会员号", "Member number"), view.member.description)]
    if let name = view.name { rows.append((text("姓名", "Name"), name)) }
    rows += [
      (text("期间", "Period"), view.period.words(text)),
      (text("期初", "Opening"), words.figure(view.opening)),
      (text("期末", "Closing"), words.figure(view.closing)),
      (text("打印于", "Made"), "\(call.now.day.iso) \(call.now.clock)"),
    ]
    if let step = view.steps.last, let tier = step.tier {
      rows.append(
        (
          text("等级", "Tier"),
          text("\(tier.title)，\(step.day.iso)起", "\(tier.title), since \(step.day.iso)")
        ))
    }
    rows += view.activations.map { activation in
      (
        text("待生效", "Pending"),
        text(
          "\(activation.points)分，\(activation.from.iso)起可用",
          "\(activation.points), to be spent from \(activation.from.iso)")
      )
    }
    rows += view.expiries.map { expiry in
      (
        text("将到期", "Will lapse"),
        text(
          "\(expiry.points)分，有效至\(expiry.through.iso)",
          "\(expiry.points), good through \(expiry.through.iso)")
      )
    }
    var lines: [String] = []
    if view.lines.contains(where: { $0.line.entry.posted.day != $0.line.entry.businessDate }) {
      lines.append(
        text(
          "各行按记账的先后排列；记账日与业务日期不同的，在摘要下注明。",
          "The lines stand in the order of posting; the day of posting is noted where it is another."
        ))
    }
    if view.isTruncated {
      lines.append(
        text("明细太多，只列出最后\(most)行。", "There are too many lines: these are the last \(most)."))
    }
    return .page(
      AnswerPage(
        .statement, text("积分对账单", "Statement of points"), lines: lines, rows: rows, links: links,
        table: table(view, words))
    ).showing([view.member])
  }

  private static func table(_ view: StatementView, _ words: StatementWords) -> AnswerPage.Table {
    let text = words.text
    return AnswerPage.Table(
      head: [
        text("业务日期", "Business date"), text("摘要", "For"), text("变动", "Change"),
        text("结余", "Balance"),
      ],
      lines: view.lines.map { line in
        let entry = line.line.entry
        var notes = [entry.id.description, line.reference, line.reason]
        // The lines stand in the order of posting: where that is another day, it has to be seen.
        if entry.posted.day != entry.businessDate {
          notes.insert(
            text("\(entry.posted.day.iso)记账", "posted on \(entry.posted.day.iso)"), at: 0)
        }
        notes.append(words.author(line.author).map { text("经办：\($0)", "by \($0)") })
        if let request = line.request, let asker = words.author(line.asker) {
          notes.append(text("申请\(request)，\(asker)", "asked for as \(request) by \(asker)"))
        }
        if let other = entry.reversedBy {
          notes.append(text("已由\(other)冲正", "taken back by \(other)"))
        }
        if let day = entry.activeFrom {
          notes.append(text("\(day.iso)起可用", "to be spent from \(day.iso)"))
        }
        if let expires = entry.expires {
          notes.append(text("有效至\(expires.iso)", "good through \(expires.iso)"))
        }
        return AnswerPage.Table.Line(
          day: entry.businessDate.iso, subject: words.subject(line),
          note: notes.compactMap { $0 }.joined(separator: " · "),
          change: words.signed(entry.points), balance: words.figure(line.line.balance))
      })
  }

  @Sendable
  private static func sheet(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let view = try await view(api, call)
    let span = view.period.month ?? "all"
    return Answer.file(
      StatementCSV.bytes(view, StatementWords(text: Speaker(call.language))),
      type: "text/csv; charset=utf-8", name: "statement-\(view.member.digits)-\(span).csv"
    ).showing([view.member])
  }

  /// What is asked for; nothing asked for is this month.
  private static func view(_ api: ClubAPI, _ call: Call) async throws -> StatementView {
    let number: MemberNumber
    if case .member(let own, _) = call.identity {
      number = own
    } else {
      number = try call.memberNumber()
    }
    var period = try StatementPeriod(call)
    if period == StatementPeriod() { period = StatementPeriod(of: call.now.day) }
    return try await api.statement(of: number, period, most: most, for: call.identity)
  }

  private static func isOwn(_ call: Call) -> Bool {
    if case .member = call.identity { true } else { false }
  }
}
