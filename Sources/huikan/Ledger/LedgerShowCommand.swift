import ArgumentParser
import CivilTime
import Club
import ClubStore
import JSON

/// `huikan ledger show`: the records in a form that people and grep read.
struct LedgerShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print the records, a fact a line.",
    discussion: """
      Each line has the fact's place (record-fact, as in P12-1), the time in Shanghai, who did it, and
      the fact as the journal holds it. With --json each line is an object.

      EXAMPLE
        huikan ledger show --from 2026-11-01 --to 2026-11-30
        huikan ledger show --member 027603188429 --names
      """)

  @OptionGroup var selection: LedgerSelection
  @OptionGroup var options: LedgerOptions

  func run() async throws {
    do {
      let (ledger, head) = try StoreFolder(options.store).ledger()
      var lines = OutputLines()
      try ledger.records(upTo: head) { record, people in
        guard selection.contains(record) else { return }
        if options.output.json {
          lines.add("\(json(record))")
        } else {
          for line in text(record, people) { lines.add(line) }
        }
      }
      lines.flush()
    } catch {
      throw ledgerFailure(error, options.output)
    }
  }

  private func text(_ record: StoredRecord, _ people: People) -> [String] {
    var lines: [String] = []
    for (index, fact) in record.factsJSON.enumerated() {
      var words = [
        "\(record.sequence)-\(index + 1)", record.time.seconds, record.actor,
        fact["type"]?.string ?? "?",
      ]
      for member in fact.members ?? [] where member.key != "type" {
        words.append("\(member.key)=\(member.value.string ?? "\(member.value)")")
      }
      if selection.names, let name = record.facts[index].member.flatMap(people.name) {
        words.append("(\(name))")
      }
      lines.append(words.joined(separator: " "))
    }
    if selection.names {
      for field in record.annex { lines.append("    \(field.name): \(field.value)") }
    }
    return lines
  }

  private func json(_ record: StoredRecord) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("sequence", .int(Int64(clamping: record.sequence))),
      .init("time", .string(record.time.rfc3339)), .init("actor", .string(record.actor)),
      .init("facts", .array(record.factsJSON)),
    ]
    if selection.names {
      members.append(
        .init("annex", .object(record.annex.map { .init($0.name, .string($0.value)) })))
    }
    return .object(members)
  }
}

/// Many lines on standard output, written a block at a time.
struct OutputLines {
  private var bytes: [UInt8] = []

  /// Adds a line; its line feed is added too.
  mutating func add(_ line: String) {
    bytes += line.utf8
    bytes.append(0x0A)
    if bytes.count > 1 << 16 { flush() }
  }

  /// Writes what has gathered.
  mutating func flush() {
    // Where nobody reads any more (head, less) nobody is left to be told.
    _ = writeWhole(bytes, to: 1)
    bytes.removeAll(keepingCapacity: true)
  }
}
