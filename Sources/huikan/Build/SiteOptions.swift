import ArgumentParser
import CivilTime
import ClubAPI
import Glibc
import Magazine
import SiteBuilder

/// The options of every command that reads content and theme.
struct SiteOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The folder of the magazine.", valueName: "folder"))
  var content = "Content"

  @Option(help: ArgumentHelp("The folder that holds the themes.", valueName: "folder"))
  var themes = "Themes"

  @Option(
    help: ArgumentHelp("The theme; otherwise the one that site.yml names.", valueName: "name"))
  var theme: String?

  @Option(
    help: ArgumentHelp("The address of the site, instead of site.yml's.", valueName: "url"),
    transform: SiteOptions.address)
  var baseUrl: String?

  @Flag(help: "Include drafts and what is to be published later.")
  var drafts = false

  @Option(
    help: ArgumentHelp(
      "The day, or the time, the site is made for; otherwise SOURCE_DATE_EPOCH, otherwise now.",
      discussion: "2026-11-22, or \"2026-11-22 08:00\" on the club's clock (UTC+8).",
      valueName: "day"),
    transform: SiteOptions.instant)
  var asOf: Instant?

  func validate() throws {
    guard let text = getenv("SOURCE_DATE_EPOCH"), text.pointee != 0, Self.sourceDate == nil else {
      return
    }
    throw ValidationError(
      "SOURCE_DATE_EPOCH is '\(String(cString: text))', but stands for seconds since 1970; unset it, or say "
        + "SOURCE_DATE_EPOCH=$(date +%s).")
  }

  /// Refuses a folder for the site in which something else lives.
  func validate(_ destination: String, store: String) throws {
    try SiteDestination(path: destination).validate(
      beside: [("--content", content), ("--themes", themes), ("--store", store)])
  }

  func buildOptions(output: String) -> BuildOptions {
    var options = BuildOptions(asOf: asOf ?? Self.sourceDate ?? SystemClock.now())
    options.content = content
    options.themes = themes
    options.theme = theme
    options.output = output
    options.baseURL = baseUrl
    options.includesDrafts = drafts
    options.apiDocument = { OpenAPI.document(in: $0 ? .english : .chinese, isSecure: true) }
    return options
  }

  /// Loads what is to be built and prints what is wrong with it; errors end the command.
  func load(_ options: BuildOptions, _ output: OutputOptions) throws(ExitCode) -> LoadedSite {
    try loadWithWarnings(options, output).site
  }

  /// The same, and what has been printed.
  func loadWithWarnings(
    _ options: BuildOptions, _ output: OutputOptions
  ) throws(ExitCode) -> (site: LoadedSite, warnings: [Diagnostic]) {
    let progress = BuildProgress(options.watch, on: output.console)
    let loading = SiteBuilder(options).load()
    progress.end()
    let report = DiagnosticReport(loading.diagnostics)
    report.print(output.console)
    if let site = loading.site { return (site, report.diagnostics) }
    if output.json { output.console.result(report.json) }
    throw ExitStatus.invalid
  }

  /// `https://club.example.com`, with a port perhaps; no path, since links begin at the root.
  private static func address(_ text: String) throws -> String {
    do throws(SiteAddress.Problem) {
      return try SiteAddress(text).text
    } catch {
      throw ValidationError(
        "'\(text)' is no address of a site: it \(error.reason); \(error.remedy).")
    }
  }

  /// What reproducible builds take for now (reproducible-builds.org/specs/source-date-epoch): seconds
  /// since 1970; nil where nothing is set.
  private static var sourceDate: Instant? {
    guard let text = getenv("SOURCE_DATE_EPOCH"), let seconds = Int64(String(cString: text)),
      (0...253_402_300_799).contains(seconds)
    else { return nil }
    return Instant(milliseconds: seconds * 1000)
  }

  private static func instant(_ text: String) throws -> Instant {
    if let day = Day(text) { return Instant(day) }
    if let instant = Instant(text) { return instant }
    throw ValidationError("'\(text)' is not a day; write 2026-11-22 or \"2026-11-22 08:00\".")
  }
}

/// How much a command says, and to whom.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Print what happened as one JSON object on standard output.")
  var json = false

  @Flag(help: "Say nothing but warnings and errors.")
  var quiet = false

  var console: Console { Console(quiet: quiet || json) }
}

/// The one place that asks the machine for the time.
enum SystemClock {
  /// Now, to the millisecond.
  static func now() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}
