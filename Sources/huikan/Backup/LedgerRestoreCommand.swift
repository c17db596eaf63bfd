import ArgumentParser
import CivilTime
import Club
import ClubStore
import Glibc
import JSON

/// `huikan ledger restore`: a store from a backup, proved before it stands.
struct LedgerRestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Make a store from a backup; one that is there is never touched.",
    discussion: """
      The backup is unpacked beside the place, verified from the first record, and moved there whole.
      Members on the list beside the backup (erased-members.txt), or on lists named with --erased, are
      erased again before that.

      EXAMPLE
        huikan ledger restore /mnt/backup/club-2026-11-28.tar --store Store
      """)

  @Argument(help: "The file that huikan ledger backup has made.")
  var file: String
  @Option(
    help: ArgumentHelp(
      "A list of erased members, beside the one next to the file; may be given several times.",
      valueName: "file"))
  var erased: [String] = []
  @OptionGroup var options: LedgerOptions

  func validate() throws {
    guard !file.isEmpty, !options.store.isEmpty else {
      throw ValidationError("Name the backup, and with --store the place of the store.")
    }
  }

  func run() async throws {
    let console = options.output.console
    let folder = StoreFolder(options.store)
    do {
      var status = stat()
      guard lstat(folder.path, &status) != 0 else {
        console.fail(
          "\(folder.path) is there already, and a restore replaces nothing. Move it away, or name "
            + "another place with --store.")
        throw ExitStatus.cannotCreate
      }
      let restoring = Restoring(file: file, folder: folder)
      let lists = try restoring.lists(erased, console)
      let (found, count) = try await restoring.make(lists, console)
      let head = found.extent.head
      if options.output.json {
        let answer: JSONValue = [
          "store": .string(folder.path), "head": found.extent.headJSON,
          "erased": .int(Int64(count)),
        ]
        console.result("\(answer)")
      } else {
        console.result(
          """
          \(folder.path): \(found.records) records restored and verified
          head \(head.sequence):\(head.hash)
          \(count) members erased since were erased again.
          """)
      }
      if let reason = Ledger(directory: folder.path, peopleKeyFile: StoreFolder.peopleKeyFile)
        .withoutKey
      {
        console.warn(
          "The people in it are sealed, and nobody could look at them here: \(reason) No server starts on "
            + "\(folder.path) before the key is there.")
      }
    } catch let code as ExitCode {
      throw code
    } catch {
      throw ledgerFailure(error, options.output)
    }
  }
}

/// A restore in the making: everything happens beside the place.
struct Restoring {
  let file: String
  let folder: StoreFolder

  private var draft: StoreFolder { StoreFolder(folder.path + ".restoring") }

  /// The lists of erased members: the one beside the backup, and those named.
  func lists(_ named: [String], _ console: Console) throws -> ErasedMembers {
    guard access(file, R_OK) == 0 else {
      throw CommandFailure("\(file): \(String(cString: strerror(errno)))")
    }
    try WholeFile.checkKind(file)
    let directory = Backup(folder: folder, file: file).directory
    let beside = "\(directory)/\(ErasedMembers.fileBesideBackups)"
    var list = ErasedMembers()
    if access(beside, F_OK) == 0 {
      list.merge(try ErasedMembers.read(beside))
    } else if named.isEmpty {
      console.warn(
        "No list of erased members lies beside the backup. If somebody was erased since, name the "
          + "list with --erased: otherwise they come back.")
    }
    for path in named {
      guard access(path, R_OK) == 0 else {
        throw CommandFailure("\(path): \(String(cString: strerror(errno)))")
      }
      try WholeFile.checkKind(path)
      list.merge(try ErasedMembers.read(path))
    }
    return list
  }

  /// Makes the store; returns what was verified and how many members were erased again.
  func make(
    _ erased: ErasedMembers, _ console: Console
  ) async throws -> (Verification, Int) {
    guard mkdir(draft.path, 0o700) == 0 else {
      throw CommandFailure(
        leftBehind: draft.path, by: "a restore",
        in: Backup(folder: folder, file: folder.path).directory)
    }
    do {
      try Tar.unpack(file, into: draft.path)
      try checkFiles(draft.path)
      let label = try takeLabel(console)
      chmod(draft.path, 0o700)
      guard draft.exists else { throw CommandFailure("\(file) holds no store") }
      var found: Verification
      do {
        found = try draft.ledger().ledger.verify()
      } catch let fault as LedgerFault {
        throw fault.inBackup(file, unpackedIn: draft.path)
      }
      try check(found, against: label)
      let count = try await erase(erased, console)
      if count > 0 { found = try draft.ledger().ledger.verify() }
      sync()
      guard rename(draft.path, folder.path) == 0 else {
        throw CommandFailure("\(folder.path): \(String(cString: strerror(errno)))")
      }
      try syncFolder(Backup(folder: folder, file: folder.path).directory)
      return (found, count)
    } catch {
      removeFolder(draft.path)
      throw error
    }
  }

  /// What the backup tells of itself, which is no part of the store.
  private func takeLabel(_ console: Console) throws(CommandFailure) -> JSONValue? {
    let path = "\(draft.path)/\(Backup.label)"
    guard access(path, F_OK) == 0 else {
      console.warn(
        "\(file) holds no \(Backup.label): whether its end is missing cannot be told. Compare the head "
          + "with one that you know.")
      return nil
    }
    let bytes = try WholeFile.named(path)
    unlink(path)
    guard let label = try? JSONValue.parse(bytes), label["sequence"]?.int != nil,
      label["hash"]?.string != nil
    else {
      throw CommandFailure("\(file): its \(Backup.label) cannot be read; take another backup")
    }
    return label
  }

  /// A store from which the end, the beginning or the secret was taken on the way is not the one that was
  /// backed up.
  private func check(_ found: Verification, against label: JSONValue?) throws(CommandFailure) {
    let head = found.extent.head
    if let sequence = label?["sequence"]?.int, let hash = label?["hash"]?.string {
      guard UInt64(clamping: sequence) == head.sequence, sequence == 0 || hash == head.hash else {
        throw CommandFailure(
          "\(file): it was made at \(sequence):\(hash), but what is in it ends at "
            + "\(head.sequence):\(head.hash). Somebody has changed it; take another backup. Nothing was "
            + "restored.")
      }
    }
    guard found.records == 0 || access("\(draft.path)/secret.key", F_OK) == 0 else {
      throw CommandFailure(
        "\(file): secret.key is missing in it, without which no server starts on the store. Take another "
          + "backup. Nothing was restored.")
    }
  }

  private func erase(_ list: ErasedMembers, _ console: Console) async throws -> Int {
    guard !list.lines.isEmpty else { return 0 }
    return try await draft.withStore(console: console) { store in
      // The others joined after the backup was made.
      let known = try await store.read { club, _ in
        list.lines.filter { club.membership.contains($0.member) }
      }
      return try await store.erase(noted: known).count { $0.values > 0 }
    }
  }

  /// A store holds files and folders and nothing else: no link may lead out of it.
  private func checkFiles(_ path: String) throws(CommandFailure) {
    guard let stream = opendir(path) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: UInt8.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      var status = stat()
      let inner = "\(path)/\(name)"
      guard lstat(inner, &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR:
        chmod(inner, 0o700)
        try checkFiles(inner)
      case S_IFREG: chmod(inner, 0o600)
      default: throw CommandFailure("\(file): \(name) in it is neither a file nor a folder")
      }
    }
  }
}
