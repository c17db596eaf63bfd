import ArgumentParser
import ClubStore
import SiteBuilder

/// `huikan demo`: the demonstration club, where there is no club yet.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Make the demonstration club in an empty store.",
    discussion: """
      A store that is there already is left exactly as it is, whoever's it is.

      EXAMPLE
        huikan demo --store Store && huikan serve
      """)

  @OptionGroup var site: SiteOptions
  @Option(help: ArgumentHelp("Where the club's facts go.", valueName: "folder"))
  var store = "Store"
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let console = output.console
    let folder = StoreFolder(store)
    if folder.exists {
      console.progress("There is a club in \(store) already; it stays as it is.")
      return
    }
    let loading = SiteBuilder(site.buildOptions(output: "Site")).load()
    guard let loaded = loading.site else {
      DiagnosticReport(loading.diagnostics).print(console)
      throw ExitStatus.invalid
    }
    console.progress("Making the demonstration club in \(store) …")
    do {
      let present = SystemClock.now()
      let clock = DemonstrationClock(present: present, daysAgo: DemonstrationClub.age)
      let club = try folder.open(console: console, clock: { clock.now() })
      let tokens = try await DemonstrationClub(
        store: club, publication: loaded.publication, clock: clock, present: present
      ).make()
      try tokens.write(to: folder)
      await club.close()
    } catch {
      console.fail("\(error)")
      throw ExitStatus.unusable
    }
    console.progress("Done: \(DemonstrationClub.people.count) members, three of the staff.")
  }
}
