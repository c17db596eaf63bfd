import ArgumentParser
import CivilTime
import Club
import ClubStore
import JSON

/// `huikan staff list`: who holds a token, who held one, and until when.
struct StaffListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Show every colleague: number, role, token, regions, name.",
    discussion: """
      Of the token it says whether it is good, and until when; of the regions which, where it is bound
      to some.

      EXAMPLE
        huikan staff list
        huikan staff list --json
      """)

  @Option(help: ArgumentHelp("The club's store.", valueName: "folder"))
  var store = "Store"
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let console = output.console
    let staff: JSONValue
    do {
      let folder = StoreFolder(store)
      if let answer = try folder.ask("/staff/list", expecting: 200) {
        staff = answer
      } else {
        try folder.check()
        staff = try await folder.withStore(console: console) {
          try await Self.list($0, at: SystemClock.now())
        }
      }
    } catch {
      throw failure(error, console)
    }
    guard !output.json else { return console.result("\(staff)") }
    for person in staff["staff"]?.elements ?? [] {
      func text(_ name: String) -> String { person[name]?.string ?? "" }
      let until = person["expires"]?.string.map { " until \($0.prefix(10))" } ?? ""
      let regions = (person["regions"]?.elements ?? []).compactMap(\.string)
      let place = regions.isEmpty ? "" : " in \(regions.joined(separator: ", "))"
      let number = person["number"]?.int ?? 0
      console.result(
        "\(number)\t\(text("role"))\t\(text("token"))\(until)\(place)\t\(text("name"))")
    }
  }

  /// Everybody who was ever added.
  static func list(_ store: ClubStore, at now: Instant) async throws -> JSONValue {
    let everybody = try await store.read { club, people in
      club.staff.everybody.map { ($0, people.name(of: $0.id)) }
    }
    return [
      "staff": .array(
        everybody.map { person, name in
          let token = person.isRevoked ? "revoked" : person.isGood(at: now) ? "good" : "expired"
          return [
            "number": .int(Int64(person.id.number)), "role": .string(person.role.rawValue),
            "token": .string(token),
            "expires": person.expires.map { .string($0.rfc3339) } ?? .null,
            "regions": .array(person.regions.map { .string($0.text) }),
            "name": name.map { .string($0) } ?? .null,
          ]
        })
    ]
  }
}
