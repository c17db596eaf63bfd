import Club
import ClubStore
import Hummingbird
import JSON

/// Many postings at once, all of them or each for itself.
enum PointsBatch {
  /// How many lines there may be.
  static let sizes = 1...1000

  private enum Mode: String, CaseIterable, Sendable {
    /// Every line is posted, or none.
    case all
    /// Every line is posted or refused for itself.
    case each
  }

  private static let line: [Field] = [.needed("member", .member)] + PointsContract.order

  private static let mode = FieldRule(
    "方式为all（全记或全不记）或each（逐行）。", "The mode is all (every line or none) or each (line by line).",
    .oneOf(Mode.self))
  private static let lines = FieldRule(
    "一至一千行，每行一笔。", "There are 1 to 1,000 lines.", .list(.object(line.properties)))

  static let contract = Contract(
    "成批记账", "Posting up to 1,000 lines at once",
    detail: Words(
      "all：有一行不成，全都不记，errors说是哪一行；each：逐行记，回答说各行如何。按行序，中间插不进别的；一个Idempotency-Key管整批，"
        + "中途断了用同一个键再发，已记的不会再记，没记的补上。",
      "all: where one line is refused nothing is posted, and `errors` says which; each: line by line,"
        + " and the answer says what came of each. In the order of the lines, and nothing comes in"
        + " between. One Idempotency-Key is for the whole: sent again after a break, what is posted is"
        + " not posted twice and the rest is."),
    body: [.needed("mode", mode), .needed("lines", lines)],
    answers: [
      AnswerContract(
        200, "各行的结果；预览时是将会怎样", "What came of each line; in a preview, what would",
        .object(
          [Property("mode", .oneOf(Mode.self), "方式", "The mode")]
            + LineVerdict.Counts.properties() + [
              Property("lines", .list(.object(LineVerdict.properties)), "各行", "The lines")
            ]))
    ], bodyLimit: 524_288,
    problems: [.batchRefused])

  @Sendable
  static func post(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    var fields = try call.fields()
    let mode = fields.required("mode") { Mode(rawValue: $0) }
    let orders = fields.list("lines", line, count: sizes) { fields -> (MemberNumber, Command)? in
      let member = fields.required("member") { MemberNumber($0) }
      // Read whatever the number is, so that everything that is wrong is named at once.
      let command = PointsEndpoints.order(&fields, of: member ?? MemberNumber(ordinal: 0))
      guard let member, let command else { return nil }
      return (member, command)
    }
    try fields.finish()
    guard let mode else { throw Problem.unreadable }
    let results =
      call.isPreview
      ? try await preview(orders.map(\.1), mode, api, call)
      : try await submit(orders.map(\.1), mode, api, call)
    let answer = answer(mode, orders.map(\.0), results, call.language)
    return call.isPreview
      ? answer.showing(LineVerdict.shown(results, of: orders.map(\.0))) : answer
  }

  private static func preview(
    _ commands: [Command], _ mode: Mode, _ api: ClubAPI, _ call: Call
  ) async throws -> [LineVerdict] {
    let results = try await api.store.preview(commands, by: call.identity.actor)
    return try results.enumerated().map { index, result in
      switch result {
      case .success(let decision):
        if !decision.prospect.isEmpty { return .waiting(id: nil) }
        guard let posting = decision.facts.lastPosting?.posting else { throw Problem.unreadable }
        return .posted(id: nil, posting)
      case .failure(let rejection):
        if mode == .all { throw Problem.batch(rejection, index) }
        return .refused(Problem(rejection))
      }
    }
  }

  private static func submit(
    _ commands: [Command], _ mode: Mode, _ api: ClubAPI, _ call: Call
  ) async throws -> [LineVerdict] {
    guard let key = call.idempotency else { throw Problem.unreadable }
    let parts = commands.enumerated().map { index, command in
      ClubStore.Part(
        command,
        IdempotencyKey(scope: key.scope, key: "\(key.key)#\(index)", request: key.request))
    }
    let results: [Result<Outcome, SubmissionError>]
    do {
      results = try await api.store.submit(
        parts, by: call.identity.actor, asWhole: mode == .all)
    } catch let refused as ClubStore.PartRefused {
      throw Problem.batch(refused.rejection, refused.index)
    } catch let error as SubmissionError {
      throw Problem(error)
    }
    return try results.map { try LineVerdict($0) }
  }

  private static func answer(
    _ mode: Mode, _ members: [MemberNumber], _ verdicts: [LineVerdict], _ language: Language
  ) -> Answer {
    Answer.json { json in
      json.member("mode", mode.rawValue)
      LineVerdict.Counts(verdicts).write(to: &json)
      json.key("lines")
      json.array { json in
        for (index, (member, verdict)) in zip(members, verdicts).enumerated() {
          json.object { json in
            json.member("line", index + 1)
            verdict.writeMembers(of: member, to: &json, in: language)
          }
        }
      }
    }
  }
}

extension Problem {
  /// A batch that stands or falls together has fallen by one line.
  fileprivate static func batch(_ rejection: Rejection, _ index: Int) -> Problem {
    let reason = Problem(rejection)
    var problem = Problem(
      .batchRefused, "第\(index + 1)行不能记，整批都没有记。\(reason.detail.chinese)",
      "Line \(index + 1) is refused, so nothing is posted. \(reason.detail.english)")
    problem.errors = [
      FieldProblem(
        pointer: JSONPointer().appending("lines").appending(index), detail: reason.detail)
    ]
    return problem
  }
}
