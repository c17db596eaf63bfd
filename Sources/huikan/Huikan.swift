import ArgumentParser

/// The command line. Each subcommand has a folder of its own; this list is the only place they meet.
@main
struct Huikan: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "huikan",
    abstract: "A members' club and its magazine, from plain files. 会刊",
    discussion: """
      EXAMPLE
        huikan new article 第一场雪 --slug first-snow --issue 2026-autumn
        huikan check
        huikan serve

      EXIT STATUS
        0   done
        1   the content or the theme has errors, all of them printed; or the ledger has a fault
        64  the command line is wrong
        73  a file cannot be made, or exists already; or standard output cannot be written
        75  another process holds the store or the output folder; try again later
        78  the store or the configuration cannot be used; the message says why
      """,
    version: Version.text,
    subcommands: [
      BuildCommand.self, ServeCommand.self, CheckCommand.self, MarkdownCommand.self,
      NewCommand.self,
      StaffCommand.self, LedgerCommand.self, MemberCommand.self, PeopleCommand.self,
      OutboxCommand.self, WebhooksCommand.self, DraftsCommand.self, PrintCommand.self,
      NewsletterCommand.self,
      DemoCommand.self,
    ])
}

enum Version {
  static let text = "huikan 0.1.0"
}
