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
      Each line has the fact's place (record-fact), the time in Shanghai, who did it, and the fact as
      the journal holds it. What has a name by its place is called by it, as on receipts and in exports:
      P12-1 is an entry, R12-1 a registration, V12-1 a voucher, Q12-1 a request. With --json each line
      is an object.

      Of a damaged ledger every record is printed that is whole, before and behind the damage. Standard error
      says which are not; the exit status is then 1.

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
      var isKnown = selection.member == nil
      func show(_ record: StoredRecord, _ people: People) {
        isKnown = isKnown || record.facts.contains { $0.member == selection.member }
        guard selection.contains(record) else { return }
        if options.output.json {
          lines.add("\(json(record))")
        } else {
          for line in text(record, people) { lines.add(line) }
        }
      }
      do throws(LedgerFault) {
        try ledger.records(upTo: head, show)
      } catch {
        let lost = ledger.salvage(from: error.sequence, upTo: head, show)
        lines.flush()
        for line in lost { options.output.console.warn(line) }
        throw error
      }
      lines.flush()
      if let member = selection.member, !isKnown {
        options.output.console.fail("nobody has the number \(member.digits)")
        throw ExitStatus.invalid
      }
    } catch let code as ExitCode {
      throw code
    } catch {
      throw ledgerFailure(error, options.output)
    }
  }

  private func text(_ record: StoredRecord, _ people: People) -> [String] {
    var lines: [String] = []
    for (index, fact) in record.factsJSON.enumerated() {
      var words = [
        "\(Self.letter(of: fact))\(record.sequence)-\(index + 1)", record.time.seconds,
        record.actor,
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

  /// The letter before the place of a fact that has a name by it.
  private static func letter(of fact: JSONValue) -> String {
    switch fact["type"]?.string {
    case "points.posted": "P"
    case "registration.seated", "registration.waitlisted": "R"
    case "rewards.redeemed": "V"
    case "approval.requested": "Q"
    default: ""
    }
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
    if !bytes.isEmpty { Console().result(bytes: bytes) }
    bytes.removeAll(keepingCapacity: true)
  }
}
