import ArgumentParser

/// `huikan staff`: who may work at the counter.
struct StaffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "staff",
    abstract: "Give a colleague a token for the API.",
    discussion: """
      EXAMPLE
        huikan staff add 林小舟 --role clerk
      """,
    subcommands: [StaffAddCommand.self])
}
