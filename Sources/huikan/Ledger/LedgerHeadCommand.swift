import ArgumentParser
import CivilTime
import ClubStore
import JSON

/// `huikan ledger head`: what to print in the next issue.
struct LedgerHeadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "head",
    abstract: "Print the last record's number, date and hash.",
    discussion: """
      Printed in an issue, it proves the whole ledger before it for ever: whoever has the issue can say
      whether a ledger is still the one of that day (huikan ledger verify --anchor).

      EXAMPLE
        huikan ledger head
      """)

  @OptionGroup var options: LedgerOptions

  func run() async throws {
    do {
      let (ledger, head) = try StoreFolder(options.store).ledger()
      let extent = try ledger.records(upTo: head) { _, _ in }
      let answer: JSONValue = extent.headJSON
      let date = extent.time?.day.iso ?? "-"
      options.output.console.result(
        options.output.json
          ? "\(answer)" : "\(extent.head.sequence):\(extent.head.hash) \(date)")
    } catch {
      throw ledgerFailure(error, options.output)
    }
  }
}
