import CSV
import Club
import ClubStore
import Hummingbird
import JSON

/// Postings from a spreadsheet: the whole file or nothing of it, and no line of it twice.
enum PointsImport {
  static let contract = Contract(
    "从CSV文件记账", "Posting the rows of a CSV file",
    detail: Words(
      "首行是列名，中英文都行，次序不限：member（会员号）、action（收支，award为发放、spend为兑换，空着即发放）、source（来源）、points（积分）、"
        + "amount（金额，元）、event（活动）、reference（参考号）、date（业务日期）、reason（事由）。UTF-8，一至一千行。有一行不成就都不记，"
        + "errors逐处指明行与列。同一会员、同一来源、同一参考号只记一次：同一个文件再传，已记的原样跳过（already）。"
        + "先用preview=true看会记成什么。",
      "The first row names the columns, in English or Chinese and in any order: member, action (award,"
        + " spend; empty means award), source, points, amount (in yuan), event, reference, date, reason."
        + " UTF-8, 1 to 1,000 rows. Where one row is refused nothing is posted, and `errors` names every"
        + " line and column. The same reference of the same member and source is posted once: of a file"
        + " that comes again, what is posted is passed over (already). Look with preview=true first."
    ),
    media: .csv(
      example: "会员号,来源,积分,参考号,业务日期,事由\n477127567449,manual,30,XY-2026-0113,2026-11-20,补记十月到场\n"),
    answers: [
      AnswerContract(
        200, "各行的结果；预览时是将会怎样", "What came of each row; in a preview, what would",
        .object(
          LineVerdict.Counts.properties(with: .already) + [
            Property(
              "lines", .list(.object(LineVerdict.properties)), "各行",
              "The rows; `line` is the line of the file")
          ]))
    ], bodyLimit: 524_288,
    problems: [.batchRefused])

  @Sendable
  static func post(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let rules = try await api.store.read { club, _ in club.terms.rules.pointRules }
    let sheet = PointsSheet(try rows(of: call.body), SourceTitles(rules))
    guard sheet.mistakes.isEmpty else {
      throw Problem(
        sheet.mistakes, .invalidRequest, "文件里有 ", " things in the file are to be corrected.")
    }
    let verdicts =
      call.isPreview
      ? try await judge(sheet.rows, api, call) : try await submit(sheet.rows, api, call)
    let answer = Answer.json { json in
      LineVerdict.Counts(verdicts).write(to: &json, with: .already)
      json.key("lines")
      json.array { json in
        for (row, verdict) in zip(sheet.rows, verdicts) {
          json.object { json in
            json.member("line", row.line)
            verdict.writeMembers(of: row.order.member, to: &json, in: call.language)
          }
        }
      }
    }
    return call.isPreview
      ? answer.showing(LineVerdict.shown(verdicts, of: sheet.rows.map(\.order.member))) : answer
  }

  private static func rows(of body: [UInt8]) throws -> [[CSVReader.Field]] {
    do {
      return try CSVReader.rows(body)
    } catch {
      var problem = Problem(
        .malformedBody, "这不是可读的CSV文件：\(error.line)行\(error.column)列，\(error.reason.chinese)",
        "The file cannot be read as CSV: \(error).")
      problem.errors = [
        FieldProblem(
          line: error.line, column: error.column,
          detail: Words(error.reason.chinese, error.reason.text))
      ]
      throw problem
    }
  }

  /// What would come of every row, one after the other.
  ///
  /// - Throws: `batchRefused`, which names every row that stands against the whole.
  private static func judge(
    _ rows: [PointsSheet.Row], _ api: ClubAPI, _ call: Call
  ) async throws -> [LineVerdict] {
    let results = try await api.store.preview(rows.map(\.command), by: call.identity.actor)
    var verdicts: [LineVerdict] = []
    var mistakes: [FieldProblem] = []
    for (row, result) in zip(rows, results) {
      switch result {
      case .success(let decision):
        if let posting = decision.facts.lastPosting?.posting {
          verdicts.append(.posted(id: nil, posting))
        } else {
          verdicts.append(.waiting(id: nil))
        }
      case .failure(let rejection):
        if let known = try await api.already(row, rejection) {
          verdicts.append(known)
        } else {
          mistakes.append(
            FieldProblem(
              line: row.line, column: row.column(of: rejection), detail: Problem(rejection).detail))
        }
      }
    }
    guard mistakes.isEmpty else {
      throw Problem(
        mistakes, .batchRefused, "什么也没有记，有 ", " rows are refused, so nothing is posted.")
    }
    return verdicts
  }

  private static func submit(
    _ rows: [PointsSheet.Row], _ api: ClubAPI, _ call: Call
  ) async throws -> [LineVerdict] {
    guard let key = call.idempotency else { throw Problem.unreadable }
    let keys = rows.map { row in
      IdempotencyKey(scope: key.scope, key: "\(key.key)#\(row.line)", request: key.request)
    }
    var known: [LineVerdict?] = Array(repeating: nil, count: rows.count)
    // A request that is sent again brings its first outcomes, and carries out what a break left.
    let isAgain = keys.contains { api.store.remembers($0) }
    if !isAgain {
      for (index, verdict) in try await judge(rows, api, call).enumerated() {
        if case .already = verdict { known[index] = verdict }
      }
    }
    let open = rows.indices.filter { known[$0] == nil }
    let results: [Result<Outcome, SubmissionError>]
    do {
      results = try await api.store.submit(
        open.map { ClubStore.Part(rows[$0].command, keys[$0]) }, by: call.identity.actor,
        asWhole: !isAgain)
    } catch let refused as ClubStore.PartRefused {
      let row = rows[open[refused.index]]
      throw Problem(
        [
          FieldProblem(
            line: row.line, column: row.column(of: refused.rejection),
            detail: Problem(refused.rejection).detail)
        ], .batchRefused, "什么也没有记，有 ", " rows are refused, so nothing is posted.")
    } catch let error as SubmissionError {
      throw Problem(error)
    }
    for (index, result) in zip(open, results) {
      if case .failure(.rejected(let rejection)) = result,
        let verdict = try await api.already(rows[index], rejection)
      {
        known[index] = verdict
      } else {
        known[index] = try LineVerdict(result)
      }
    }
    return known.compactMap { $0 }
  }
}

extension ClubAPI {
  /// That a row stands in the books, or waits, where this is why it is refused; nil where something else
  /// is, or where what stands there is not the same.
  fileprivate func already(
    _ row: PointsSheet.Row, _ rejection: Rejection
  ) async throws -> LineVerdict? {
    switch rejection {
    case .earning(.alreadyAwarded(let id)):
      let entry = try await store.read { club, _ in club.points.entry(id) }
      guard let entry, entry.member == row.order.member, entry.source == row.order.source,
        row.order.amount.map({ $0.points == abs(entry.points) }) ?? true
      else { return nil }
      return .already(id: id.description)
    case .earning(.alreadyRequested(let id)):
      let request = try await store.read { club, _ in
        club.approvals.waiting.first { $0.id == id }?.request
      }
      guard let request, request.member == row.order.member,
        row.order.amount.map({ $0 == request.amount }) ?? true
      else { return nil }
      return .already(id: id.description)
    default: return nil
    }
  }
}

extension Problem {
  /// Everything that stands against a file, as far as there is room.
  fileprivate init(
    _ mistakes: [FieldProblem], _ type: ProblemType, _ chinese: String, _ english: String
  ) {
    let sorted = mistakes.sorted { ($0.line ?? 0, $0.column ?? 0) < ($1.line ?? 0, $1.column ?? 0) }
    let first = sorted[0]
    self.init(
      type,
      "\(chinese)\(sorted.count)处：第\(first.line ?? 0)行第\(first.column ?? 0)列，\(first.detail.chinese)",
      "\(sorted.count)\(english) Line \(first.line ?? 0), column \(first.column ?? 0): \(first.detail.english)"
    )
    errors = Array(sorted.prefix(Self.mostErrors))
  }

  private static let mostErrors = 100
}

extension CSVReader.Reason {
  fileprivate var chinese: String {
    let remedy = "请在Excel或WPS里另存为“CSV UTF-8（逗号分隔）”。"
    return switch self {
    case .quoteInside: "字段中间有引号；请把整个字段放进引号，里面的引号写两个。"
    case .quoteNeverClosed: "这个字段的引号没有结束。"
    case .textAfterQuotes: "结束的引号后面还有字。"
    case .workbook: "文件是Excel工作簿（.xlsx或.xls），不是CSV。\(remedy)"
    case .utf16: "文件是UTF-16（“Unicode文本”）。\(remedy)"
    case .notUTF8: "文件不是UTF-8，中文Excel默认存成GBK。\(remedy)"
    }
  }
}
