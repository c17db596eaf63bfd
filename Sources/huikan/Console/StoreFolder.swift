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
        console.fail("The server stops at once; what it has acknowledged is safe. Start it again.")
        _exit(ExitStatus.unusable.rawValue)
      },
      logger: logger)
  }
}
