import ArgumentParser
import SiteBuilder

/// `huikan check`: everything that `build` would say, and what it would not: typography.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say everything that is wrong with the content and the theme.",
    discussion: """
      Nothing is written unless --fix asks for it. Besides what a build would say, the typography
      of the texts is looked at; docs/typography.md lists the rules and how to switch them off.
      Exit status 1 where there are errors, 0 where there are only warnings or nothing at all.

      EXAMPLE
        huikan check --drafts
        huikan check --diff
        huikan check --fix
      """)

  @OptionGroup var site: SiteOptions
  @OptionGroup var output: OutputOptions
  @Flag(help: "Repair the typography in the files where that is certain; say what is left.")
  var fix = false
  @Flag(help: "Print what --fix would change, as patch -p0 reads it, and write nothing.")
  var diff = false

  func validate() throws {
    if diff, output.json {
      throw ValidationError("--diff and --json both print on standard output; choose one.")
    }
  }

  func run() async throws {
    let console = output.console
    var options = site.buildOptions(output: "Site")
    options.lints = true
    let builder = SiteBuilder(options)
    var loading = builder.load()
    if diff {
      for repair in loading.repairs { console.result(String(repair.difference.dropLast())) }
    } else if fix, !loading.repairs.isEmpty {
      try write(loading.repairs, console)
      loading = builder.load()
    }
    let report = DiagnosticReport(loading.diagnostics)
    if output.json {
      console.result(report.json)
    } else {
      report.print(console)
    }
    if loading.site == nil { throw ExitStatus.invalid }
    if report.diagnostics.isEmpty { console.progress("Nothing to mend.") }
  }

  private func write(_ repairs: [TextRepair], _ console: Console) throws {
    for repair in repairs {
      do {
        try Repair(repair).write()
        console.progress("Repaired \(repair.path).")
      } catch {
        console.fail("\(error)")
        throw ExitStatus.cannotCreate
      }
    }
  }
}
