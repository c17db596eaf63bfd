import ArgumentParser
import Glibc
import JSON
import SiteBuilder

/// `huikan build`: content and theme in, plain files out.
struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Write the site as plain files.",
    discussion: """
      Figures of the club (seats left, totals) are read from the store where there is one; a
      running server writes them itself. Nothing is written while the content has errors.

      EXAMPLE
        huikan build --output public --base-url https://club.example.com
        huikan build --changed-list changed.txt --profile
      """)

  @OptionGroup var site: SiteOptions
  @OptionGroup var output: OutputOptions
  @Option(name: .customLong("output"), help: ArgumentHelp("Where to write.", valueName: "folder"))
  var destination = "Site"
  @Option(help: ArgumentHelp("The club's store.", valueName: "folder"))
  var store = "Store"
  @Option(
    help: ArgumentHelp(
      "List the files that were added, changed and removed, for an upload; - prints the list.",
      discussion: "A line a file: the word, a tab, the path in the output folder.",
      valueName: "file"))
  var changedList: String?
  @Flag(
    help: ArgumentHelp(
      "Start from nothing, and not from what the last build has left in the output folder.",
      discussion: "That is never needed, and only ever costs time."))
  var fresh = false
  @Flag(help: "Say where the time went: by stage, by kind of page, and the ten slowest.")
  var profile = false

  func validate() throws { try site.validate(destination, store: store) }

  func run() async throws {
    let start = ContinuousClock.now
    let console = output.console
    var options = site.buildOptions(output: destination)
    options.usesCache = !fresh
    var loaded = try site.load(options, output)
    let list = try openList(console)
    let figures = try await StoreFigures.read(store: store, console: console)
    let progress = BuildProgress(options.watch, on: console)
    var report: BuildReport
    do {
      report = try write(&loaded, figures, options)
      progress.end()
    } catch {
      progress.end()
      throw failure(error, console)
    }
    report.milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
    console.progress(report.sentence(into: destination))
    console.progress(report.kindsLine)
    if let line = report.editionLine { console.progress(line) }
    let times = BuildProfile(watch: options.watch)
    if profile, !output.json { console.progress(times.table) }
    if output.json { console.result(report.json(profile ? times : nil).description) }
    if let list, !writeWhole(Array(report.changes.utf8), to: list) {
      console.fail("the list of changes could not be written whole; the site itself is complete")
      throw ExitStatus.cannotCreate
    }
    // The system takes the memory of a large magazine back at once; giving it back piece by piece
    // takes a tenth of a second.
    withExtendedLifetime(loaded) { Glibc.exit(EXIT_SUCCESS) }
  }

  /// Writes the site; where what the last build has left proves damaged, everything is loaded anew.
  private func write(
    _ loaded: inout LoadedSite, _ figures: PublicFigures?, _ options: BuildOptions
  ) throws -> BuildReport {
    do throws(OutputError) {
      return try loaded.write(figures: figures, asOf: options.asOf)
    } catch {
      guard loaded.isDamaged else { throw error }
      loaded = try site.load(options, output)
      return try loaded.write(figures: figures, asOf: options.asOf)
    }
  }

  /// Opens the list before anything is built: a list that cannot be written would be lost, for the
  /// next build has nothing to tell of this one.
  private func openList(_ console: Console) throws -> Int32? {
    guard let changedList else { return nil }
    if changedList == "-" { return STDOUT_FILENO }
    do throws(CommandFailure) {
      return try WholeFile.opened(toWrite: changedList)
    } catch {
      console.fail("\(error); nothing was built")
      throw ExitStatus.cannotCreate
    }
  }
}

extension BuildReport {
  /// `38 pages into Site: 3 files written, 92 unchanged, 0 removed, in 31 ms`.
  func sentence(into folder: String) -> String {
    "\(pages) pages into \(folder): \(written) files written, \(unchanged) unchanged, "
      + "\(removed.count) removed, in \(milliseconds) ms"
  }

  /// `32 article, 15 event, 8 column …`: the pages by kind, the most first.
  var kindsLine: String {
    kinds.map { "\($0.count) \($0.kind)" }.joined(separator: ", ")
  }

  /// `hant: 93 pages, 1,204 texts converted, in 210 ms on all threads`.
  var editionLine: String? {
    edition.map {
      "hant: \($0.pages) pages made, \($0.texts) texts converted, "
        + "in \($0.milliseconds) ms on all threads"
    }
  }

  /// The files that an upload has to send or to take away, a line each.
  var changes: String {
    let lines =
      added.map { "added\t\($0)\n" } + changed.map { "changed\t\($0)\n" }
      + removed.map { "removed\t\($0)\n" }
    return lines.joined()
  }

  /// One object, its keys in the order of the sentence.
  func json(_ profile: BuildProfile?) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("pages", .int(Int64(pages))), .init("files", .int(Int64(files))),
      .init("written", .int(Int64(written))), .init("unchanged", .int(Int64(unchanged))),
      .init("removed", .int(Int64(removed.count))),
      .init("milliseconds", .int(Int64(milliseconds))),
      .init("kinds", .object(kinds.map { .init($0.kind, .int(Int64($0.count))) })),
    ]
    if let edition {
      members.append(
        .init(
          "traditional",
          [
            "pages": .int(Int64(edition.pages)), "texts": .int(Int64(edition.texts)),
            "milliseconds": .int(Int64(edition.milliseconds)),
          ]))
    }
    if let profile { members.append(.init("profile", profile.json)) }
    return .object(members)
  }
}
