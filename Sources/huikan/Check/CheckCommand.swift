import ArgumentParser
import SiteBuilder

/// `huikan check`: everything that `build` would say, and nothing written.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say everything that is wrong with the content and the theme; write nothing.",
    discussion: """
      Exit status 1 where there are errors, 0 where there are only warnings or nothing at all.

      EXAMPLE
        huikan check --drafts
      """)

  @OptionGroup var site: SiteOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let console = output.console
    let loading = SiteBuilder(site.buildOptions(output: "Site")).load()
    let report = DiagnosticReport(loading.diagnostics)
    if output.json {
      console.result(report.json)
    } else {
      report.print(console)
    }
    if loading.site == nil { throw ExitStatus.invalid }
    if report.diagnostics.isEmpty { console.progress("Nothing to mend.") }
  }
}
