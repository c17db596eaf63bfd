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

      With --left everybody is erased who has left the club and whose name or contacts are still kept.

      EXIT STATUS
        0   erased, and nothing of the person was found afterwards
        1   erased, but something was found elsewhere; the places were printed

      EXAMPLE
        huikan member erase 027603188429
        huikan member erase 027603188429 --also 17 --also 23
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
  @OptionGroup var options: LedgerOptions

  func validate() throws {
    guard (number != nil) != left else {
      throw ValidationError("Name a member, or say --left for all who have left.")
    }
    guard !left || also.isEmpty else {
      throw ValidationError("--also goes with one member; name them.")
    }
  }

  func run() async throws {
    let console = options.output.console
    do {
      let folder = StoreFolder(options.store)
      guard folder.exists else { throw CommandFailure("\(folder.path) holds no club") }
      let numbers: [MemberNumber]
      if let number { numbers = [number] } else { numbers = try await leavers(in: folder, console) }
      if numbers.isEmpty { console.progress("Nobody who has left is still to be erased.") }
      var leftovers = 0
      for number in numbers {
        let report = try await report(of: number, in: folder, console)
        if options.output.json {
          console.result("\(report.json)")
        } else {
          console.result(report.text)
        }
        for place in report.leftovers {
          console.fail("\(place): a contact or the name is still here")
        }
        leftovers += report.leftovers.count
      }
      if leftovers > 0 { throw ExitStatus.invalid }
    } catch let code as ExitCode {
      throw code
    } catch {
      throw failure(error, console)
    }
  }

  private func leavers(
    in folder: StoreFolder, _ console: Console
  ) async throws -> [MemberNumber] {
    if let answer = try folder.ask("/member/left", expecting: 200) {
      return (answer["members"]?.elements ?? []).compactMap(\.string).compactMap {
        MemberNumber($0)
      }
    }
    return try await folder.withStore(console: console) { store in
      try await store.leaversToErase().map(\.member)
    }
  }

  private func report(
    of number: MemberNumber, in folder: StoreFolder, _ console: Console
  ) async throws -> ErasureReport {
    let body: JSONValue = [
      "member": .string(number.digits), "also": .array(also.map { .int(Int64(clamping: $0)) }),
    ]
    let report: ErasureReport
    if let answer = try folder.ask(
      "/member/erase", body, expecting: 200, patience: 3600)
    {
      guard let read = ErasureReport(json: answer) else {
        throw CommandFailure("the running server's answer cannot be read; is it another version?")
      }
      report = read
    } else {
      report = try await folder.withStore(console: console) { store in
        ErasureReport(try await store.erase(number, also: also))
      }
    }
    for (directory, reason) in folder.keepErasedBesideBackups() {
      console.warn(
        "\(directory): \(reason). Backups there still hold the person, and the list of erased "
          + "members beside them lacks the number: copy \(folder.path)/"
          + "\(ErasedMembers.fileInStore) to \(directory)/\(ErasedMembers.fileBesideBackups).")
    }
    return report
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
    var lines = [
      "Member \(member): \(values) values of \(records) records erased.",
      "Verified afterwards: \(verified) records, chain and sums are right.",
      "Searched afterwards: \(files) files of the store, found \(leftovers.count) times.",
    ]
    if !mentions.isEmpty {
      lines.append(
        "The person may be named in free text about others. Read it (huikan ledger show --names) "
          + "and erase it with --also and the record's number:")
      lines += mentions.map { "  \($0)" }
    }
    return lines.joined(separator: "\n")
  }
}
