import ArgumentParser
import CivilTime
import Club
import ClubStore
import JSON

/// `huikan member erase`: the right to be forgotten, kept without breaking the books.
struct MemberEraseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Erase a member's name, contacts and reasons for good, and prove it.",
    discussion: """
      The values in the annex give way to a trace that says they are erased. The number, the entries
      and the seats stay: they say nothing about anybody. Afterwards the whole ledger is verified and
      every file of the store is searched for the name and the contacts.

      The number is kept in the store and beside every backup that huikan ledger backup has made:
      restoring one of them erases the person again. Copies of the store made in other ways are yours
      to delete. Beside a running server the command goes through Store/control.sock.

      Who is a member still is not erased: the account would go on, with its seats and points, and nobody
      could say whose it is. They leave at /me/leaving, or the desk signs them off
      (POST /api/v1/members/NUMBER/leaving); from then on they can be erased. --still-member erases them
      all the same, where the law demands it.

      With --left everybody is erased who has left the club and whose name or contacts are still kept.

      With --dry-run nothing is changed: the files are read, beside a running server too, and it is said how
      many values and records would be erased, and which free text about others may name the person.

      EXIT STATUS
        0   erased, and nothing of the person was found afterwards
        1   erased, but something was found elsewhere; the places were printed. Or not erased, because
            it is somebody who has not left

      EXAMPLE
        huikan member erase 027603188429 --dry-run
        huikan member erase 027603188429
        huikan member erase 027603188429 --also 17 --also 23
        huikan member erase 027603188429 --still-member
        huikan member erase --left
      """)

  @Argument(
    help: ArgumentHelp("The member's number.", valueName: "number"),
    transform: LedgerSelection.number)
  var number: MemberNumber?
  @Flag(help: "Everybody who has left the club and is not erased yet.")
  var left = false
  @Option(
    help: ArgumentHelp(
      "A record about somebody else whose free text names the person; it is erased too.",
      valueName: "record"))
  var also: [UInt64] = []
  @Flag(help: "Erase the person although the account goes on: somebody who has not left the club.")
  var stillMember = false
  @Flag(help: "Change nothing; say what would be erased.")
  var dryRun = false
  @OptionGroup var options: LedgerOptions

  func validate() throws {
    guard (number != nil) != left else {
      throw ValidationError("Name a member, or say --left for all who have left.")
    }
    guard !left || also.isEmpty && !stillMember else {
      throw ValidationError("--also and --still-member go with one member; name them.")
    }
  }

  func run() async throws {
    let console = options.output.console
    do {
      let folder = StoreFolder(options.store)
      try folder.check()
      if dryRun { return try rehearse(in: folder, console) }
      let reports = try await reports(in: folder, console)
      for report in reports {
        console.result(options.output.json ? "\(report.json)" : report.text)
        for place in report.leftovers {
          console.fail("\(place): a contact or the name is still here")
        }
      }
      guard let last = reports.last else {
        return console.progress("Nobody who has left is still to be erased.")
      }
      let leftovers = reports.reduce(0) { $0 + $1.leftovers.count }
      if !options.output.json { console.result(last.proof(leftovers: leftovers)) }
      if leftovers > 0 { throw ExitStatus.invalid }
    } catch let code as ExitCode {
      throw code
    } catch let error as StillMember {
      console.fail("\(error)")
      throw ExitStatus.invalid
    } catch {
      throw failure(error, console)
    }
  }

  /// Says what would be erased.
  private func rehearse(in folder: StoreFolder, _ console: Console) throws {
    let (ledger, head) = try folder.ledger()
    let rehearsals: [ErasureRehearsal]
    if let number {
      guard
        let found = try ledger.rehearseErasure(
          of: number, also: also, stillMember: stillMember, upTo: head)
      else { throw StillMember(digits: number.digits) }
      rehearsals = [found]
    } else {
      rehearsals = try ledger.rehearseErasureOfLeavers(upTo: head)
    }
    for rehearsal in rehearsals {
      console.result(options.output.json ? "\(rehearsal.json)" : rehearsal.text)
    }
    if rehearsals.isEmpty { console.progress("Nobody who has left is still to be erased.") }
    if !options.output.json { console.result("Nothing was changed.") }
  }

  private func reports(
    in folder: StoreFolder, _ console: Console
  ) async throws -> [ErasureReport] {
    let order =
      number.map { ErasureOrder.member($0, also: also, stillMember: stillMember) } ?? .leavers
    let reports: [ErasureReport?]
    if let answer = try folder.ask("/member/erase", order.json, expecting: 200, patience: 3600) {
      if let member = answer["still_member"]?.string { throw StillMember(digits: member) }
      reports = answer["erasures"]?.elements?.map { ErasureReport(json: $0) } ?? [nil]
    } else {
      reports = try await folder.withStore(console: console) { store in
        try await order.carryOut(in: store).map { ErasureReport($0) }
      }
    }
    guard !reports.contains(where: { $0 == nil }) else {
      throw CommandFailure("the running server's answer cannot be read; is it another version?")
    }
    guard !reports.isEmpty else { return [] }
    for (directory, reason) in folder.keepErasedBesideBackups() {
      console.warn(
        "\(directory): \(reason). Backups there still hold the person, and the list of erased "
          + "members beside them lacks the number: copy \(folder.path)/"
          + "\(ErasedMembers.fileInStore) to \(directory)/\(ErasedMembers.fileBesideBackups).")
    }
    return reports.compactMap { $0 }
  }
}

/// Who is to be erased, as it crosses the socket.
enum ErasureOrder {
  /// A member, and records about others whose free text names the person.
  case member(MemberNumber, also: [UInt64], stillMember: Bool)
  /// Everybody who has left and is not erased yet.
  case leavers

  var json: JSONValue {
    switch self {
    case .member(let number, let also, let stillMember):
      [
        "still_member": .bool(stillMember), "member": .string(number.digits),
        "also": .array(also.map { .int(Int64(clamping: $0)) }),
      ]
    case .leavers: ["left": true]
    }
  }

  /// Reads what `json` writes; nil for anything else.
  init?(json: JSONValue) {
    if json["left"]?.bool == true {
      self = .leavers
    } else if let number = json["member"]?.string.flatMap({ MemberNumber($0) }),
      let also = json["also"]?.elements
    {
      self = .member(
        number, also: also.compactMap(\.int).map { UInt64(clamping: $0) },
        stillMember: json["still_member"]?.bool ?? false)
    } else {
      return nil
    }
  }

  func carryOut(in store: ClubStore) async throws -> [Erasure] {
    switch self {
    case .member(let number, let also, let stillMember):
      let isMember = try await store.read { club, _ in
        club.membership.contains(number) && !club.membership.hasLeft(number)
      }
      guard !isMember || stillMember else { throw StillMember(digits: number.digits) }
      return [try await store.erase(number, also: also)]
    case .leavers: return try await store.erase(try await store.leaversToErase().map(\.member))
    }
  }
}

/// Somebody is to be erased who has not left the club.
struct StillMember: Error, CustomStringConvertible {
  let digits: String

  var description: String {
    """
    Member \(digits) has not left the club: the account would go on, and nobody could say whose it is. \
    Nothing was erased. They leave at /me/leaving, or the desk signs them off \
    (POST /api/v1/members/\(digits)/leaving); then erase them, or wait for the night that club.yml \
    names under 'erase_after'. Where the law demands it at once, add --still-member.
    """
  }
}

/// What an erasure came to, as it crosses the socket and is printed.
struct ErasureReport {
  let member: String
  let values: Int
  let records: Int
  let verified: Int
  let files: Int
  let leftovers: [String]
  let mentions: [String]

  init(_ erasure: Erasure) {
    member = erasure.line.member.digits
    values = erasure.values
    records = erasure.records
    verified = erasure.verification.records
    files = erasure.filesSearched
    leftovers = erasure.leftovers
    mentions = erasure.mentions.map { "record \($0.sequence), \($0.field)" }
  }

  var json: JSONValue {
    [
      "member": .string(member), "values": .int(Int64(values)), "records": .int(Int64(records)),
      "verified": .int(Int64(verified)), "files": .int(Int64(files)),
      "leftovers": .array(leftovers.map(JSONValue.string)),
      "mentions": .array(mentions.map(JSONValue.string)),
    ]
  }

  /// Reads what `json` writes; nil for anything else.
  init?(json: JSONValue) {
    guard let member = json["member"]?.string, let values = json["values"]?.int,
      let records = json["records"]?.int, let verified = json["verified"]?.int,
      let files = json["files"]?.int, let leftovers = json["leftovers"]?.elements,
      let mentions = json["mentions"]?.elements
    else { return nil }
    self.member = member
    self.values = values
    self.records = records
    self.verified = verified
    self.files = files
    self.leftovers = leftovers.compactMap(\.string)
    self.mentions = mentions.compactMap(\.string)
  }

  var text: String {
    (["Member \(member): \(values) values of \(records) records erased."]
      + Self.told(mentions)).joined(separator: "\n")
  }

  /// What there is to do about free text that may name somebody.
  static func told(_ mentions: [String]) -> [String] {
    guard !mentions.isEmpty else { return [] }
    return [
      "The person may be named in free text about others. Read it (huikan ledger show --names) "
        + "and erase it with --also and the record's number:"
    ] + mentions.map { "  \($0)" }
  }

  /// What all who were erased together have in common.
  ///
  /// - Parameter leftovers: how often something of them was found.
  /// - Returns: two lines.
  func proof(leftovers: Int) -> String {
    """
    Verified afterwards: \(verified) records, chain and sums are right.
    Searched afterwards: \(files) files of the store, found \(leftovers) times.
    """
  }
}

extension ErasureRehearsal {
  private var places: [String] { mentions.map { "record \($0.sequence), \($0.field)" } }

  fileprivate var text: String {
    (["Member \(member.digits): \(values) values of \(records) records would be erased."]
      + ErasureReport.told(places)).joined(separator: "\n")
  }

  fileprivate var json: JSONValue {
    [
      "dryRun": true, "member": .string(member.digits), "values": .int(Int64(values)),
      "records": .int(Int64(records)), "mentions": .array(places.map(JSONValue.string)),
    ]
  }
}
