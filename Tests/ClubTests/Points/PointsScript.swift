import CivilTime
import Club

/// How a script moves points.
///
/// `clerk awards m1 60 source=attend`, `manager reverses P6-1 debt poster=1`, `system withdraws`
extension Script {
  func pointsCommand(_ words: [Substring], _ options: Options) throws -> PointsCommand {
    switch words[1] {
    case "awards": return .award(try order(words, options))
    case "spends": return .spend(try order(words, options))
    case "reverses":
      return .reverse(
        Reversal(
          entry: try known(EntryID(words[2])), allowsDebt: options.has("debt"),
          reason: try known(Reason("录错")),
          postedBy: options["poster"].flatMap { Int($0) }.map { StaffID($0) }))
    case "expires": return .expire(after: options["after"].flatMap { EntryID($0) })
    case "activates": return .activate(after: options["after"].flatMap { EntryID($0) })
    case "withdraws":
      return .withdraw(
        from: options["from"].flatMap { Int($0) } ?? 0, reason: try known(Reason("活动已取消")))
    default: return .grant(from: options["from"].flatMap { Int($0) } ?? 0)
    }
  }
}
