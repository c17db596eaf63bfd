import CivilTime
import Club
import JSON

/// An entry on its way to another program.
struct ExportedEntry {
  let id: EntryID
  let time: Instant
  let actor: String
  let posting: Posting
  /// Nil unless names were asked for, and where it has been erased.
  let name: String?
  /// Nil unless names were asked for, and where it has been erased.
  let reason: String?
}

/// Puts entries into a form, a few lines each.
protocol EntryWriter {
  /// What stands before the first entry.
  var head: [String] { get }
  /// The lines of an entry; entries come in their order.
  mutating func lines(of entry: ExportedEntry) -> [String]
}

/// RFC 4180, the field names in the first line.
struct CSVEntries: EntryWriter {
  let withNames: Bool

  var head: [String] {
    let fields = "entry,posted,date,actor,member,account,points,balance,source,reference,reverses"
    // Without the mark Excel takes Chinese names for something else.
    return [withNames ? "\u{FEFF}\(fields),name,reason" : fields]
  }

  func lines(of entry: ExportedEntry) -> [String] {
    let posting = entry.posting
    var fields = [
      entry.id.description, entry.time.rfc3339, posting.businessDate.iso, entry.actor,
      posting.member.digits, posting.account.rawValue, "\(posting.points)", "\(posting.balance)",
      posting.source.text, posting.reference?.text ?? "", posting.reverses?.description ?? "",
    ]
    if withNames { fields += [entry.name, entry.reason].map { Self.text($0 ?? "") } }
    return [fields.joined(separator: ",")]
  }

  /// A text that people have typed: quoted where it must be, and never taken for a formula.
  static func text(_ text: String) -> String {
    let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
    let safe = isFormula ? "'" + text : text
    guard safe.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 < 0x20 }) else { return safe }
    return "\""
      + safe.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}

/// JSON Lines, with the API's names of fields.
struct JSONEntries: EntryWriter {
  let withNames: Bool

  var head: [String] { [] }

  func lines(of entry: ExportedEntry) -> [String] {
    let posting = entry.posting
    var members: [JSONValue.Member] = [
      .init("entry", .string(entry.id.description)),
      .init("posted", .string(entry.time.rfc3339)),
      .init("date", .string(posting.businessDate.iso)), .init("actor", .string(entry.actor)),
      .init("member", .string(posting.member.digits)),
      .init("account", .string(posting.account.rawValue)),
      .init("points", .int(Int64(posting.points))),
      .init("balance", .int(Int64(posting.balance))),
      .init("source", .string(posting.source.text)),
      .init("reference", posting.reference.map { .string($0.text) } ?? .null),
      .init("reverses", posting.reverses.map { .string($0.description) } ?? .null),
    ]
    if withNames {
      members.append(.init("name", entry.name.map(JSONValue.string) ?? .null))
      members.append(.init("reason", entry.reason.map(JSONValue.string) ?? .null))
    }
    return ["\(JSONValue.object(members))"]
  }
}

/// A journal for hledger: an entry is a transaction between a member's account and the club's, with
/// the member's balance after it as an assertion that hledger checks.
struct HledgerEntries: EntryWriter {
  let withNames: Bool
  private var declared: Set<String> = []

  init(withNames: Bool) { self.withNames = withNames }

  var head: [String] {
    [
      "; The club's points, as huikan ledger export wrote them.",
      "; members:… is what a member has; club:… is where it came from or went to.",
      "commodity 1000. pt",
    ]
  }

  mutating func lines(of entry: ExportedEntry) -> [String] {
    let posting = entry.posting
    let member = "members:\(posting.member.digits)"
    let club = "club:\(posting.account.rawValue)"
    var lines: [String] = []
    for account in [member, club] where declared.insert(account).inserted {
      lines.append("account \(account)")
    }
    var tags = ["actor:\(entry.actor)"]
    if let reference = posting.reference { tags.append("reference:\(reference.text)") }
    if let reverses = posting.reverses { tags.append("reverses:\(reverses)") }
    let posted = entry.time.day.iso
    let date = posting.businessDate.iso == posted ? posted : "\(posted)=\(posting.businessDate.iso)"
    lines += [
      "", "\(date) (\(entry.id)) \(posting.source.text)  ; \(tags.joined(separator: ", "))",
    ]
    if let name = entry.name { lines.append("    ; name: \(Self.comment(name))") }
    if let reason = entry.reason { lines.append("    ; reason: \(Self.comment(reason))") }
    lines.append("    \(member)  \(posting.points) pt = \(posting.balance) pt")
    lines.append("    \(club)  \(-posting.points) pt")
    return lines
  }

  /// A comma would end the tag's value.
  private static func comment(_ text: String) -> String {
    String(text.map { $0 == "," ? "，" : $0 })
  }
}
