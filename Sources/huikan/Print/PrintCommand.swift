import ArgumentParser
import Glibc
import JSON

/// `huikan print`: an issue as PDF, made of its page in the built site.
struct PrintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "print",
    abstract: "Make the PDF of an issue: cover, contents with page numbers, articles, colophon.",
    discussion: """
      Takes the issue's page from the built site and prints it with an installed Chromium: on A4, tagged for
      whoever has it read aloud, with an outline. It is printed twice, because only then the page numbers
      of the contents are known.

      EXAMPLE
        huikan build
        huikan print 2026-autumn
        huikan print 2026-autumn --hant --output print/autumn-hant.pdf
      """)

  @Argument(help: ArgumentHelp("The issue, by the name of its folder.", valueName: "issue"))
  var issue: String
  @Option(help: ArgumentHelp("The built site.", valueName: "folder"))
  var site = "Site"
  @Option(
    name: .customLong("output"),
    help: ArgumentHelp("Where to write; otherwise <issue>.pdf here.", valueName: "file"))
  var destination: String?
  @Flag(help: "In Traditional characters.")
  var hant = false
  @Option(
    help: ArgumentHelp(
      "The browser; otherwise chromium, chromium-browser or google-chrome.", valueName: "program"))
  var chromium: String?
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let console = output.console
    do throws(CommandFailure) {
      let edition = PrintEdition(site: site, issue: issue, isTraditional: hant)
      let page = try edition.page()
      let browser = try Chromium(chromium)
      console.progress("Printing \(edition.path) …")
      let first = try await browser.pdf(of: edition.localised(page))
      let folios = PDFPages(first).pages
      console.progress("Printing it again, with the page numbers in its contents …")
      let second = try await browser.pdf(of: edition.localised(page, folios))
      let pages = PDFPages(second)
      guard pages.pages == folios, pages.isTagged, pages.hasOutline else {
        throw CommandFailure(
          "what \(browser.program) made is not tagged, has no outline, or another number of pages "
            + "every time; it may be too old")
      }
      let file = destination ?? (hant ? "\(issue)-hant.pdf" : "\(issue).pdf")
      try WholeFile.replace(file, with: second)
      let kilobytes = (second.count + 500) / 1000
      console.progress(
        "\(file): \(pages.count) pages, \(kilobytes) KB, tagged, with an outline of "
          + "\(pages.outlineCount) entries")
      if output.json {
        let answer: JSONValue = [
          "file": .string(file), "pages": .int(Int64(pages.count)),
          "bytes": .int(Int64(second.count)),
        ]
        console.result("\(answer)")
      }
    } catch {
      console.fail(error.description)
      throw ExitStatus.cannotCreate
    }
  }
}

/// An issue's page in a built site, and what a browser has to be shown of it.
struct PrintEdition {
  let site: String
  let issue: String
  let isTraditional: Bool

  var path: String {
    "\(site)/\(isTraditional ? "hant/" : "")issues/\(issue)/print/index.html"
  }

  /// - Throws: where it is not there; says what to do.
  func page() throws(CommandFailure) -> String {
    let isName = !issue.isEmpty && !issue.hasPrefix(".") && !issue.contains("/")
    if isName, let bytes = WholeFile.read(path) { return String(decoding: bytes, as: UTF8.self) }
    let names = WholeFile.names(in: "\(site)/issues").filter { name in
      PrintEdition(site: site, issue: name, isTraditional: isTraditional).isThere
    }
    guard names.isEmpty else {
      throw CommandFailure(
        "\(site) has no issue “\(issue)” to print; it has \(names.joined(separator: ", "))")
    }
    throw CommandFailure(
      "\(site) has no issue to print\(isTraditional ? " in Traditional characters" : ""); run "
        + "“huikan build” first, with a theme that has print.mustache (jia and plain do)")
  }

  private var isThere: Bool { access(path, R_OK) == 0 }

  /// The page as a file beside no server shows it: style sheets and pictures by where they lie on this
  /// machine, and the page numbers, where they are known.
  func localised(_ page: String, _ folios: [String: Int] = [:]) -> String {
    let root = WholeFile.absolute(site)
    var html = page
    for folder in ["assets", "media"] {
      for before in ["=\"", ", "] {
        html = html.replacing("\(before)/\(folder)/", with: "\(before)file://\(root)/\(folder)/")
      }
    }
    for (mark, folio) in folios {
      let link = "<a href=\"#\(mark)\">"
      guard let start = html.firstRange(of: "<li>\(link)"),
        let end = html[start.upperBound...].firstRange(of: "</a></li>")
      else { continue }
      html.insert(
        contentsOf: "<span data-folio=\"\(folio)\">\(folio)</span>", at: end.lowerBound)
    }
    return html
  }
}
