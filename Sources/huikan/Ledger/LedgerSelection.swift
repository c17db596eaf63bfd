import ArgumentParser
import CivilTime
import Club
import ClubStore

/// Which records are wanted, and whether with names.
struct LedgerSelection: ParsableArguments {
  @Option(
    help: ArgumentHelp("Only what is about this member.", valueName: "number"),
    transform: LedgerSelection.number)
  var member: MemberNumber?
  @Option(
    help: ArgumentHelp("Only from this day on.", valueName: "day"),
    transform: LedgerSelection.day)
  var from: Day?
  @Option(
    help: ArgumentHelp("Only up to this day, inclusive.", valueName: "day"),
    transform: LedgerSelection.day)
  var to: Day?
  @Flag(help: "Also names, contacts and reasons: personal data, which otherwise stays out.")
  var names = false

  func validate() throws {
    guard let from, let to, to < from else { return }
    throw ValidationError("--to \(to.iso) is before --from \(from.iso): no day is between them.")
  }

  /// Whether a record is of the days wanted and about the member wanted.
  func contains(_ record: StoredRecord) -> Bool {
    let day = record.time.day
    if let from, day < from { return false }
    if let to, day > to { return false }
    guard let member else { return true }
    return record.facts.contains { $0.member == member }
  }

  static func number(_ text: String) throws -> MemberNumber {
    guard let number = MemberNumber(text) else {
      throw ValidationError(
        "'\(text)' is no member number: it has twelve digits, the last of them a check digit.")
    }
    return number
  }

  static func day(_ text: String) throws -> Day {
    guard let day = Day(text) else {
      throw ValidationError("'\(text)' is no day; write 2026-11-22.")
    }
    return day
  }
}
