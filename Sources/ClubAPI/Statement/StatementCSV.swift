import CivilTime
import Club

/// A statement as a spreadsheet takes it: UTF-8 with a byte order mark, without which Excel takes
/// Chinese for something else, and lines that end in CR LF (RFC 4180).
enum StatementCSV {
  static func bytes(_ view: StatementView, _ words: StatementWords) -> [UInt8] {
    let text = words.text
    var rows: [[Cell]] = [
      [
        text("流水号", "Entry"), text("记账时间", "Posted"), text("业务日期", "Business date"),
        text("科目", "Account"), text("事项", "For"), text("变动", "Change"), text("结余", "Balance"),
        text("有效期至", "Good through"), text("依据", "Reference"), text("事由", "Reason"),
        text("经办", "By"), text("申请人", "Asked by"), text("冲正", "Reverses"),
        text("被冲正", "Reversed by"), text("生效日", "Active from"),
      ].map { .text($0) },
      sum(text("期初", "Opening"), view.opening),
    ]
    for line in view.lines {
      let entry = line.line.entry
      rows.append([
        .text(entry.id.description), .text("\(entry.posted.day.iso) \(entry.posted.clock)"),
        .text(entry.businessDate.iso), .text(words.account(entry.account)),
        .text(words.subject(line)), .number(entry.points), .number(line.line.balance),
        .text(entry.expires?.iso), .text(line.posting?.reference?.text), .text(line.reason),
        .text(words.author(line.author)), .text(words.author(line.asker)),
        .text(entry.reverses?.description), .text(entry.reversedBy?.description),
        .text(entry.activeFrom?.iso),
      ])
    }
    rows.append(sum(text("期末", "Closing"), view.closing))
    for expiry in view.expiries {
      rows.append([
        .text(text("将到期", "Will lapse")), .text(nil), .text(nil), .text(nil), .text(nil),
        .number(expiry.points), .text(nil), .text(expiry.through.iso),
      ])
    }
    let lines = rows.map { $0.map(\.written).joined(separator: ",") + "\r\n" }
    return [0xEF, 0xBB, 0xBF] + Array(lines.joined().utf8)
  }

  private static func sum(_ label: String, _ points: Int) -> [Cell] {
    [.text(label), .text(nil), .text(nil), .text(nil), .text(nil), .text(nil), .number(points)]
  }

  /// A cell: what somebody has typed is never a formula.
  enum Cell {
    case number(Int)
    case text(String?)

    var written: String {
      switch self {
      case .number(let number): return "\(number)"
      case .text(let text):
        var text = text ?? ""
        if let first = text.utf8.first, "=+-@\t\r".utf8.contains(first) { text = "'" + text }
        guard text.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
      }
    }
  }
}
