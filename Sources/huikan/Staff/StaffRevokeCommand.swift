import ArgumentParser
import Club
import ClubStore
import JSON

/// `huikan staff revoke`: a token that is lost, or whose holder has left, opens nothing any more.
struct StaffRevokeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke",
    abstract: "Make a colleague's token good for nothing, at once.",
    discussion: """
      The number is the one that `staff add` printed; it stays in the journal beside everything that
      the colleague has done.

      EXAMPLE
        huikan staff revoke 4
      """)

  @Argument(help: "The colleague's staff number.")
  var number: Int
  @Option(help: ArgumentHelp("The club's store.", valueName: "folder"))
  var store = "Store"
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let console = output.console
    do {
      try await revoke(in: StoreFolder(store), console)
    } catch {
      throw failure(error, console)
    }
    console.progress("The token of staff \(number) is revoked.")
    if output.json {
      let answer: JSONValue = ["revoked": .int(Int64(number))]
      console.result("\(answer)")
    }
  }

  private func revoke(in folder: StoreFolder, _ console: Console) async throws {
    let body: JSONValue = ["staff": .int(Int64(number))]
    if try folder.ask("/staff/revoke", body, expecting: 200) != nil { return }
    try folder.check()
    try await folder.withStore(console: console) { try await Self.revoke(number, in: $0) }
  }

  /// Revokes in an open store; a number that nobody has, or that is revoked already, is an error.
  static func revoke(_ number: Int, in store: ClubStore) async throws {
    do {
      try await store.submit(.staff(.revoke(StaffID(number))), by: .system)
    } catch .rejected(let rejection) {
      switch rejection {
      case .staff(.unknownStaff): throw CommandFailure("there is no staff \(number)")
      case .staff(.alreadyRevoked):
        throw CommandFailure("the token of staff \(number) was revoked already")
      default: throw CommandFailure("the club refuses: \(rejection.code)")
      }
    }
  }
}
