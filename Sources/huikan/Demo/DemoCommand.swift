import ArgumentParser
import ClubStore
import Glibc
import Magazine
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
    if StoreFolder(store).exists {
      console.progress("There is a club in \(store) already; it stays as it is.")
      if output.json { console.result(#"{"made":false}"#) }
      return
    }
    let loading = SiteBuilder(site.buildOptions(output: "Site")).load()
    guard let loaded = loading.site else {
      DiagnosticReport(loading.diagnostics).print(console)
      throw ExitStatus.invalid
    }
    console.progress("Making the demonstration club in \(store) …")
    do {
      try await make(loaded.publication, console)
    } catch {
      throw failure(error, console)
    }
    console.progress("Done: \(DemonstrationClub.people.count) members, three of the staff.")
    if output.json { console.result(#"{"made":true}"#) }
  }

  /// Makes the store beside its place and moves it there whole: one that was interrupted half-way
  /// would have members and no token, and nobody could tell it from a real one.
  private func make(_ publication: Publication, _ console: Console) async throws {
    let draft = StoreFolder(store + ".unfinished")
    try draft.removeUnfinished()
    let present = SystemClock.now()
    let clock = DemonstrationClock(present: present, daysAgo: DemonstrationClub.age)
    try await draft.withStore(console: console, clock: clock.now) { club in
      try await DemonstrationClub(
        store: club, publication: publication, clock: clock, present: present
      ).make().write(to: draft)
    }
    guard rename(draft.path, store) == 0 else {
      throw CommandFailure(
        "\(store): \(String(cString: strerror(errno))); the club is ready in \(draft.path), "
          + "move it to its place")
    }
  }
}
