import ArgumentParser
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
      """)

  @OptionGroup var site: SiteOptions
  @OptionGroup var output: OutputOptions
  @Option(name: .customLong("output"), help: ArgumentHelp("Where to write.", valueName: "folder"))
  var destination = "Site"
  @Option(help: ArgumentHelp("The club's store.", valueName: "folder"))
  var store = "Store"

  func run() async throws {
    let console = output.console
    let options = site.buildOptions(output: destination)
    let loaded = try site.load(options, output)
    let figures = try await StoreFigures.read(store: store, console: console)
    do {
      let report = try loaded.write(figures: figures, asOf: options.asOf)
      console.progress(report.sentence(into: destination))
      if output.json { console.result(report.json) }
    } catch {
      throw failure(error, console)
    }
  }
}

extension BuildReport {
  /// `38 pages into Site: 3 files written, 92 unchanged, 0 removed, in 31 ms`.
  func sentence(into folder: String) -> String {
    "\(pages) pages into \(folder): \(written) files written, \(unchanged) unchanged, "
      + "\(removed.count) removed, in \(milliseconds) ms"
  }

  /// One object on one line, its keys in the order of the sentence.
  var json: String {
    let value: JSONValue = [
      "pages": .int(Int64(pages)), "files": .int(Int64(files)), "written": .int(Int64(written)),
      "unchanged": .int(Int64(unchanged)), "removed": .int(Int64(removed.count)),
      "milliseconds": .int(Int64(milliseconds)),
    ]
    return value.description
  }
}
