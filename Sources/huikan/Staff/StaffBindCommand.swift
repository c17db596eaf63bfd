import ArgumentParser
import Club
import ClubStore
import JSON

/// `huikan staff bind`: whose members a colleague serves from now on; the token stays the same.
struct StaffBindCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bind",
    abstract:
      "Bind a colleague's token to the members of some regions, or of the whole club again.",
    discussion: """
      A bound token reaches the members of its regions and nobody else: the others, and those of whom
      no region is noted, are to it as if they did not exist. It holds at once, also for what is bound
      to a token already given out.

      EXAMPLE
        huikan staff bind 4 --region yuntang --region banshan
        huikan staff bind 4 --everywhere
      """)

  @Argument(help: "The colleague's staff number.")
  var number: Int
  @Option(
    help: ArgumentHelp(
      "A region, by its code in Content/club.yml; may stand several times.", valueName: "code"),
    transform: Code.ofRegion)
  var region: [Code] = []
  @Flag(help: "The whole club again.")
  var everywhere = false
  @Option(help: ArgumentHelp("The club's store.", valueName: "folder"))
  var store = "Store"
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard region.isEmpty == everywhere else {
      throw ValidationError("Give either --region, once or several times, or --everywhere.")
    }
  }

  func run() async throws {
    let console = output.console
    var regions: [Code] = []
    for code in region where !regions.contains(code) { regions.append(code) }
    let binding = StaffBinding(number: number, regions: regions)
    do {
      let folder = StoreFolder(store)
      if try folder.ask("/staff/bind", binding.json, expecting: 200) == nil {
        try folder.check()
        try await folder.withStore(console: console) { try await binding.carryOut(in: $0) }
      }
    } catch {
      throw failure(error, console)
    }
    let list = regions.map(\.text).joined(separator: ", ")
    console.progress("Staff \(number) serves \(list.isEmpty ? "the whole club" : list).")
    if output.json { console.result("\(binding.json)") }
  }
}

/// Other regions for a colleague, through the running server or without one.
struct StaffBinding {
  let number: Int
  let regions: [Code]

  init(number: Int, regions: [Code]) {
    self.number = number
    self.regions = regions
  }

  /// Reads what `json` writes; nil where it is not that.
  init?(json: JSONValue) {
    guard let number = json["staff"]?.int, let regions = [Code](json: json["regions"]) else {
      return nil
    }
    self.number = number
    self.regions = regions
  }

  var json: JSONValue {
    [
      "staff": .int(Int64(number)), "regions": .array(regions.map { .string($0.text) }),
    ]
  }

  func carryOut(in store: ClubStore) async throws {
    do {
      try await store.submit(.staff(.bind(StaffID(number), regions: regions)), by: .system)
    } catch .rejected(let rejection) {
      switch rejection {
      case .profile(let rejection): throw CommandFailure(rejection)
      case .staff(.unknownStaff): throw CommandFailure("there is no staff \(number)")
      case .staff(.alreadyRevoked):
        throw CommandFailure("the token of staff \(number) was revoked: there is nothing to bind")
      default: throw CommandFailure("the club refuses: \(rejection.code)")
      }
    }
  }
}
