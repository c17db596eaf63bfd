import ArgumentParser

/// `huikan ledger`: the books, for whoever keeps, checks or moves them.
struct LedgerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "Prove, show and export the club's books, back them up, and fill them.",
    discussion: """
      verify, head, show, export and backup read the files of the store and change nothing in the books.
      They work beside a running server and, all but backup, on a copied folder.

      EXAMPLE
        huikan ledger verify
        huikan ledger show --member 027603188429
        huikan ledger export --hledger > points.journal
        huikan ledger import members.csv
        huikan ledger backup /mnt/backup/club.tar
      """,
    subcommands: [
      LedgerVerifyCommand.self, LedgerHeadCommand.self, LedgerShowCommand.self,
      LedgerExportCommand.self, LedgerImportCommand.self, LedgerBackupCommand.self,
      LedgerRestoreCommand.self,
    ])
}
