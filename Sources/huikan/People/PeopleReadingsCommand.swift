import ArgumentParser
import CivilTime
import Club
import ClubStore
import JSON

/// `huikan people readings`: who of the staff has read about whom.
struct PeopleReadingsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "readings",
    abstract: "Show which members' data the staff have read, the earliest first.",
    discussion: """
      One line a reading: time, staff number, role, endpoint, member numbers. It reads the files in
      Store/access and nothing else, beside a running server or without one. They are kept for
      serve's --access-days.

      EXAMPLE
        huikan people readings --member 477127567449
        huikan people readings --staff 4 --from 2026-11-01 --through 2026-11-30
      """)

  @Option(
    help: ArgumentHelp("About this member.", valueName: "number"),
    transform: LedgerSelection.number)
  var member: MemberNumber?
  @Option(help: ArgumentHelp("By this colleague.", valueName: "number"))
  var staff: Int?
  @Option(
    help: ArgumentHelp("The first day.", valueName: "day"), transform: LedgerSelection.day)
  var from: Day?
  @Option(
    help: ArgumentHelp("The last day.", valueName: "day"), transform: LedgerSelection.day)
  var through: Day?
  @Option(help: ArgumentHelp("The club's store.", valueName: "folder"))
  var store = "Store"
  @OptionGroup var output: OutputOptions

  func run() throws {
    let console = output.console
    var wanted = AccessLog.Wanted()
    wanted.from = from
    wanted.through = through
    wanted.member = member?.digits
    wanted.staff = staff
    let log = AccessLog(store: store)
    var place: AccessLog.Place?
    do {
      try StoreFolder(store).check()
      repeat {
        let page = try log.readings(wanted, after: place, limit: 1000)
        for reading in page.readings { console.result(line(of: reading)) }
        place = page.next
      } while place != nil
    } catch {
      throw failure(error, console)
    }
  }

  private func line(of reading: Reading) -> String {
    guard output.json else {
      return """
        \(reading.time.rfc3339)\t\(reading.staff)\t\(reading.role)\t\(reading.endpoint)\t\
        \(reading.members.joined(separator: " "))
        """
    }
    let value: JSONValue = [
      "time": .string(reading.time.rfc3339), "staff": .int(Int64(reading.staff)),
      "role": .string(reading.role), "endpoint": .string(reading.endpoint),
      "members": .array(reading.members.map { .string($0) }),
    ]
    return "\(value)"
  }
}
