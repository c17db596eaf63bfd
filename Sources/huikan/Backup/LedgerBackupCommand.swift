import ArgumentParser
import CivilTime
import ClubStore
import Glibc
import JSON

/// `huikan ledger backup`: one file that any system can open.
struct LedgerBackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Write the whole store into one tar file, also while the server runs.",
    discussion: """
      The file is an ordinary tar archive (POSIX pax), checked before it is made and read back after,
      and readable by its owner alone. It holds everything that the server has acknowledged when it
      begins, and the store's secret; not the key of the people where they are sealed, which lies
      outside the store.

      The numbers of erased members are kept beside it, in erased-members.txt, also of those erased
      later: restoring an old backup erases them again.

      EXAMPLE
        huikan ledger backup /mnt/backup/club-2026-11-28.tar
        tar -tf /mnt/backup/club-2026-11-28.tar
      """)

  @Argument(help: "The file to be made; one that is there is left alone.")
  var file: String
  @OptionGroup var options: LedgerOptions

  func validate() throws {
    guard !file.isEmpty else { throw ValidationError("Name the file that is to be made.") }
    guard file != "-" else {
      throw ValidationError(
        "A backup is read back and compared, so it is a file; - is none. Name a file (./- if it is to be "
          + "called so).")
    }
    let directory = SiteDestination.resolved(
      Backup(folder: StoreFolder(options.store), file: file).directory)
    let store = SiteDestination.resolved(options.store)
    guard directory != store, !directory.hasPrefix(store + "/") else {
      throw ValidationError(
        "\(file) lies in the store, \(options.store): what loses the one loses the other. Name a file "
          + "outside of it, best on another disk.")
    }
  }

  func run() async throws {
    let console = options.output.console
    do {
      let folder = StoreFolder(options.store)
      try folder.check()
      try folder.checkOwner()
      let (_, head) = try folder.ledger()
      guard access(file, F_OK) != 0 else {
        console.fail("\(file) is there already; a backup replaces none. Name another file.")
        throw ExitStatus.cannotCreate
      }
      let backup = Backup(folder: folder, file: file)
      let copied = try backup.make(atLeast: head)
      do {
        try await backup.remember(console)
      } catch {
        // Whoever is told that it failed must not find a file that looks like a backup.
        unlink(file)
        throw error
      }
      report(copied, folder, console)
    } catch let code as ExitCode {
      throw code
    } catch {
      throw ledgerFailure(error, options.output)
    }
  }

  private func report(_ copied: Backup.Result, _ folder: StoreFolder, _ console: Console) {
    if options.output.json {
      let answer: JSONValue = [
        "file": .string(file), "bytes": .int(Int64(copied.bytes)),
        "sequence": .int(Int64(clamping: copied.head.sequence)),
        "hash": .string(copied.head.hash), "secret_inside": true, "people_key_inside": false,
        "people_sealed": .bool(copied.peopleKey != nil),
      ]
      console.result("\(answer)")
      return
    }
    guard !options.output.quiet else { return }
    console.result(
      """
      \(file): \(copied.bytes) bytes, read back and compared
      head \(copied.head.sequence):\(copied.head.hash)
      The store's secret (secret.key) is inside: keep the file where you would keep the store.
      """)
    if let key = copied.peopleKey {
      console.result(
        """
        The people are sealed with the key \(key), which is NOT inside. Keep the key or its recovery
        copy in another place: without it names, contacts and reasons are lost.
        """)
    } else {
      console.result("The people are inside in clear: their names, contacts and reasons.")
    }
  }
}
