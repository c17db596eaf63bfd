import ArgumentParser
import Glibc
import JSON
import Magazine
import SiteBuilder

/// `huikan newsletter`: an issue as a letter for the club's mailing program.
struct NewsletterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "newsletter",
    abstract:
      "Write an issue as a letter: HTML for mail programs, plain text, and both as a message.",
    discussion: """
      Three files come of it: <issue>.html, <issue>.txt and <issue>.eml, which holds both without sender and
      recipients. Links and the cover lead to the site, so it has to know its address and should be
      published first. Huikan itself sends it to nobody: hand it to the program that keeps your list.

      {{unsubscribe}} stands where that program puts the address at which a reader ends the letters; with
      --unsubscribe the address stands there already, and the message says that one click ends them.

      EXAMPLE
        huikan newsletter 2026-autumn
        huikan newsletter 2026-autumn --hant --unsubscribe https://lists.example.com/end --output letters
      """)

  @Argument(help: ArgumentHelp("The issue, by the name of its folder.", valueName: "issue"))
  var issue: String
  @OptionGroup var site: SiteOptions
  @Option(
    name: .customLong("output"), help: ArgumentHelp("Where to write.", valueName: "folder"))
  var destination = "."
  @Flag(help: "In Traditional characters.")
  var hant = false
  @Option(
    help: ArgumentHelp(
      "Where a reader ends the letters: an https or mailto address.", valueName: "address"),
    transform: NewsletterCommand.address)
  var unsubscribe = Newsletter.unsubscribeMark
  @OptionGroup var output: OutputOptions

  func run() throws {
    let console = output.console
    let loaded = try site.load(site.buildOptions(output: "Site"), output)
    guard
      let letter = loaded.newsletter(of: issue, isTraditional: hant, unsubscribe: unsubscribe)
    else {
      console.fail(reason(loaded))
      throw ExitStatus.cannotCreate
    }
    let stem = "\(destination)/\(issue)\(hant ? "-hant" : "")"
    mkdir(destination, 0o755)
    do {
      try WholeFile.replace("\(stem).html", with: letter.html)
      try WholeFile.replace("\(stem).txt", with: Array(letter.text.utf8))
      try WholeFile.replace("\(stem).eml", with: letter.mail)
    } catch {
      console.fail(error.description)
      throw ExitStatus.cannotCreate
    }
    console.progress("\(letter.subject): \(stem).html, .txt and .eml")
    if output.json {
      let answer: JSONValue = [
        "subject": .string(letter.subject), "html": .string("\(stem).html"),
        "text": .string("\(stem).txt"), "mail": .string("\(stem).eml"),
      ]
      console.result("\(answer)")
    }
  }

  private func reason(_ site: LoadedSite) -> String {
    guard site.issueNames.contains(issue) else {
      return site.issueNames.isEmpty
        ? "there is no issue yet"
        : "there is no issue “\(issue)”; there are \(site.issueNames.joined(separator: ", "))"
    }
    if hant, site.publication.site.traditional == nil {
      return "the site has no Traditional edition; write “traditional: s2tw” in site.yml"
    }
    return "a letter leads back to the site, which does not know its address: write base_url in "
      + "site.yml, or give --base-url"
  }

  private static func address(_ text: String) throws -> String {
    let isWeb = text.hasPrefix("https://") || text.hasPrefix("mailto:")
    guard isWeb, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"<>\"".utf8.contains($0) })
    else {
      throw ValidationError(
        "'\(text)' is no https or mailto address; write https://lists.example.com/end.")
    }
    return text
  }
}
