import Foundation
import Testing

@testable import huikan

@Suite("huikan ledger: prove, show, export")
struct LedgerCommandTests {
  @Test("verify says what it checked, with counts; head is the one to print; JSON for scripts")
  func verify() throws {
    let folder = try TemporaryFolder.withClub()
    let result = try Executable.run("ledger", "verify", "--store", folder.path("Store"))
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("The ledger is whole."))
    #expect(result.output.contains(" every balance follows from the one before"))
    let json = try Executable.run("ledger", "verify", "--json", "--store", folder.path("Store"))
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(object["ok"] as? Bool == true)
    #expect(object["members"] as? Int == DemonstrationClub.people.count)
    let head = try Executable.run("ledger", "head", "--store", folder.path("Store")).output
    let words = head.split(separator: " ")
    #expect(words.count == 2 && words[1].hasPrefix("20"))
    #expect(result.output.contains("head \(words[0])\n"))
    let anchored = try Executable.run(
      "ledger", "verify", "--anchor", String(words[0]), "--store", folder.path("Store"))
    #expect(anchored.output.contains("stand in the chain"))
  }

  @Test("verify proves the golden club, and leaves it as it is")
  func golden() throws {
    let store = "Tests/Fixtures/Journals/club-1"
    let result = try Executable.run("ledger", "verify", "--store", store)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("The ledger is whole."))
    let sums = try String(
      contentsOfFile: "\(Executable.root.path)/\(store)/balances", encoding: .utf8
    )
    .split(separator: "\n").last.map { $0.split(separator: " ").compactMap { Int($0) } }
    let sum = try #require(sums)
    #expect(
      result.output.contains(
        "issued \(sum[0]) - redeemed \(sum[1]) - expired \(sum[2]) + adjusted \(sum[3]) = outstanding \(sum[4])"
      ))
    let names = try FileManager.default.contentsOfDirectory(
      atPath: "\(Executable.root.path)/\(store)")
    #expect(names.sorted() == ["annex", "balances", "clean", "journal"])
  }

  @Test("the first fault is named with record, file, line and what to do; the status is 1")
  func fault() throws {
    let folder = try TemporaryFolder.withClub()
    let path = folder.path("Store/journal/000000000001.jsonl")
    var bytes = try Data(contentsOf: URL(filePath: path))
    let second = try #require(bytes.firstIndex(of: 0x0A)) + 1
    bytes[second + 30] ^= 1
    try bytes.write(to: URL(filePath: path))
    let result = try Executable.run("ledger", "verify", "--store", folder.path("Store"))
    #expect(result.status == 1)
    #expect(
      result.errors.contains(
        "record 2, \(path):2 (byte \(second)): the checksum does not match the line"))
    #expect(result.errors.contains("Restore the file from a backup"))
    #expect(result.output.isEmpty)
    let json = try Executable.run("ledger", "verify", "--json", "--store", folder.path("Store"))
    #expect(json.status == 1)
    #expect(json.output.contains(#"{"ok":false,"record":2,"place":"#))
  }

  @Test("show prints what is whole before and behind a damaged record and a damaged value")
  func salvaged() throws {
    let folder = try TemporaryFolder.withClub()
    let store = folder.path("Store")
    let whole = try Executable.run("ledger", "show", "--store", store).output
    func damage(_ name: String, line: Int) throws {
      let url = folder.url.appending(path: "Store/\(name)/000000000001.jsonl")
      var lines = try Data(contentsOf: url).split(separator: 0x0A, omittingEmptySubsequences: false)
        .map { Data($0) }
      lines[line][40] ^= 1
      try Data(lines.joined(separator: [0x0A])).write(to: url)
    }
    try damage("journal", line: 19)
    let record = try Executable.run("ledger", "show", "--store", store)
    #expect(record.status == 1)
    #expect(record.errors.contains("record 20, \(store)/journal/000000000001.jsonl:20"))
    let kept = record.output.split(separator: "\n")
    let lost = Set(whole.split(separator: "\n")).subtracting(kept)
    #expect(kept.count > 30 && !lost.isEmpty && lost.count < 20, "\(lost)")
    #expect(whole.hasSuffix(kept.suffix(5).joined(separator: "\n") + "\n"))
    let since = try Executable.run(
      "ledger", "show", "--from", "2000-01-01", "--store", store)
    #expect(since.status == 1 && since.output.split(separator: "\n").count > 30)

    try damage("journal", line: 19)
    try damage("annex", line: 3)
    let value = try Executable.run("ledger", "show", "--store", store)
    #expect(value.status == 1 && value.errors.contains("is whole, but not its value '"))
    #expect(value.output == whole)
  }

  @Test("beside a running server up to what is on the disk, and on a copy that cannot be written")
  func besideServer() throws {
    let folder = try TemporaryFolder()
    let server = try LiveServer(in: folder)
    let live = try Executable.run("ledger", "verify", "--store", folder.path("Store"))
    #expect(live.status == 0, "\(live.errors)")
    #expect(live.output.contains("beside the running server"))
    let copy = folder.path(
      "a copy of the store in a folder with a name too long for a socket "
        + String(repeating: "x", count: 60))
    #expect(shell("cp -a '\(folder.path("Store"))' '\(copy)' && chmod -R a-w '\(copy)'") == 0)
    let copied = try Executable.run("ledger", "verify", "--store", copy)
    #expect(copied.status == 0, "\(copied.errors)")
    #expect(server.interrupt() == 0)
    _ = shell("chmod -R u+w '\(copy)'")
  }

  @Test("show has a line a fact; names and reasons only when asked for")
  func show() throws {
    let folder = try TemporaryFolder.withClub()
    let call = ["ledger", "show", "--store", folder.path("Store")]
    let all = try Executable.run(call)
    #expect(all.status == 0, "\(all.errors)")
    #expect(all.output.contains("points.posted member="))
    #expect(!all.output.contains("何知秋") && !all.output.contains("example.com"))
    let joined = try #require(
      all.output.split(separator: "\n").first { $0.contains("membership.joined") })
    let member = try #require(joined.firstMatch(of: /member=(\d{12})/)?.output.1)
    let one = try Executable.run(call + ["--member", String(member), "--names"])
    let lines = one.output.split(separator: "\n")
    #expect(lines.first?.hasSuffix("(何知秋)") == true)
    #expect(lines.filter { !$0.hasPrefix("    ") }.allSatisfy { $0.contains(member) })
    #expect(one.output.contains("    email: he.zhiqiu@example.com"))
    #expect(try Executable.run(call + ["--to", "2001-01-01"]).output.isEmpty)
    // An entry has the name that receipts and exports give it.
    let entry = try #require(
      try Executable.run("ledger", "export", "--csv", "--store", folder.path("Store")).output
        .split(separator: "\n").last?.split(separator: ",").first)
    #expect(
      all.output.split(separator: "\n").contains {
        $0.hasPrefix("\(entry) ") && $0.contains("points.posted")
      })
    let nobody = try Executable.run(call + ["--member", "000000000000"])
    #expect(nobody.status == 1 && nobody.errors.contains("nobody has the number 000000000000"))
    #expect(try Executable.run(call + ["--member", "123"]).status == 64)
    let json = try Executable.run(call + ["--json"])
    let line = try #require(json.output.split(separator: "\n").last)
    #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any])
  }

  @Test("a folder without a club is said to be one")
  func nothing() throws {
    let result = try Executable.run("ledger", "verify", "--store", "/nowhere")
    #expect(result.status == 78)
    #expect(result.errors.contains("/nowhere holds no club"))
  }
}

@Suite("huikan ledger export")
struct LedgerExportTests {
  @Test("CSV and JSON hold the same entries, without names unless asked for")
  func csvAndJSON() throws {
    let folder = try TemporaryFolder.withClub()
    let call = ["ledger", "export", "--store", folder.path("Store")]
    let csv = try Executable.run(call + ["--csv"])
    #expect(csv.status == 0, "\(csv.errors)")
    let lines = csv.output.split(separator: "\n")
    #expect(lines[0].hasPrefix("entry,posted,date,actor,member,account,points,balance,source"))
    let json = try Executable.run(call + ["--json"]).output.split(separator: "\n")
    #expect(json.count == lines.count - 1 && json.count > 10)
    for (line, object) in zip(lines.dropFirst(), json) {
      let entry = try JSONSerialization.jsonObject(with: Data(object.utf8)) as? [String: Any]
      #expect(entry?["entry"] as? String == String(line.split(separator: ",")[0]))
    }
    #expect(!csv.output.contains("餐券"))
    let named = try Executable.run(call + ["--csv", "--names"]).output
    #expect(named.contains(",redemption,canteen-meal,,苏禾,"))
  }

  @Test("one of the forms is chosen, says the help, and no two of them")
  func forms() throws {
    let help = try Executable.run("ledger", "export", "--help").output
    #expect(help.contains("USAGE: huikan ledger export (--csv | --json | --hledger) [<options>]"))
    let both = try Executable.run("ledger", "export", "--csv", "--json")
    #expect(both.status == 64 && both.errors.contains("(--csv | --json | --hledger)"))
  }

  @Test("a text that looks like a formula stays a text, and quotes are doubled")
  func formulas() {
    #expect(CSVEntries.text("=1+1") == "'=1+1")
    #expect(CSVEntries.text("茶\"具\",一套") == "\"茶\"\"具\"\",一套\"")
    #expect(CSVEntries.text("雨量记录") == "雨量记录")
  }

  static let hasHledger = shell("command -v hledger > /dev/null") == 0

  @Test(
    "hledger accepts the journal, strictly, and comes to the same sums",
    .enabled(if: hasHledger, "hledger is not installed (apt-get install hledger)"))
  func hledger() throws {
    let folder = try TemporaryFolder.withClub()
    let file = folder.path("points.journal")
    let export =
      "'\(Executable.url.path)' ledger export --hledger --names --store "
      + "'\(folder.path("Store"))' > '\(file)'"
    #expect(shell(export) == 0)
    #expect(shell("hledger -f '\(file)' check --strict") == 0)
    #expect(
      shell("hledger -f '\(file)' balance members --depth 1 -N > '\(folder.path("sum"))'") == 0)
    let verified = try Executable.run(
      "ledger", "verify", "--json", "--store", folder.path("Store"))
    let object =
      try JSONSerialization.jsonObject(with: Data(verified.output.utf8)) as? [String: Any]
    let outstanding = try #require((object?["sums"] as? [String: Any])?["outstanding"] as? Int)
    #expect(try folder.text("sum").contains("\(outstanding) pt"))
  }
}

extension TemporaryFolder {
  /// A folder whose `Store` holds a demonstration club that nobody serves.
  static func withClub() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    _ = try Executable.run("demo", "--store", folder.path("Store"), "--quiet")
    return folder
  }
}

/// Runs a line of the shell; its exit status.
func shell(_ line: String) -> Int32 {
  let process = Process()
  process.executableURL = URL(filePath: "/bin/sh")
  process.arguments = ["-c", line]
  process.standardError = FileHandle.nullDevice
  do {
    try process.run()
  } catch {
    return -1
  }
  process.waitUntilExit()
  return process.terminationStatus
}
