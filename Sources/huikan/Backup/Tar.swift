import CSpawn
import Glibc

/// The system's `tar`, which every Debian has: a backup can then be looked into and unpacked with tools
/// that outlive this program.
struct Tar {
  /// Packs a folder into a file, following symbolic links; what is inside names no owner.
  static func pack(_ folder: String, into file: String) throws(CommandFailure) {
    try run([
      "--create", "--file", file, "--format", "pax", "--sort", "name", "--dereference",
      "--owner", "0", "--group", "0", "--numeric-owner", "-C", folder, ".",
    ])
  }

  /// Reads a file back and compares it with the folder that it was made from.
  static func compare(_ file: String, with folder: String) throws(CommandFailure) {
    try run(
      [
        "--compare", "--file", file, "--dereference", "--ignore-command-error", "-C", folder,
      ], ignoring: ["Uid differs", "Gid differs"])
  }

  /// Unpacks a file into an empty folder; names that lead out of it are refused by `tar`.
  static func unpack(_ file: String, into folder: String) throws(CommandFailure) {
    do {
      try run([
        "--extract", "--file", file, "--no-same-owner", "--no-same-permissions", "-C", folder,
      ])
    } catch {
      let full = ["No space left", "Disk quota exceeded", "Wrote only", "Cannot write"]
      if full.contains(where: error.description.contains) {
        throw CommandFailure(
          "\(folder): it could not be written, the disk seems to be full (\(error)). Free space there, or "
            + "name another place with --store; the backup is not to blame.")
      }
      throw CommandFailure(
        "\(file) is no backup, or is cut off (\(error)). Compare its size with the original and copy it "
          + "again, or take an earlier backup; nothing was changed.")
    }
  }

  /// Runs `tar` and waits for it; what it says becomes the reason of a failure.
  private static func run(
    _ arguments: [String], ignoring harmless: [String] = []
  ) throws(CommandFailure) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw CommandFailure("tar: no pipe can be opened") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO)
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1)
    var words: [UnsafeMutablePointer<CChar>?] = (["tar"] + arguments).map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    // The names of what is wrong must not depend on the user's language.
    var surroundings: [UnsafeMutablePointer<CChar>?] = [
      strdup("LC_ALL=C"), strdup("PATH=/usr/bin:/bin:/usr/local/bin"), nil,
    ]
    defer { for word in surroundings { free(word) } }
    var process = pid_t()
    let code = posix_spawnp(&process, "tar", &actions, nil, words, &surroundings)
    close(ends[1])
    guard code == 0 else {
      throw CommandFailure("tar cannot be run (\(String(cString: strerror(code)))); install it")
    }
    let said = String(decoding: readWhole(ends[0]) ?? [], as: UTF8.self)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let lines = said.split(separator: "\n").filter { line in
      !harmless.contains { line.hasSuffix($0) }
    }
    let differs = !harmless.isEmpty && status & 0x7F == 0 && status >> 8 & 0xFF == 1
    guard status != 0, !differs || !lines.isEmpty else { return }
    // The first line says what is wrong; the last one only that something was.
    let reason = lines.first.map { line in
      line.hasPrefix("tar: ") ? String(line.dropFirst(5)) : String(line)
    }
    throw CommandFailure("tar: \(reason ?? "it ended with status \(status)")")
  }
}
