import ArgumentParser
import CivilTime
import ClubStore
import Glibc
import Logging

/// The folder of a club's facts, as the commands find it.
struct StoreFolder {
  let path: String

  init(_ path: String) { self.path = path }

  var exists: Bool { access(path + "/journal", F_OK) == 0 }
  var socketPath: String { path + "/control.sock" }
  /// Tokens of the demonstration club; its presence keeps the server on loopback.
  var demonstrationPath: String { path + "/demonstration.json" }

  /// Removes what an interrupted `huikan demo` has left here: files of a store, two folders deep, and
  /// nothing else.
  func removeUnfinished() throws(CommandFailure) {
    for folder in ["/journal", "/annex", ""] {
      for name in names(in: path + folder) where unlink("\(path)\(folder)/\(name)") != 0 {
        throw CommandFailure("\(path)\(folder)/\(name) is in the way; remove \(path)")
      }
      if rmdir(path + folder) != 0, errno != ENOENT {
        throw CommandFailure("\(path)\(folder): \(String(cString: strerror(errno)))")
      }
    }
  }

  private func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: UInt8.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Opens the store, makes it where there is none, and replays the journal.
  func open(
    console: Console, clock: @escaping @Sendable () -> Instant = { SystemClock.now() }
  ) throws(StoreError) -> ClubStore {
    var logger = Logger(label: "huikan.store") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .notice
    return try ClubStore.open(
      directory: path,
      clock: clock,
      fatal: { reason in
        // What was not acknowledged may or may not be on disk; only a restart can tell.
        console.fail("\(reason)")
        console.fail("The server stops at once. Start it again: it will tell what the files show.")
        _exit(ExitStatus.unusable.rawValue)
      },
      logger: logger)
  }
}

/// Says why a command failed, and with which status it ends.
func failure(_ error: any Error, _ console: Console) -> ExitCode {
  console.fail("\(error)")
  if let error = error as? StoreError, error.isLocked { return ExitStatus.busy }
  return ExitStatus.unusable
}
