import ArgumentParser
import Glibc
import JSON
import Magazine
import SiteBuilder

/// `huikan newsletter`: an issue as a letter for the club's mailing program.
struct NewsletterCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "newsletter",
    abstract:
      "Write an issue as a letter: HTML for mail programs, plain text, and both as a message.",
    discussion: """
      Three files come of it: <issue>.html, <issue>.txt and <issue>.eml, which holds both without sender and
      recipients. Links and the cover lead to the site, so it has to know its address and should be
      published first. Hand them to the program that keeps your list:
      {{unsubscribe}} stands where that program puts the address at which a reader ends the letters; with
      --unsubscribe the address stands there already, and the message says that one click ends them.

      With --send nothing is written. The running server sends the issue by e-mail (serve --messages
      email=…) to the members who have agreed to letters, each with an address of their own that ends them
      with one click. Nobody gets an issue twice; after a crash the same command goes on. --dry-run says how
      many it would go to. “huikan outbox” shows what has not arrived.

      EXAMPLE
        huikan newsletter 2026-autumn --send --dry-run
        huikan newsletter 2026-autumn --send
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
  @Flag(help: "Send it to the members who have agreed to letters, by the running server.")
  var send = false
  @Flag(name: .customLong("dry-run"), help: "With --send: only say how many it would go to.")
  var isRehearsal = false
  @Option(help: ArgumentHelp("The store of the server that sends.", valueName: "folder"))
  var store = "Store"
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if isRehearsal, !send {
      throw ValidationError("--dry-run goes with --send; without it nothing is sent anyway.")
    }
    if send, hant || unsubscribe != Newsletter.unsubscribeMark || destination != "." {
      throw ValidationError(
        "--send writes no files: each member has chosen the characters and has an address of their own "
          + "to end the letters. Leave --hant, --unsubscribe and --output out.")
    }
  }

  func run() async throws {
    let console = output.console
    guard !send else { return try askServer(console) }
    let loaded = try site.load(site.buildOptions(output: "Site"), output)
    guard
      let letter = loaded.newsletter(of: issue, isTraditional: hant)?.ending(at: unsubscribe)
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

  private func askServer(_ console: Console) throws {
    do {
      let asked: JSONValue = ["issue": .string(issue), "dryRun": .bool(isRehearsal)]
      guard
        let answer = try StoreFolder(store).ask(
          "/newsletter", asked, expecting: 200, patience: 600),
        let count = answer["readers"]?.int
      else {
        throw CommandFailure(
          "no server is running on \(store); letters are sent by it: huikan serve --store \(store) "
            + "--messages email=…")
      }
      console.progress(
        isRehearsal ? "\(issue) would go to \(count) members" : "\(issue) goes to \(count) members")
      if output.json { console.result("\(answer)") }
    } catch {
      throw failure(error, console)
    }
  }

  private func reason(_ site: LoadedSite) -> String {
    guard site.issueNames.contains(issue) else { return Self.unknown(issue, in: site) }
    if hant, site.publication.site.traditional == nil {
      return "the site has no Traditional edition; write “traditional: s2tw” in site.yml"
    }
    return Self.noAddress
  }

  /// Why an issue cannot be a letter.
  static func unknown(_ issue: String, in site: LoadedSite) -> String {
    site.issueNames.isEmpty
      ? "there is no issue yet"
      : "there is no issue “\(issue)”; there are \(site.issueNames.joined(separator: ", "))"
  }

  static let noAddress =
    "a letter leads back to the site, which does not know its address: write base_url in site.yml, or "
    + "give --base-url"

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
