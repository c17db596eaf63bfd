public import ArgumentParser
import CivilTime
public import Club
import ClubStore
import JSON

/// `huikan staff add`: a token that is shown once and kept only as a hash.
struct StaffAddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add a colleague and print the token, this once.",
    discussion: """
      Beside a running server the command goes through Store/control.sock; without one it opens the
      store itself.

      EXAMPLE
        huikan staff add 林小舟 --role clerk
        huikan staff add 北门 --role kiosk --days 3
        huikan staff add 周予安 --role clerk --region yuntang --region banshan
        curl -H "Authorization: Bearer $TOKEN" http://127.0.0.1:8080/api/v1/events
      """)

  @Argument(help: "The colleague's name.")
  var name: String
  @Option(
    help: ArgumentHelp(
      "clerk, manager, auditor, editor or kiosk.",
      discussion:
        "An auditor reads everything and writes nothing; an editor sees no members; a kiosk checks in."
    )
  )
  var role: Role = .clerk
  @OptionGroup var lifetime: TokenLifetime
  @Option(
    help: ArgumentHelp(
      "A region whose members the token is for; without it the whole club.",
      discussion: """
        The codes are those of 'regions' in Content/club.yml; the option may stand several times. The
        token then reaches the members of these regions and nobody else. See 'huikan staff bind'.
        """,
      valueName: "code"), transform: Code.ofRegion)
  var region: [Code] = []
  @Option(help: ArgumentHelp("The club's store.", valueName: "folder"))
  var store = "Store"
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let fault = PersonName.fault(in: name) {
      throw ValidationError("A name has 1 to 50 characters, all of them visible: \(fault).")
    }
  }

  func run() async throws {
    let console = output.console
    try console.checkOutput()
    let token = StaffToken.make()
    do {
      let staff = try await NewStaff(
        name: name, role: role, token: token, expires: lifetime.expires, regions: region
      )
      .add(to: StoreFolder(store), console: console)
      if output.json {
        let answer: JSONValue = [
          "staff": .int(Int64(staff)), "role": .string(role.rawValue), "token": .string(token),
        ]
        console.result("\(answer)", orElse: StaffToken.lost(staff))
      } else {
        console.progress("Staff \(staff), \(role.rawValue). Keep the token; it is not shown again:")
        console.result(token, orElse: StaffToken.lost(staff))
      }
    } catch {
      throw failure(error, console)
    }
  }
}

extension Role: ExpressibleByArgument {}

extension Code {
  /// Reads the code of a region.
  static func ofRegion(_ text: String) throws -> Code {
    guard let code = Code(text) else {
      throw ValidationError(
        "'\(text)' is no code of a region; it has letters of English, digits, - _ and ., as under "
          + "'regions' in Content/club.yml, where its title stands beside it.")
    }
    return code
  }
}

extension Code: ExpressibleByArgument {
  /// Reads a code as the content writes it.
  public init?(argument: String) { self.init(argument) }
}

/// A staff token: `hk_` and 43 characters, 256 random bits. Only its SHA-256 is kept.
enum StaffToken {
  static func make() -> String {
    "hk_" + ClubStore.randomToken()
  }

  /// What to do about a token that could not be shown.
  static func lost(_ number: Int) -> String {
    "the token of staff \(number) is lost: make another with huikan staff renew \(number)"
  }
}

/// How long a token is good.
struct TokenLifetime: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "For how many days the token is good; without it until it is revoked.", valueName: "days"))
  var days: Int?

  func validate() throws {
    guard let days else { return }
    guard (1...3650).contains(days) else {
      throw ValidationError("A token is good for 1 to 3,650 days.")
    }
  }

  /// When a token that is given out now is good no longer.
  var expires: Instant? { days.map { SystemClock.now().adding(seconds: $0 * 86_400) } }
}
