import ArgumentParser
import CivilTime
import ClubStore
import JSON

/// Which store the commands of the ledger read.
struct LedgerOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The club's store, or a copy of it.", valueName: "folder"))
  var store = "Store"
  @OptionGroup var output: OutputOptions
}

extension StoreFolder {
  /// The books of this store, with the last record that may be shown: beside a running server the last
  /// one on the disk, otherwise the last whole one (nil).
  func ledger() throws -> (ledger: Ledger, head: Head?) {
    try check()
    return (Ledger(directory: path, peopleKeyFile: Self.peopleKeyFile), try durableHead())
  }

  /// The last record on the disk, as the running server says; nil where none listens.
  func durableHead() throws -> Head? {
    // No server listens at such a path, but a copy of a store may well lie there.
    guard socketPath.utf8.count < ControlClient.longestPath,
      let answer = try ask("/head", expecting: 200)
    else { return nil }
    guard let sequence = answer["sequence"]?.int, let hash = answer["hash"]?.string else {
      throw CommandFailure("the running server named no head; see its log")
    }
    return Head(sequence: UInt64(clamping: sequence), hash: hash)
  }
}

/// Says why the books cannot be read, and with which status the command ends.
func ledgerFailure(_ error: any Error, _ output: OutputOptions) -> ExitCode {
  guard let fault = error as? LedgerFault else { return failure(error, output.console) }
  output.console.fail("\(fault)")
  if output.json {
    let answer: JSONValue = [
      "ok": false, "record": .int(Int64(clamping: fault.sequence)), "place": .string(fault.place),
      "reason": .string(fault.reason), "remedy": .string(fault.remedy),
    ]
    output.console.result("\(answer)")
  }
  return fault.isUnreadable ? ExitStatus.unusable : ExitStatus.invalid
}

extension Instant {
  /// `2026-11-28 09:30:12`, on the club's clock.
  var seconds: String {
    let second = second < 10 ? "0\(second)" : "\(second)"
    return "\(day.iso) \(clock):\(second)"
  }
}
