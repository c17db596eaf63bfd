import CSV
import CivilTime
import Club

/// The rows of a file of postings, as far as each can be judged alone, and everything that is wrong with
/// them, each with its line and column.
struct PointsSheet {
  /// A posting to be made.
  struct Row {
    let line: Int
    let order: PointsOrder
    let isAward: Bool
    /// In which column each field stands, from 1.
    let places: [Column: Int]

    var command: Command { .points(isAward ? .award(order) : .spend(order)) }
  }

  enum Column: CaseIterable {
    case member, action, source, points, amount, event, reference, date, reason

    /// What the head of the column may be called.
    var titles: [String] {
      switch self {
      case .member: ["member", "会员号", "会员"]
      case .action: ["action", "收支", "发放或兑换"]
      case .source: ["source", "来源", "规则"]
      case .points: ["points", "积分"]
      case .amount: ["amount", "金额", "金额（元）", "金额(元)"]
      case .event: ["event", "活动"]
      case .reference: ["reference", "参考号", "凭据", "单号"]
      case .date: ["date", "业务日期", "日期"]
      case .reason: ["reason", "事由"]
      }
    }

    /// What a field in it must look like.
    var rule: FieldRule {
      switch self {
      case .member: .member
      case .action: .fileAction
      case .source: .source
      case .points: .points
      case .amount: .yuan
      case .event: .event
      case .reference: .reference
      case .date: .fileDay
      case .reason: .reason
      }
    }

    static let needed: [Column] = [.member, .source, .reason]
  }

  private(set) var rows: [Row] = []
  private(set) var mistakes: [FieldProblem] = []
  private let sources: SourceTitles

  /// Reads a file's rows; the first names the columns, in any order.
  init(_ rows: [[CSVReader.Field]], _ sources: SourceTitles) {
    self.sources = sources
    guard let head = rows.first else {
      add(1, 1, Words("文件是空的。", "The file is empty."))
      return
    }
    let places = places(in: head)
    guard mistakes.isEmpty else { return }
    if !PointsBatch.sizes.contains(rows.count - 1) {
      add(
        rows.last?.first?.line ?? 1, 1,
        Words("一个文件须有一至一千行，另加标题一行。", "A file has 1 to 1,000 rows below its titles."))
    }
    var lines: [String: Int] = [:]
    for fields in rows.dropFirst() {
      guard let row = row(fields, places, width: head.count) else { continue }
      if let first = lines.updateValue(row.line, forKey: row.identity) {
        add(
          row.line, row.column(of: .reference),
          Words(
            "同一会员、同一来源的这一凭据在第\(first)行已有。",
            "Line \(first) is of the same member, source and reference."))
        continue
      }
      self.rows.append(row)
    }
  }

  private mutating func places(in head: [CSVReader.Field]) -> [Column: Int] {
    var places: [Column: Int] = [:]
    if let field = head.first(where: \.holdsOtherSeparators) {
      add(
        field.line, field.column,
        Words(
          "各列不是用半角逗号分开的。请在Excel或WPS里另存为“CSV UTF-8（逗号分隔）”。",
          "The columns are not separated by commas. In Excel or WPS choose Save as, “CSV UTF-8 (comma delimited)”."
        ))
      return places
    }
    for field in head {
      let title = field.title
      guard let column = Column.allCases.first(where: { $0.titles.contains(title) }) else {
        let known = Column.allCases.map { "\($0.titles[0]) \($0.titles[1])" }
        add(
          field.line, field.column,
          Words(
            "不认识这一列；可有：\(known.joined(separator: "，"))。",
            "No column of this title is known; there are: \(known.joined(separator: ", "))."))
        continue
      }
      if places.updateValue(field.column, forKey: column) != nil {
        add(
          field.line, field.column,
          Words("“\(column.titles[1])”有两列。", "There are two columns “\(column.titles[0])”."))
      }
    }
    for column in Column.needed where places[column] == nil {
      add(
        1, 1,
        Words("缺少“\(column.titles[1])”一列。", "The column \(column.titles[0]) is missing."))
    }
    return places
  }

  private mutating func row(
    _ fields: [CSVReader.Field], _ places: [Column: Int], width: Int
  ) -> Row? {
    let before = mistakes.count
    let line = fields[0].line
    if fields.count > width {
      add(
        line, width + 1,
        Words("这一行比标题多出几项。", "The row has more fields than there are titles."))
    }
    func text(_ column: Column) -> String {
      guard let place = places[column], place <= fields.count else { return "" }
      return fields[place - 1].text
    }
    func value<Value>(_ column: Column, _ make: (String) -> Value?) -> Value? {
      let text = text(column)
      guard !text.isEmpty else { return nil }
      if let value = FullWidth.read(text, make) { return value }
      let words = column == .source ? sources.words : column.rule.words
      add(line, places[column] ?? 1, column.rule.fault?(text) ?? words)
      return nil
    }
    let member = value(.member) { MemberNumber($0) }
    let isAward = value(.action, Self.isAward)
    let source = value(.source) { sources.code($0) }
    let points = value(.points) { Int($0).flatMap { Amount($0) } }
    let money = value(.amount) { Money(written: $0) }
    let event = value(.event) { Code($0) }
    let reference = value(.reference) { Reference($0) }
    let date = value(.date) { Day(written: $0) }
    let reason = value(.reason) { Reason($0) }
    for column in Column.needed where text(column).isEmpty {
      let words = column == .source ? sources.words : column.rule.words
      add(
        line, places[column] ?? 1,
        Words("必填。\(words.chinese)", "This is needed. \(words.english)"))
    }
    if text(.reference).isEmpty, text(.event).isEmpty {
      add(
        line, places[.reference] ?? 1,
        Words(
          "须有参考号（到场积分的填活动即可），才认得出同一笔。",
          "A reference is needed (or the event that was attended), so that the same is known again."
        ))
    }
    guard mistakes.count == before, let member, let source, let reason else { return nil }
    return Row(
      line: line,
      order: PointsOrder(
        member: member, amount: points, source: source, money: money, event: event,
        reference: reference, businessDate: date, reason: reason, isOnce: true),
      isAward: isAward ?? true, places: places)
  }

  private mutating func add(_ line: Int, _ column: Int, _ words: Words) {
    mistakes.append(FieldProblem(line: line, column: column, detail: words))
  }

  private static func isAward(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "award", "发放": true
    case "spend", "兑换": false
    default: nil
    }
  }
}

extension PointsSheet.Row {
  /// What tells it from every other row.
  fileprivate var identity: String {
    let parts = [
      order.member.digits, "\(isAward)", order.source.text, order.event?.text ?? "",
      order.reference?.text ?? "",
    ]
    return parts.joined(separator: "\n")
  }

  /// Where a field stands, from 1; the first column where the file has none for it.
  func column(of column: PointsSheet.Column) -> Int { places[column] ?? 1 }

  /// The field that a refusal is about.
  func column(of rejection: Rejection) -> Int {
    switch rejection {
    case .points(.insufficientPoints), .points(.pointsMissing), .points(.pointsDifferFromRule):
      column(of: .points)
    case .points(.unknownSource), .earning(.notInForce), .earning(.givenByItself),
      .earning(.needsDiffer):
      column(of: .source)
    case .points(.businessDateOutOfRange), .points(.alreadyLapsed): column(of: .date)
    case .earning(.alreadyAwarded), .earning(.alreadyRequested):
      places[.reference] ?? column(of: .event)
    case .earning(.nothingEarned), .earning(.tooManyPoints): column(of: .amount)
    case .earning(.eventWithoutPoints), .earning(.eventNotBegun), .registration:
      column(of: .event)
    default: column(of: .member)
    }
  }
}

extension FieldRule {
  /// A column's own: people write yuan, and the words of the desk.
  fileprivate static let yuan = FieldRule(
    "金额以元计，如128.50，最多两位小数。", "Money is in yuan, with at most two decimals: 128.50.", .anyText)
  fileprivate static let fileDay = FieldRule(
    "日期形如2026-11-28、2026/1/5或2026年1月5日。", "A date looks like 2026-11-28, 2026/1/5 or 2026年1月5日.",
    .anyText)
  fileprivate static let fileAction = FieldRule(
    "应为award（发放）或spend（兑换）；空着即发放。",
    "An action is award 发放 or spend 兑换; empty means award.", .anyText)
}
