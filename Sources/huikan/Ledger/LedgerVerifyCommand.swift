import ArgumentParser
import CivilTime
import Club
import ClubStore
import JSON

/// `huikan ledger verify`: proves the books from the first record to the last.
struct LedgerVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Replay everything from the first record and check it.",
    discussion: """
      Checks every line's checksum, number, time and place in the hash chain; every value of the annex
      against its record; every fact against the rules; every balance and every seat a second time by
      books of its own; that all accounts sum to zero; and the snapshots against it. Changes nothing.

      The chain alone cannot show that its whole end was exchanged: a head that was printed in an issue
      can, with --anchor.

      EXIT STATUS
        0   the ledger is whole
        1   it is not: the first fault was printed, with file, line, record and what to do
        78  its files cannot be read, so nothing is known of it

      EXAMPLE
        huikan ledger verify
        huikan ledger verify --store /mnt/backup/Store --anchor 412:9f3c…
      """)

  @Option(
    help: ArgumentHelp(
      "A record's number and hash, known from elsewhere; may be given several times.",
      valueName: "number:hash"),
    transform: LedgerVerifyCommand.anchor)
  var anchor: [Head] = []
  @OptionGroup var options: LedgerOptions

  func run() async throws {
    do {
      let folder = StoreFolder(options.store)
      let (ledger, head) = try folder.ledger()
      let found = try ledger.verify(upTo: head, anchors: anchor)
      if options.output.json {
        options.output.console.result("\(Self.json(found))")
      } else if !options.output.quiet {
        options.output.console.result(Self.report(found, folder, besideServer: head != nil))
      }
    } catch {
      throw ledgerFailure(error, options.output)
    }
  }

  private static func anchor(_ text: String) throws -> Head {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let sequence = UInt64(parts[0]), parts[1].utf8.count == 64 else {
      throw ValidationError(
        "'\(text)' is no head; write the record's number, a colon and all 64 digits of its hash.")
    }
    guard sequence > 0 else {
      throw ValidationError("'\(text)' is the head of an empty ledger, which proves nothing.")
    }
    return Head(sequence: sequence, hash: parts[1].lowercased())
  }

  private static func report(
    _ found: Verification, _ folder: StoreFolder, besideServer: Bool
  ) -> String {
    let extent = found.extent
    var rows: [(String, String, String)] = [
      ("segments", "\(extent.segments)", "\(extent.bytes) bytes of records and annex"),
      ("records", "\(found.records)", "checksum, number, time and chain are right"),
      ("facts", "\(found.facts)", "follow from each other by the rules"),
      ("members", "\(found.members)", "joined in order"),
      ("entries", "\(found.entries)", "every balance follows from the one before"),
      ("seats", "\(found.seats)", "none beyond the capacity adopted at the time"),
      ("annex", "\(found.values)", "values are what their records commit to"),
    ]
    if found.erased > 0 { rows.append(("erased", "\(found.erased)", "values, traces in place")) }
    if found.sealed > 0 {
      rows.append(("sealed", "\(found.sealed)", "values, not checked: the key is not here"))
    }
    if found.anchors > 0 { rows.append(("anchors", "\(found.anchors)", "stand in the chain")) }
    if found.snapshots > 0 {
      rows.append(("snapshots", "\(found.snapshots)", "say what their records lead to"))
    }
    if found.unreadSnapshots > 0 {
      rows.append(
        ("snapshots", "\(found.unreadSnapshots)", "of another version or sealed, not checked"))
    }
    let trial = found.trialBalance
    let until = extent.time.map { ", the last of them of \($0.seconds)" } ?? ""
    var lines = ["Checked \(folder.path) from the first record to \(extent.head.sequence)\(until):"]
    lines += rows.map { name, count, text in
      let space = String(repeating: " ", count: max(1, 20 - name.utf8.count - count.utf8.count))
      return "  \(name)\(space)\(count)  \(text)"
    }
    lines.append(
      "  sums: issued \(trial.issued) - redeemed \(trial.redeemed) - expired \(trial.expired) "
        + "+ adjusted \(trial.adjusted) = outstanding \(trial.outstanding)")
    if besideServer { lines.append("  beside the running server, up to its last synced record") }
    for line in extent.unfinished {
      lines.append("  left by a crash, cut off at the next start: \(line)")
    }
    lines.append("head \(extent.head.sequence):\(extent.head.hash)")
    lines.append("The ledger is whole.")
    return lines.joined(separator: "\n")
  }

  private static func json(_ found: Verification) -> JSONValue {
    let trial = found.trialBalance
    return [
      "ok": true, "head": found.extent.headJSON, "segments": count(found.extent.segments),
      "bytes": count(found.extent.bytes), "records": count(found.records),
      "facts": count(found.facts), "members": count(found.members),
      "entries": count(found.entries), "seats": count(found.seats),
      "values": count(found.values), "erased": count(found.erased),
      "sealed": count(found.sealed), "anchors": count(found.anchors),
      "snapshots": count(found.snapshots), "unreadSnapshots": count(found.unreadSnapshots),
      "sums": [
        "issued": count(trial.issued), "redeemed": count(trial.redeemed),
        "expired": count(trial.expired), "adjusted": count(trial.adjusted),
        "outstanding": count(trial.outstanding),
      ],
      "unfinished": .array(found.extent.unfinished.map(JSONValue.string)),
    ]
  }

  private static func count(_ number: Int) -> JSONValue { .int(Int64(number)) }
}

extension LedgerExtent {
  /// The head as the commands print it.
  var headJSON: JSONValue {
    [
      "sequence": .int(Int64(clamping: head.sequence)), "hash": .string(head.hash),
      "time": time.map { .string($0.rfc3339) } ?? .null,
    ]
  }
}
