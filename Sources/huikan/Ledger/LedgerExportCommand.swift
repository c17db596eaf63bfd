import ArgumentParser
import CivilTime
import Club
import ClubStore
import JSON

/// `huikan ledger export`: the entries for other programs.
struct LedgerExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Print all entries as CSV, JSON or a plain-text accounting journal.",
    usage: "huikan ledger export (--csv | --json | --hledger) [<options>]",
    discussion: """
      One of three forms: --csv has a line an entry, --json an object a line, --hledger a journal
      that hledger accepts, strict checks and balance assertions included. No names unless --names
      asks for them.

      EXAMPLE
        huikan ledger export --csv > points.csv
        huikan ledger export --hledger | hledger -f - balance
      """)

  enum Format: String, EnumerableFlag {
    case csv
    case json
    case hledger

    static func help(for value: Format) -> ArgumentHelp? {
      switch value {
      case .csv: "Comma-separated values (RFC 4180)."
      case .json: "One JSON object a line."
      case .hledger: "A plain-text accounting journal."
      }
    }
  }

  @Flag(help: "The form.")
  var format: Format
  @Option(help: ArgumentHelp("The club's store, or a copy of it.", valueName: "folder"))
  var store = "Store"
  @Flag(help: "Also names and reasons: personal data, which otherwise stays out.")
  var names = false
  @Flag(help: "Say nothing but warnings and errors.")
  var quiet = false

  func run() async throws {
    var output = OutputOptions()
    output.quiet = quiet
    output.json = false
    do {
      let (ledger, head) = try StoreFolder(store).ledger()
      var writer: any EntryWriter =
        switch format {
        case .csv: CSVEntries(withNames: names)
        case .json: JSONEntries(withNames: names)
        case .hledger: HledgerEntries(withNames: names)
        }
      var lines = OutputLines()
      for line in writer.head { lines.add(line) }
      try ledger.records(upTo: head) { record, people in
        for (index, fact) in record.facts.enumerated() {
          guard case .points(.posted(let posting)) = fact else { continue }
          let entry = ExportedEntry(
            id: EntryID(Position(sequence: Int(record.sequence), index: index)),
            time: record.time, actor: record.actor, posting: posting,
            name: names ? people.name(of: posting.member) : nil,
            reason: names ? record.annex["reason"] : nil)
          for line in writer.lines(of: entry) { lines.add(line) }
        }
      }
      lines.flush()
    } catch {
      throw ledgerFailure(error, output)
    }
  }
}
