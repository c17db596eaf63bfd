import ArgumentParser

/// `huikan staff`: who may work at the counter.
struct StaffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "staff",
    abstract: "Give colleagues tokens for the API, and take them back.",
    discussion: """
      EXAMPLE
        huikan staff add 林小舟 --role clerk
        huikan staff list
        huikan staff renew 4 --days 90
        huikan staff bind 4 --region yuntang
        huikan staff revoke 4
      """,
    subcommands: [
      StaffAddCommand.self, StaffListCommand.self, StaffRenewCommand.self,
      StaffBindCommand.self, StaffRevokeCommand.self,
    ])
}
