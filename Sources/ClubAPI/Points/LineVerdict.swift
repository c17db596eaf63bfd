import Club
import ClubStore
import JSON

/// What came of a line of several, or would come.
enum LineVerdict: Sendable {
  /// It is posted; the entry has no name yet in a preview.
  case posted(id: String?, Posting)
  /// It waits for a second person.
  case waiting(id: String?)
  /// It was posted, or waits, since an earlier time.
  case already(id: String)
  /// It is refused.
  case refused(Problem)

  /// What came of a command that was carried out.
  ///
  /// - Throws: where nobody knows: the store has stopped, the disk is full.
  init(_ result: Result<Outcome, SubmissionError>) throws {
    switch result {
    case .success(let outcome):
      if case .approval(.requested)? = outcome.facts.first {
        self = .waiting(id: ApprovalID(outcome.position(of: 0)).description)
        return
      }
      guard let last = outcome.facts.lastPosting else { throw Problem.unreadable }
      self = .posted(id: EntryID(outcome.position(of: last.index)).description, last.posting)
    case .failure(.rejected(let rejection)): self = .refused(Problem(rejection))
    case .failure(let error): throw Problem(error)
    }
  }

  enum Status: String, CaseIterable, Sendable {
    case posted
    case waiting
    case already
    case refused
  }

  var status: Status {
    switch self {
    case .posted: .posted
    case .waiting: .waiting
    case .already: .already
    case .refused: .refused
    }
  }

  /// The members that `writeMembers` and whoever counts the lines write.
  static let properties: [Property] = [
    Property("line", .integer(), "第几行，从1起", "Which line, from 1"),
    Property("status", .oneOf(Status.self), "结果", "What came of it"),
    .member,
    Property(
      "id", .nullable(.anyText), "分录或申请的编号；预览时为null",
      "The name of the entry or the request; null in a preview"),
    Property("points", .nullable(.integer()), "账户增加的积分", "What the account gained"),
    Property("balance", .nullable(.integer()), "记账后的余额", "The balance afterwards"),
    Property("problem", .nullable(.anyText), "没记的原因，即问题的种类", "Why not: the problem's type"),
    Property("detail", .nullable(.anyText), "没记的原因，文字", "Why not, in words"),
  ]

  /// Writes the object's members, but for the line's number.
  func writeMembers(of member: MemberNumber, to json: inout JSONWriter, in language: Language) {
    var name: String?
    var entry: Posting?
    var problem: Problem?
    switch self {
    case .posted(let id, let posting): (name, entry) = (id, posting)
    case .waiting(let id): name = id
    case .already(let id): name = id
    case .refused(let refusal): problem = refusal
    }
    json.member("status", status.rawValue)
    json.member("member", member.digits)
    json.member("id", name)
    json.member("points", entry?.points)
    json.member("balance", entry?.balance)
    json.member("problem", problem.map { "/problems/\($0.type.rawValue)" })
    json.member("detail", problem?.detail.text(in: language))
  }

  /// The members whose balances are in the answer, each once.
  static func shown(_ verdicts: [LineVerdict], of members: [MemberNumber]) -> [MemberNumber] {
    let shown = zip(verdicts, members).compactMap { verdict, member -> MemberNumber? in
      guard case .posted = verdict else { return nil }
      return member
    }
    return Set(shown).sorted()
  }

  /// How many lines came to what.
  struct Counts {
    private var counts: [Status: Int] = [:]

    init(_ verdicts: [LineVerdict]) {
      for verdict in verdicts { counts[verdict.status, default: 0] += 1 }
    }

    /// The members that `write` writes; the status given is one that only some answers have.
    static func properties(with status: Status? = nil) -> [Property] {
      [
        Property("posted", .integer(), "记了几行", "How many lines are posted"),
        Property("waiting", .integer(), "待复核几行", "How many wait for a second person"),
        Property("already", .integer(), "原已记下的几行", "How many were posted before"),
        Property("refused", .integer(), "没记几行", "How many are refused"),
      ].filter { $0.name != Status.already.rawValue || status == .already }
    }

    func write(to json: inout JSONWriter, with status: Status? = nil) {
      json.member("posted", counts[.posted, default: 0])
      json.member("waiting", counts[.waiting, default: 0])
      if status == .already { json.member("already", counts[.already, default: 0]) }
      json.member("refused", counts[.refused, default: 0])
    }
  }
}

extension [Fact] {
  /// The entry that was asked for: what has lapsed is posted before it.
  var lastPosting: (index: Int, posting: Posting)? {
    for case (let index, .points(.posted(let posting))) in enumerated().reversed() {
      return (index, posting)
    }
    return nil
  }
}
