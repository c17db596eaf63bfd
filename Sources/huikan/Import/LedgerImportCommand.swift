import ArgumentParser
import CSV
import Club
import ClubStore
import Glibc
import JSON

/// `huikan ledger import`: members from a spreadsheet.
struct LedgerImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Sign up the members of a CSV file; without --commit only say what would happen.",
    discussion: """
      The first row names the columns, in English or Chinese and in any order: name 姓名, phone 手机,
      email 邮箱 (one of the two), channel 入会途径 (desk 前台, website 网站, magazine-form 会刊回函),
      consent 入会条款 (the version that the member agreed to). The file is UTF-8.

      Every row that cannot be taken is reported as file:line:column, and nothing is written while
      there is one. Who is a member already, by contact and name, is passed over: the same file can be
      imported twice. Beside a running server the rows go through Store/control.sock.

      EXAMPLE
        huikan ledger import members.csv
        huikan ledger import members.csv --commit
      """)

  @Argument(help: "The CSV file.")
  var file: String
  @Flag(help: "Sign the members up; otherwise nothing is written.")
  var commit = false
  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.output.console
    do {
      let sheet = MemberSheet(try CSVReader.rows(try WholeFile.named(file)))
      let report = try await report(on: sheet, console)
      for mistake in report.mistakes {
        console.fail("\(file):\(mistake.line):\(mistake.column): \(mistake.reason)")
      }
      if options.output.json {
        console.result("\(report.json)")
      } else {
        console.result(report.sentence)
      }
      if !report.mistakes.isEmpty { throw ExitStatus.invalid }
    } catch let error as CSVReader.Failure {
      console.fail("\(file):\(error)")
      throw ExitStatus.invalid
    } catch let code as ExitCode {
      throw code
    } catch {
      throw failure(error, console)
    }
  }

  /// Judges everything first: a file of which half was taken would be hard to mend.
  private func report(on sheet: MemberSheet, _ console: Console) async throws -> ImportReport {
    let folder = StoreFolder(options.store)
    if !folder.exists, errno == ENOENT {
      throw CommandFailure(
        "\(folder.path) holds no club; start huikan serve once, it makes one and adopts the consent"
      )
    }
    try folder.check()
    var report = ImportReport(sheet.mistakes)
    if sheet.rows.isEmpty { return report }
    if let verdicts = try ask(folder, sheet.rows, commit: false) {
      report.take(verdicts, of: sheet.rows)
      guard commit, report.mistakes.isEmpty else { return report }
      report = ImportReport([], commits: true)
      report.take(try ask(folder, sheet.rows, commit: true) ?? [], of: sheet.rows)
      return report
    }
    return try await folder.withStore(console: console) { store in
      var report = report
      let work = MemberImport(store: store)
      report.take(try await work.judge(sheet.rows), of: sheet.rows)
      guard commit, report.mistakes.isEmpty else { return report }
      report = ImportReport([], commits: true)
      report.take(try await work.add(sheet.rows), of: sheet.rows)
      return report
    }
  }

  /// The running server's verdicts, asked for in parts; nil where none listens.
  private func ask(
    _ folder: StoreFolder, _ rows: [MemberSheet.Row], commit: Bool
  ) throws -> [MemberImport.Verdict]? {
    var verdicts: [MemberImport.Verdict] = []
    for start in stride(from: 0, to: rows.count, by: 500) {
      let part = rows[start..<min(start + 500, rows.count)]
      let body: JSONValue = ["commit": .bool(commit), "rows": .array(part.map(\.json))]
      guard let answer = try folder.ask("/import", body, expecting: 200) else {
        guard start == 0 else {
          throw CommandFailure(
            "the server has stopped after line \(rows[start - 1].line); start it and import the "
              + "file again: who is in already is passed over")
        }
        return nil
      }
      let part1 = (answer["verdicts"]?.elements ?? []).compactMap(MemberImport.Verdict.init(json:))
      guard part1.count == part.count else {
        throw CommandFailure("the running server's answer cannot be read; is it another version?")
      }
      verdicts += part1
    }
    return verdicts
  }
}

/// What became of a file, or what would.
struct ImportReport {
  private(set) var mistakes: [MemberSheet.Mistake]
  private let commits: Bool
  private var members: [(line: Int, member: MemberNumber)] = []
  private var new = 0
  private var already = 0

  init(_ mistakes: [MemberSheet.Mistake], commits: Bool = false) {
    self.mistakes = mistakes
    self.commits = commits
  }

  mutating func take(_ verdicts: [MemberImport.Verdict], of rows: [MemberSheet.Row]) {
    for (row, verdict) in zip(rows, verdicts) {
      switch verdict {
      case .new: new += 1
      case .added(let member): members.append((row.line, member))
      case .already: already += 1
      case .mistake(let column, let reason):
        mistakes.append(MemberSheet.Mistake(line: row.line, column: column, reason: reason))
      }
    }
    mistakes.sort { ($0.line, $0.column) < ($1.line, $1.column) }
  }

  var sentence: String {
    let known = "\(already) are members already"
    if commits { return "\(members.count) members added, \(known)." }
    guard mistakes.isEmpty else {
      return "Nothing was written: \(mistakes.count) mistakes. \(new) rows are good, \(known)."
    }
    return "\(new) members would be added, \(known). Nothing was written; say --commit to do it."
  }

  var json: JSONValue {
    [
      "committed": .bool(commits), "added": .int(Int64(members.count)), "new": .int(Int64(new)),
      "already": .int(Int64(already)),
      "members": .array(
        members.map { ["line": .int(Int64($0.line)), "member": .string($0.member.digits)] }),
      "mistakes": .array(
        mistakes.map { mistake in
          [
            "line": .int(Int64(mistake.line)), "column": .int(Int64(mistake.column)),
            "reason": .string(mistake.reason),
          ]
        }),
    ]
  }
}
