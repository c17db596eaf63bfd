import ArgumentParser
import CivilTime
import ClubStore
import Glibc
import JSON
import Logging
import SiteBuilder

/// The folder of a club's facts, as the commands find it.
struct StoreFolder {
  let path: String

  init(_ path: String) { self.path = path }

  var exists: Bool { access(path + "/journal", F_OK) == 0 }

  /// Refuses a folder that holds no club, and tells it from one that may not be looked into.
  func check() throws(CommandFailure) {
    guard !exists else { return }
    guard errno != ENOENT, errno != ENOTDIR else {
      throw CommandFailure(
        "\(path) holds no club; name its folder with --store (the first huikan serve makes one)")
    }
    throw CommandFailure(
      "\(path): it cannot be looked into (\(String(cString: strerror(errno)))); run the command as the "
        + "user to whom the store belongs")
  }

  /// Refuses a store of another user: what root writes into it, or beside it for it, its own server could
  /// not read or add to afterwards.
  func checkOwner() throws(CommandFailure) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_uid != geteuid() else { return }
    throw CommandFailure(
      "\(path): it belongs to user \(status.st_uid), and this command runs as user \(geteuid()). Run it as "
        + "the user to whom the store belongs (sudo -u); nothing was written.")
  }

  /// Refuses what stands in the place of the control socket and is none; a socket that a killed server has
  /// left is in nobody's way.
  func checkSocketPlace() throws(CommandFailure) {
    var status = stat()
    guard lstat(socketPath, &status) == 0 else { return }
    let what =
      switch status.st_mode & S_IFMT {
      case S_IFSOCK: ""
      case S_IFDIR: "a folder"
      case S_IFREG: "a file"
      default: "something else"
      }
    guard !what.isEmpty else { return }
    throw CommandFailure(
      "\(socketPath): \(what) is in the place of the socket over which commands reach the server. Move it "
        + "away, then start again; nothing was changed.")
  }

  /// Warns of a clock that is behind the last record, before anything is judged by it.
  func warn(ofClockBehind now: Instant, _ console: Console) {
    guard let last = ClubStore.lastRecord(in: path, aheadOf: now) else { return }
    console.warn(
      "this machine's clock says \(now.rfc3339), the last record in \(path) is of \(last.rfc3339): check "
        + "the clock first. By a clock that is behind, what has come out is not published yet.")
  }

  /// Where the key of the people lies, if not where the store says: on a machine that a backup was
  /// restored on, or where a container is given its secrets.
  static var peopleKeyFile: String? { getenv("HUIKAN_PEOPLE_KEY").map { String(cString: $0) } }
  var socketPath: String { path + "/control.sock" }
  /// Tokens of the demonstration club; its presence keeps the server on loopback.
  var demonstrationPath: String { path + "/demonstration.json" }

  /// Removes what an interrupted `huikan demo` has left here: files of a store, two folders deep, and
  /// nothing else.
  func removeUnfinished() throws(CommandFailure) {
    for folder in ["/journal", "/annex", "/snapshots", "/access", "/cut", ""] {
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

  /// What the running server answers; nil where none listens, and the store may then be opened.
  func ask(
    _ path: String, _ body: JSONValue = [:], expecting status: Int, patience seconds: Int = 30
  ) throws -> JSONValue? {
    let client = ControlClient(socketPath: socketPath, patience: seconds)
    guard let reply = try client.post(path, body: body) else { return nil }
    let answer = try JSONValue.parse(reply.body)
    guard reply.status == status else {
      throw CommandFailure(
        answer["detail"]?.string ?? "the running server answered \(reply.status); see its log")
    }
    return answer
  }

  /// What the running server answers; where none runs, what the store itself says.
  func answer(
    _ path: String, console: Console, orElse read: (ClubStore) async throws -> JSONValue
  ) async throws -> JSONValue {
    if let answer = try ask(path, expecting: 200) { return answer }
    return try await withStore(console: console, read)
  }

  /// Opens the store for as long as `body` runs, and closes it whatever comes of that: a store that
  /// is not closed looks like a crash to the next start.
  func withStore<Value>(
    console: Console, clock: @escaping @Sendable () -> Instant = { SystemClock.now() },
    keyDays: Int = ClubStore.defaultKeyDays, accessDays: Int = AccessLog.defaultDays,
    replacesSecret: Bool = false, _ body: (ClubStore) async throws -> Value
  ) async throws -> Value {
    let store = try open(
      console: console, clock: clock, keyDays: keyDays, accessDays: accessDays,
      replacesSecret: replacesSecret)
    let value: Value
    do {
      value = try await body(store)
    } catch {
      await store.close()
      throw error
    }
    await store.close()
    return value
  }

  /// Opens the store, makes it where there is none, and replays the journal.
  private func open(
    console: Console, clock: @escaping @Sendable () -> Instant, keyDays: Int, accessDays: Int,
    replacesSecret: Bool
  ) throws(StoreError) -> ClubStore {
    var logger = Logger(label: "huikan.store") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .notice
    return try ClubStore.open(
      directory: path,
      clock: clock,
      peopleKeyFile: Self.peopleKeyFile,
      keyDays: keyDays,
      accessDays: accessDays,
      replacesSecret: replacesSecret,
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
  switch error {
  case let error as OutputError: return error.isBusy ? ExitStatus.busy : ExitStatus.cannotCreate
  case let error as StoreError where error.isLocked: return ExitStatus.busy
  default: return ExitStatus.unusable
  }
}
