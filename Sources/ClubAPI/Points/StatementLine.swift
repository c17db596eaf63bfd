import CivilTime
import Club
import ClubStore
import JSON

/// A line of a statement with what its record tells of it.
struct StatementLine: Sendable {
  let line: Statement.Line
  /// The rest of the entry; nil where no record stands behind it, which cannot be.
  let posting: Posting?
  /// Why, in the words of whoever posted it; nil where that was erased.
  let reason: String?
  let author: Author
  /// What it is for: the title of a rule or of a reward; nil where it has none.
  let title: String?
  /// The rule's title, as the club has it now; nil where the source is no rule.
  var rule: String?
  /// The source of the entry that it takes back; nil where it takes none back.
  var reversed: Code?
  /// The request that a second person has approved; nil where one person was enough.
  var request: ApprovalID?
  /// Who asked for it.
  var asker: Author?
  /// What the other side of a transfer is called; nil to whom that is not known.
  var transferName: String?

  /// What it refers to; nil where that is the slug of the reward that the title names.
  var reference: String? {
    line.entry.source == PointSource.redemption && title != nil ? nil : posting?.reference?.text
  }

  /// Writes the line as one object.
  func write(to json: inout JSONWriter) {
    let entry = line.entry
    json.object { json in
      json.member("id", entry.id.description)
      json.member("posted", entry.posted.rfc3339)
      json.member("businessDate", entry.businessDate.iso)
      json.member("account", entry.account.rawValue)
      json.member("points", entry.points)
      json.member("balance", line.balance)
      json.member("expires", entry.expires?.iso)
      if let day = entry.activeFrom { json.member("activeFrom", day.iso) }
      if entry.isPending { json.member("pending", true) }
      json.member("source", entry.source.text)
      json.member("title", title)
      json.member("reference", posting?.reference?.text)
      json.member("reason", reason)
      author.write(to: &json)
      json.member("reverses", entry.reverses?.description)
      json.member("reversedBy", entry.reversedBy?.description)
      json.member("rule", rule)
      json.member("request", request?.description)
      asker.write(to: &json)
      if let other = posting?.transfer { json.member("transfer", other.digits) }
      if let transferName { json.member("transferName", transferName) }
      posting?.earning?.write(to: &json)
    }
  }
}

/// Who posted an entry, as far as the reader may know it.
enum Author: Hashable, Sendable {
  /// To staff: the journal's `staff:3`, and the person's name where it is still known.
  case named(String, name: String?)
  /// To a member: `desk`, `system` or `member`. Who stood at the desk is not theirs to know.
  case role(String)

  /// - Parameters:
  ///   - actor: as the journal names it.
  ///   - name: the name of the person, where it is one of the staff.
  ///   - reader: who is told.
  init(_ actor: String, name: @autoclosure () -> String?, toldTo reader: Identity) {
    if case .staff = reader {
      self = .named(actor, name: name())
    } else {
      let kind = actor.prefix { $0 != ":" }
      self = .role(kind == "staff" ? "desk" : String(kind))
    }
  }

  /// Writes the members `actor` and, to staff, `actorName`.
  func write(to json: inout JSONWriter) {
    switch self {
    case .named(let actor, let name):
      json.member("actor", actor)
      json.member("actorName", name)
    case .role(let role):
      json.member("actor", role)
    }
  }
}

extension Author? {
  /// Writes the members `requestedBy` and, to staff, `requestedByName`.
  func write(to json: inout JSONWriter) {
    switch self {
    case .named(let actor, let name)?:
      json.member("requestedBy", actor)
      json.member("requestedByName", name)
    case .role(let role)?: json.member("requestedBy", role)
    case nil: json.member("requestedBy", String?.none)
    }
  }
}

extension ClubAPI {
  /// Reads what the records tell of a statement's lines; one record is read once.
  func read(_ lines: [Statement.Line], for reader: Identity) async throws -> [StatementLine] {
    let records = try await store.records(lines.map { UInt64($0.entry.id.position.sequence) })
    let approved = records.compactMapValues(\.approvedRequest)
    let requests = try await store.records(
      Set(approved.values.map { UInt64($0.position.sequence) }))
    let postings = lines.map { records.posting($0.entry.id.position) }
    let titles = try await store.read { club, people in
      zip(lines, postings).map { line, posting in
        (
          club.title(of: line.entry), rule: club.terms.rules.rule(line.entry.source)?.title,
          reversed: line.entry.reverses.flatMap { club.points.entry($0)?.source },
          other: posting.flatMap { club.relative(in: $0, people, for: reader) }
        )
      }
    }
    return zip(zip(lines, postings), titles).map { line, titles in
      let (line, posting) = line
      let position = line.entry.id.position
      let record = records[UInt64(position.sequence)]
      // What has lapsed before it stands in the same record and was asked for by nobody.
      let request =
        line.entry.source == PointSource.expiry ? nil : approved[UInt64(position.sequence)]
      let asked = request.flatMap { requests[UInt64($0.position.sequence)] }
      return StatementLine(
        line: line, posting: posting,
        // A record's reason is that of the entry that was asked for, not of what lapsed before it.
        reason: line.entry.source == PointSource.expiry ? nil : record?.annex["reason"],
        author: Author(
          record?.actor ?? "", name: record?.staff.flatMap(store.name(of:)), toldTo: reader),
        title: titles.0, rule: titles.rule, reversed: titles.reversed, request: request,
        asker: asked.map {
          Author($0.actor, name: $0.staff.flatMap(store.name(of:)), toldTo: reader)
        }, transferName: titles.other)
    }
  }
}

extension [UInt64: StoredRecord] {
  /// The entry that stands there; nil where none does.
  fileprivate func posting(_ position: Position) -> Posting? {
    guard let facts = self[UInt64(position.sequence)]?.facts,
      facts.indices.contains(position.index),
      case .points(.posted(let posting)) = facts[position.index]
    else { return nil }
    return posting
  }
}

extension Club {
  /// What the other side of a transfer is called: to a member who is of one family with them, who knows
  /// the name from there.
  fileprivate func relative(
    in posting: Posting, _ people: People, for reader: Identity
  ) -> String? {
    guard case .member(let own, _) = reader, let other = posting.transfer,
      families.family(of: own).contains(other)
    else { return nil }
    return people.name(of: other)
  }
}

extension StoredRecord {
  /// The request whose approval the record is; nil where it is none.
  var approvedRequest: ApprovalID? {
    for case .approval(.approved(let id, _)) in facts { return id }
    return nil
  }
}
