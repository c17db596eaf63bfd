import ArgumentParser

/// `huikan member`: what only the operator does for a member.
struct MemberCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "member",
    abstract: "Erase a person for good.",
    discussion: """
      EXAMPLE
        huikan member erase 027603188429
      """,
    subcommands: [MemberEraseCommand.self])
}
