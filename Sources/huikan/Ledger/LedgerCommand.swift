import ArgumentParser

/// `huikan ledger`: the books, for whoever keeps, checks or moves them.
struct LedgerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "Prove, show and export the club's books.",
    discussion: """
      These commands read the files of the store and change nothing. They work beside a running server
      and on a copied folder.

      EXAMPLE
        huikan ledger verify
        huikan ledger show --member 027603188429
        huikan ledger export --hledger > points.journal
      """,
    subcommands: [
      LedgerVerifyCommand.self, LedgerHeadCommand.self, LedgerShowCommand.self,
      LedgerExportCommand.self,
    ])
}
