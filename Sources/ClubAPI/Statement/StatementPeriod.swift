import CivilTime

/// The days that a statement is for, both inclusive; without any the whole time.
struct StatementPeriod: Hashable, Sendable {
  var from: Day?
  var through: Day?
  /// The month as it is asked for, `2026-11`, where it is one.
  var month: String?

  /// The query's parameters that say it.
  static let fields: [Field] = [
    .optional("month", .month), .optional("from", .day), .optional("through", .day),
  ]

  /// Reads `month`, or `from` and `through`.
  init(_ call: Call) throws {
    let month = try call.query("month") { StatementPeriod(month: $0) }
    let from = try call.query("from") { Day($0) }
    let through = try call.query("through") { Day($0) }
    guard month == nil || from == nil && through == nil else {
      throw Problem(
        .invalidRequest, "month与from、through不能同时给。",
        "Give either month, or from and through.")
    }
    self = month ?? StatementPeriod(from: from, through: through)
  }

  init(from: Day? = nil, through: Day? = nil) {
    self.from = from
    self.through = through
  }

  /// A month; nil where the text is none.
  init?(month: String) {
    guard month.utf8.count == 7, let first = Day(month + "-01") else { return nil }
    self.init(of: first)
  }

  /// The month of a day.
  init(of day: Day) {
    let first = day.adding(days: 1 - day.day)
    from = first
    through = first.adding(days: Self.length(of: first) - 1)
    month = String(first.iso.prefix(7))
  }

  /// The month before, and the month after; nil where the period is no month.
  var neighbours: (before: StatementPeriod, after: StatementPeriod)? {
    guard month != nil, let from, let through else { return nil }
    return (
      StatementPeriod(of: from.adding(days: -1)), StatementPeriod(of: through.adding(days: 1))
    )
  }

  private static func length(of first: Day) -> Int {
    (28...31).last { first.adding(days: $0 - 1).month == first.month } ?? 28
  }

  /// `2026-11`, `2026-11-01 – 2026-11-22`, or that it is the whole time.
  func words(_ text: Speaker) -> String {
    if let month { return month }
    switch (from, through) {
    case (nil, nil): return text("入会至今", "From the beginning")
    case (let from?, nil): return text("\(from.iso)起", "From \(from.iso)")
    case (nil, let through?): return text("至\(through.iso)", "Through \(through.iso)")
    case (let from?, let through?):
      return text("\(from.iso)至\(through.iso)", "\(from.iso) – \(through.iso)")
    }
  }
}
